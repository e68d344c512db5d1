package sql

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

func TestReplicatedText(t *testing.T) {
	const keys = `('/clickhouse/tables/{uuid}/{shard}', '{replica}'`
	for _, c := range []struct{ one, cluster string }{
		{"CREATE TABLE IF NOT EXISTS a\n(x Int8)\nENGINE = MergeTree\nORDER BY x", "CREATE TABLE IF NOT EXISTS a ON CLUSTER `c`\n(x Int8)\nENGINE = ReplicatedMergeTree" + keys + ")\nORDER BY x"},
		{"CREATE TABLE a (x Int8) ENGINE = ReplacingMergeTree(x) ORDER BY x", "CREATE TABLE a ON CLUSTER `c` (x Int8) ENGINE = ReplicatedReplacingMergeTree" + keys + ", x) ORDER BY x"},
		{"ALTER TABLE a ADD COLUMN y Int8", "ALTER TABLE a ON CLUSTER `c` ADD COLUMN y Int8"},
		{"-- CREATE TABLE in a comment\nDROP TABLE IF EXISTS a", "-- CREATE TABLE in a comment\nDROP TABLE IF EXISTS a ON CLUSTER `c`"},
	} {
		if got := replicated(c.one, "c"); got != c.cluster {
			t.Errorf("%s\nbecame %s\nwant   %s", c.one, got, c.cluster)
		}
		if got := replicated(c.one, ""); got != c.one {
			t.Errorf("without a cluster it became %s", got)
		}
	}
}

// Every migration that makes or changes a table names it for the cluster once, and none leaves an engine of one server behind.
func TestEveryMigrationIsReplicated(t *testing.T) {
	plain, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	files := replicatedFiles{plain, "c"}
	names, err := fs.Glob(files, "*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	single := regexp.MustCompile(`ENGINE = (Replacing|Summing|Aggregating|Collapsing|)MergeTree`)
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(string(text), "ON CLUSTER `c`") != strings.Count(string(text), " TABLE ") || single.Match(text) {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}
