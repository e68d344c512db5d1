package engine

import (
	"encoding/xml"
	"os"
	"slices"
	"strings"
	"testing"
)

// element is any XML element: enough to compare two files.
type element struct {
	XMLName  xml.Name
	Text     string    `xml:",chardata"`
	Children []element `xml:",any"`
}

// lines gives every leaf as path=text, except the values that each machine has of its own: passwords, networks, byte sizes.
func (e element) lines(path string) []string {
	path += "/" + e.XMLName.Local
	for _, own := range []string{"password", "networks", "_memory_usage", "max_bytes_before"} {
		if strings.Contains(e.XMLName.Local, own) {
			return nil
		}
	}
	if len(e.Children) == 0 {
		return []string{path + "=" + strings.TrimSpace(e.Text)}
	}
	var all []string
	for _, child := range e.Children {
		all = append(all, child.lines(path)...)
	}
	return all
}

// find gives the lines below clickhouse/section/name.
func find(t *testing.T, text, section, name string) []string {
	t.Helper()
	var root element
	if err := xml.Unmarshal([]byte(text), &root); err != nil {
		t.Fatal(err)
	}
	for _, s := range root.Children {
		for _, c := range s.Children {
			if s.XMLName.Local == section && c.XMLName.Local == name {
				return c.lines(section)
			}
		}
	}
	t.Fatalf("no %s/%s", section, name)
	return nil
}

// The two users mean the same on a server as on the embedded engine; a server's loader may also speak to the cluster.
func TestDeployedUsersAreTheEmbeddedOnes(t *testing.T) {
	server, err := os.ReadFile("../../deploy/clickhouse/users.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range []string{"profiles", "users"} {
		for _, user := range []string{Loader, Dashboard} {
			embedded := find(t, usersText, section, user)
			deployed := slices.DeleteFunc(find(t, string(server), section, user), func(line string) bool { return strings.Contains(line, "GRANT CLUSTER") })
			if !slices.Equal(embedded, deployed) {
				t.Errorf("%s/%s\nembedded %q\ndeployed %q", section, user, embedded, deployed)
			}
		}
	}
}

// What makes an insert durable is set on a server as on the embedded engine.
func TestDeployedDurability(t *testing.T) {
	server, err := os.ReadFile("../../deploy/clickhouse/config.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, setting := range []string{"fsync_after_insert", "fsync_part_directory", "min_rows_to_fsync_after_merge", "min_compressed_bytes_to_fsync_after_merge"} {
		line := "<" + setting + ">1</" + setting + ">"
		if !strings.Contains(string(server), line) || !strings.Contains(configText, line) {
			t.Errorf("%s is not set in both", setting)
		}
	}
}
