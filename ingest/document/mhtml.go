package document

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
)

// readMHTML reads a page saved as a single file (.mht): the first text/html part of the message. Pictures and style sheets,
// its other parts, are not looked at.
func readMHTML(data []byte, doc *Document) ([]part, error) {
	head := textproto.NewReader(bufio.NewReader(bytes.NewReader(data)))
	header, err := head.ReadMIMEHeader()
	if err != nil {
		return nil, unusable(ErrTruncated, "the header of the saved page cannot be read", "save the page again")
	}
	_, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return nil, unusable(ErrTruncated, "the saved page does not say where its parts begin", "save the page again")
	}
	doc.URL = header.Get("Snapshot-Content-Location")
	parts := multipart.NewReader(head.R, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err != nil {
			return nil, unusable(ErrTruncated, "the saved page has no part with text", "save the page again")
		}
		media, params, err := mime.ParseMediaType(p.Header.Get("Content-Type"))
		if err != nil || media != typeHTML {
			continue
		}
		if doc.URL == "" {
			doc.URL = p.Header.Get("Content-Location")
		}
		page, err := io.ReadAll(io.LimitReader(transferDecoder(p), MaxSize))
		if err != nil && (len(page) == 0 || !errors.Is(err, io.ErrUnexpectedEOF)) {
			return nil, unusable(ErrTruncated, "the page inside the saved file breaks off", "save the page again")
		}
		declared := params["charset"]
		if declared == "" {
			declared = declaredCharset(page)
		}
		return readPage(newlines(decodeInto(doc, page, declared)), doc)
	}
}

func transferDecoder(p *multipart.Part) io.Reader {
	switch strings.ToLower(p.Header.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		return quotedprintable.NewReader(p)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, p)
	}
	return p
}
