package sql

import (
	"embed"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed queries/*.sql
var queryFiles embed.FS

// statement is one file of queries/.
type statement struct {
	name     string
	text     string
	declared map[string]string // parameter name -> ClickHouse type
}

var (
	parameter = regexp.MustCompile(`\{([A-Za-z_][A-Za-z0-9_]*)\s*:\s*([^{}]+)\}`)
	comment   = regexp.MustCompile(`(?m)--.*$`)
)

// statements reads the embedded files, once.
var statements = sync.OnceValues(func() (map[string]statement, error) {
	entries, err := queryFiles.ReadDir("queries")
	if err != nil {
		return nil, err
	}
	found := make(map[string]statement, len(entries))
	for _, entry := range entries {
		text, err := queryFiles.ReadFile(path.Join("queries", entry.Name()))
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(entry.Name(), ".sql")
		found[name], err = newStatement(name, string(text))
		if err != nil {
			return nil, err
		}
	}
	return found, nil
})

// newStatement collects what parameters a text declares. One name must have one type throughout.
func newStatement(name, text string) (statement, error) {
	s := statement{name: name, text: strings.TrimSuffix(strings.TrimSpace(text), ";"), declared: map[string]string{}}
	for _, match := range parameter.FindAllStringSubmatch(comment.ReplaceAllString(text, ""), -1) {
		name, kind := match[1], strings.TrimSpace(match[2])
		if other, ok := s.declared[name]; ok && other != kind {
			return statement{}, fmt.Errorf("query %s: parameter %s is declared as %s and as %s", s.name, name, other, kind)
		}
		s.declared[name] = kind
	}
	return s, nil
}

func lookup(name string) (statement, error) {
	all, err := statements()
	if err != nil {
		return statement{}, err
	}
	s, ok := all[name]
	if !ok {
		return statement{}, fmt.Errorf("%w: sql/queries/%s.sql", ErrUnknownQuery, name)
	}
	return s, nil
}

// Names lists the named statements in order.
func Names() ([]string, error) {
	all, err := statements()
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(all)), nil
}

// Text gives a named statement as it is sent, for those who want to read or run it elsewhere.
func Text(name string) (string, error) {
	s, err := lookup(name)
	return s.text, err
}
