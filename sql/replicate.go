package sql

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
)

// The schema files are written for one server. For a cluster of replicas the same files are read with ON CLUSTER behind every
// table's name and the replicated kind of every engine, so there is one schema to maintain. All data is on every replica: 123 M
// rows take 885 MiB, so a second machine is wanted for its being there and not for its room, and no Distributed table is needed.
var (
	definition = regexp.MustCompile(`(?m)^((?:CREATE (?:MATERIALIZED )?(?:TABLE|VIEW)|DROP (?:TABLE|VIEW))(?: IF (?:NOT )?EXISTS)?|ALTER TABLE|TRUNCATE TABLE|RENAME TABLE) (\w+)`)
	treeEngine = regexp.MustCompile(`ENGINE = (\w*MergeTree)\b(\(\s*)?`)
)

// replicated turns a statement for one server into one for the cluster; an empty cluster leaves it as it is. Shard and replica are
// macros of each server's configuration.
func replicated(text, cluster string) string {
	if cluster == "" {
		return text
	}
	text = definition.ReplaceAllString(text, "$1 $2 ON CLUSTER `"+strings.ReplaceAll(cluster, "`", "")+"`")
	return treeEngine.ReplaceAllStringFunc(text, func(engine string) string {
		parts := treeEngine.FindStringSubmatch(engine)
		head := "ENGINE = Replicated" + parts[1] + "('/clickhouse/tables/{uuid}/{shard}', '{replica}'"
		if parts[2] == "" {
			return head + ")"
		}
		return head + ", " // the engine's own arguments follow
	})
}

// replicatedFiles reads the files of a folder as replicated gives them.
type replicatedFiles struct {
	fs.FS
	cluster string
}

// Open gives a folder as it is and a file transformed.
func (r replicatedFiles) Open(name string) (fs.File, error) {
	file, err := r.FS.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil || info.IsDir() {
		return file, err
	}
	defer func() { _ = file.Close() }()
	text, err := fs.ReadFile(r.FS, name)
	if err != nil {
		return nil, err
	}
	return replicatedFile{bytes.NewReader([]byte(replicated(string(text), r.cluster))), info}, nil
}

// replicatedFile is a transformed file in memory. Its Stat still tells the size of the original.
type replicatedFile struct {
	*bytes.Reader
	info fs.FileInfo
}

func (f replicatedFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f replicatedFile) Close() error               { return nil }
