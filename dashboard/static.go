package dashboard

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// static/vendor is filled by the build from node_modules; without it the program compiles and every page shows its tables.
//
//go:embed static templates
var embedded embed.FS

type staticFile struct {
	body []byte
	hash string
	kind string
}

// staticFiles holds the embedded files by their name below static/.
type staticFiles struct{ files map[string]staticFile }

func loadStatic() (*staticFiles, error) {
	out := &staticFiles{files: map[string]staticFile{}}
	err := fs.WalkDir(embedded, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := embedded.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		kind := mime.TypeByExtension(path.Ext(name))
		if kind == "" {
			return fmt.Errorf("dashboard: no media type for %s", name)
		}
		out.files[strings.TrimPrefix(name, "static/")] = staticFile{body, hex.EncodeToString(sum[:8]), kind}
		return nil
	})
	return out, err
}

// url gives the address of a static file with its content hash, so that a browser may keep it for ever; "" when the build
// did not bring the file.
func (s *staticFiles) url(name string) string {
	f, ok := s.files[name]
	if !ok {
		return ""
	}
	return "/static/" + name + "?v=" + f.hash
}

func (s *staticFiles) serve(c *gin.Context) {
	f, ok := s.files[strings.TrimPrefix(c.Param("path"), "/")]
	if !ok {
		c.Status(http.StatusNotFound)
		return
	}
	cache := "public, max-age=300"
	if c.Query("v") == f.hash {
		cache = "public, max-age=31536000, immutable"
	}
	c.Header("Cache-Control", cache)
	c.Header("Content-Type", f.kind)
	c.Header("ETag", `W/"`+f.hash+`"`) // weak: the compressor changes the bytes
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(f.body))
}
