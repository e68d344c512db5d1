package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
	"gongkai/ingest/extract"
)

// extractCmd reads one document and prints what it states. No database is needed.
type extractCmd struct {
	File   string `arg:"" help:"Document: HTML, MHTML, DOC, DOCX, XLSX, PDF, OFD or text. | 年报文件。" type:"path"`
	Format string `help:"Output format; json is the only one. | 输出格式。" enum:"json" default:"json"`
}

// exitNoReport is the status for a file that cannot be a report: unreadable, empty, or something else.
const exitNoReport = 3

// Run prints one JSON object. A file that cannot be a report still prints one, with an empty report and the reason, and ends
// with status 3; a file that cannot be opened is an error.
func (c extractCmd) Run() error {
	r, err := readReport(c.File)
	if err != nil {
		return err
	}
	if err := extract.WriteJSON(os.Stdout, r); err != nil {
		return err
	}
	if !extract.IsReport(r) {
		return exitError{exitNoReport, ""}
	}
	return nil
}

// readReport reads a file. A file that no reader can use gives a report that says so. A pipe or a device would be waited for
// for ever and is refused.
func readReport(path string) (*disclosure.Report, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is a folder or a device; name one document (gongkai load reads folders)", path)
	}
	doc, err := document.ReadFile(path)
	switch {
	case err == nil:
		return extract.Report(doc), nil
	case document.Reason(err) != "":
		r := extract.Unreadable(path, err)
		r.Source.SHA256, r.Source.Size, err = hashFile(path)
		return r, err
	}
	return nil, err
}

// hashFile gives the SHA-256 of a file's bytes in lower-case hex, and their number.
func hashFile(path string) (sum string, size int64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer file.Close()
	h := sha256.New()
	if size, err = io.Copy(h, file); err != nil {
		return "", 0, fmt.Errorf("read %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}
