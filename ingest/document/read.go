package document

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// The limits every reader keeps, so that no file can exhaust the machine.
const (
	MaxSize = 50 << 20 // bytes of a file; the largest report seen is a 9 MB Word file with photographs

	maxRows      = 10_000    // rows of one grid; a longer table continues in the next grid
	maxColumns   = 200       // columns of a grid
	maxPositions = 4_000_000 // positions of all grids of a document, 32 MB of pointers
	maxNesting   = 30        // tables within tables
)

// reader turns the bytes of one format into the parts of a document. It fills the Document's Charset, Title, URL and Meta
// as far as the format has them.
type reader func(data []byte, doc *Document) ([]part, error)

// readers is the table of formats. Plain text is the one format that is not composed from parts: its text is stored as it is.
var readers = map[string]reader{
	typeHTML:  readHTML,
	typeMHTML: readMHTML,
	typeDOCX:  readDOCX,
	typeDOC:   readMSWord,
	typePDF:   readPDF,
	typeOFD:   readOFD,
	typeXLSX:  readXLSX,
}

// Read turns the bytes of a file into a Document. The name serves only where the content leaves the format open; no file is
// opened. An error wraps one of ErrEmpty, ErrBinary, ErrTooLarge, ErrEncrypted, ErrScanned, ErrGarbled, ErrTruncated and ErrUnsupported
// and begins with the name. The same bytes and name give the same Document.
func Read(name string, data []byte) (*Document, error) {
	doc := &Document{Name: filepath.Base(name), Size: int64(len(data))}
	if err := read(data, doc); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	sum := sha256.Sum256(data)
	doc.SHA256 = hex.EncodeToString(sum[:])
	return doc, nil
}

func read(data []byte, doc *Document) error {
	if len(data) > MaxSize {
		return unusable(ErrTooLarge, fmt.Sprintf("%d bytes, at most %d are read", len(data), MaxSize), "split it, or extract the report from it")
	}
	media, err := sniff(doc.Name, data)
	if err != nil {
		return err
	}
	doc.MediaType = media
	if media == typeText {
		return readText(data, doc)
	}
	parts, err := readers[media](data, doc)
	if err != nil {
		return err
	}
	if err := compose(parts, doc); err != nil {
		return err
	}
	if doc.Text == "" {
		return unusable(ErrEmpty, "no visible words were found", "check that the report's text is in the file itself")
	}
	return nil
}

// ReadFile reads the file at path and turns it into a Document. Beside Read's errors it returns those of opening and reading
// the file, for which Reason is "".
func ReadFile(path string) (*Document, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open report: %w; check the path and its permissions", err)
	}
	defer file.Close()
	// One byte more than allowed is enough for Read to refuse the file without holding all of it.
	data, err := io.ReadAll(io.LimitReader(file, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read report: %w", err)
	}
	return Read(path, data)
}
