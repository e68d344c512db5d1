package document

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// What an office file may unpack to. A report is a few hundred kilobytes of XML; pictures are not unpacked.
const (
	maxUnpacked      = 200 << 20 // bytes over all entries
	maxRatio         = 200       // unpacked to packed bytes of an entry, …
	ratioCounts      = 10 << 20  // … of entries larger than this
	maxOfficeEntries = 20_000
)

// pack is an office file: a zip archive of XML entries.
type pack struct {
	entries map[string]*zip.File
	budget  int64 // bytes that may still be unpacked
}

// openPack reads the directory of an office file and refuses one that claims to unpack to more than a report can hold.
func openPack(data []byte) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, unusable(ErrTruncated, fmt.Sprintf("its archive cannot be read (%v)", err), "fetch it again")
	}
	if len(z.File) > maxOfficeEntries {
		return nil, bomb(fmt.Sprintf("it holds %d entries", len(z.File)))
	}
	p := &pack{entries: make(map[string]*zip.File, len(z.File)), budget: maxUnpacked}
	var total uint64
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, unusable(ErrEncrypted, "its entries are encrypted", "save it without a password")
		}
		total += f.UncompressedSize64
		if total > maxUnpacked || f.UncompressedSize64 > ratioCounts && f.UncompressedSize64/maxRatio > f.CompressedSize64 {
			return nil, bomb(fmt.Sprintf("%s unpacks to %d bytes", f.Name, f.UncompressedSize64))
		}
		p.entries[strings.TrimPrefix(path.Clean(strings.ReplaceAll(f.Name, `\`, "/")), "/")] = f
	}
	return p, nil
}

func bomb(cause string) error {
	return unusable(ErrTooLarge, cause, "save the document again without its attachments")
}

func (p *pack) has(name string) bool { return p.entries[name] != nil }

// read unpacks an entry, counting what really comes out and not what the directory claims. An entry that is not there
// gives no bytes.
func (p *pack) read(name string) ([]byte, error) {
	f := p.entries[name]
	if f == nil {
		return nil, nil
	}
	in, err := f.Open()
	if err != nil {
		return nil, unusable(ErrTruncated, fmt.Sprintf("%s cannot be unpacked (%v)", name, err), "fetch it again")
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, p.budget+1))
	if int64(len(data)) > p.budget || errors.Is(err, zip.ErrFormat) && int64(len(data)) > ratioCounts {
		return nil, bomb(fmt.Sprintf("%s unpacks to more than %d bytes", name, maxUnpacked))
	}
	if err != nil {
		return nil, unusable(ErrTruncated, fmt.Sprintf("%s breaks off (%v)", name, err), "fetch it again")
	}
	p.budget -= int64(len(data))
	return data, nil
}

// sniffPack tells office files apart by what they hold.
func sniffPack(data []byte) (string, error) {
	p, err := openPack(data)
	if err != nil {
		return "", err
	}
	switch {
	case p.has("word/document.xml") || p.has("word/document2.xml"):
		return typeDOCX, nil
	case p.has("xl/workbook.xml"):
		return typeXLSX, nil
	case p.has(ofdRoot):
		return typeOFD, nil
	case p.has("content.xml"):
		return "", unusable(ErrUnsupported, "it is an OpenDocument file", "save it as .docx or .xlsx")
	case p.has("ppt/presentation.xml"):
		return "", unusable(ErrUnsupported, "it is a presentation", "save it as PDF")
	}
	return "", unusable(ErrUnsupported, "it is an archive and no single document", "give the archive to gongkai load, or unpack it")
}
