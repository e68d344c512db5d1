package engine

import (
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

//go:embed config.xml.tmpl
var configText string

//go:embed users.xml.tmpl
var usersText string

// setup is what the two templates are filled with.
type setup struct {
	Users, Logs, Scratch      string
	LogLevel                  string
	MemoryLimit               int64
	LoaderHash, DashboardHash string
}

// Quarter and Eighth are the shares of the memory limit that one query may use and that it may use before it goes to disk.
func (s setup) Quarter() int64 { return s.MemoryLimit / 4 }
func (s setup) Eighth() int64  { return s.MemoryLimit / 8 }

// writeConfig writes config.xml and users.xml for one start and returns the path of config.xml.
func (f *folder) writeConfig(o Options, passwords map[string]string) (string, error) {
	config := filepath.Join(f.engine(), "config.xml")
	users := filepath.Join(f.engine(), "users.xml")
	s := setup{
		Users: escaped(users), Logs: escaped(f.logs()), Scratch: escaped(f.scratch()),
		LogLevel: escaped(o.LogLevel), MemoryLimit: o.MemoryLimit,
		LoaderHash: hashed(passwords[Loader]), DashboardHash: hashed(passwords[Dashboard]),
	}
	for path, text := range map[string]string{config: configText, users: usersText} {
		if err := fill(path, text, s); err != nil {
			return "", unwritable(f.dir, err)
		}
	}
	return config, nil
}

func fill(path, text string, s setup) error {
	parsed, err := template.New(filepath.Base(path)).Parse(text)
	if err != nil {
		return err
	}
	var out strings.Builder
	if err := parsed.Execute(&out, s); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(out.String()), 0o600)
}

func escaped(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a strings.Builder does not fail
	return out.String()
}

func hashed(password string) string {
	sum := sha256.Sum256([]byte(password))
	return hex.EncodeToString(sum[:])
}

// newPassword gives 32 random hexadecimal digits: safe in a DSN, in XML and in an HTTP header as it stands.
func newPassword() string {
	var raw [16]byte
	_, _ = rand.Read(raw[:]) // crypto/rand ends the program rather than fail
	return fmt.Sprintf("%x", raw)
}
