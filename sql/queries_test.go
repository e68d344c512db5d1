package sql_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/sql"
	"gongkai/sql/sqltest"
)

var (
	aside   = regexp.MustCompile(`(?m)--.*$|'[^'\n]*'`) // comments and texts
	leading = regexp.MustCompile(`(?s)\A(\s|--[^\n]*\n)*`)
	rows    = regexp.MustCompile(`(?is)\AINSERT INTO \S+\s*\([^()]*\)\s*\z`)
)

// Every statement is run on an empty database: a name, column, type or privilege that does not exist fails here, under the
// user who runs it in earnest.
func TestEveryStatementRuns(t *testing.T) {
	loader := sqltest.New(t)
	reader := sqltest.Reader(t, loader)
	names, err := sql.Names()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			if strings.HasSuffix(name, "_on_cluster") {
				t.Skip("needs a cluster")
			}
			text, err := sql.Text(name)
			if err != nil {
				t.Fatal(err)
			}
			body := leading.ReplaceAllString(text, "")
			switch {
			case rows.MatchString(body):
				err = loader.Insert(t.Context(), name, func(sql.Batch) error { return nil })
			case strings.HasPrefix(body, "SELECT") && !strings.Contains(body, "system."), strings.HasPrefix(body, "WITH"):
				err = reader.Exec(t.Context(), name, emptyParams(t, name, loader.Database()))
			default:
				err = loader.Exec(t.Context(), name, emptyParams(t, name, loader.Database()))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// emptyParams gives every parameter of a statement a value of its type.
func emptyParams(t *testing.T, name, database string) sql.Params {
	given := sql.Params{"database": database, "table": "gen_facts", "partition_id": "1"}
	params := sql.Params{}
	for parameter, kind := range sql.Declared(t, name) {
		switch {
		case given[parameter] != nil:
			params[parameter] = given[parameter]
		case strings.HasPrefix(kind, "Array"):
			params[parameter] = []string{}
		case kind == "String":
			params[parameter] = ""
		case strings.HasPrefix(kind, "Nullable"):
			params[parameter] = nil
		case kind == "Bool":
			params[parameter] = false
		default:
			params[parameter] = 0
		}
	}
	return params
}

// SQL stands in .sql files only: no string of a Go file outside the tests holds a statement.
func TestNoSQLInGo(t *testing.T) {
	statement := regexp.MustCompile(`(?s)\b(SELECT\s.+\sFROM|INSERT\s+INTO|(CREATE|ALTER|DROP|EXCHANGE|TRUNCATE|RENAME)\s+(TABLE|TABLES|DATABASE|VIEW)|OPTIMIZE\s+TABLE)\s+\w`)
	root := ".."
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && path != root && (name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".")) {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil //nolint:nilerr // a file that does not parse fails the build, not this test
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && statement.MatchString(text.Value) {
				t.Errorf("%s holds SQL: %.80s", files.Position(text.Pos()), text.Value)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A migration file is one statement that says what the table is for.
func TestMigrationFiles(t *testing.T) {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if number := filepath.Base(file)[:5]; number != strings.Repeat("0", 5-len(itoa(i+1)))+itoa(i+1) {
			t.Errorf("%s: numbers must follow each other, this is the %d-th", file, i+1)
		}
		for _, want := range []string{"-- +goose NO TRANSACTION\n", "-- +goose Up\n"} {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s lacks %q", file, want)
			}
		}
		if strings.Count(aside.ReplaceAllString(string(text), ""), ";") > 1 {
			t.Errorf("%s holds more than one statement", file)
		}
	}
}
