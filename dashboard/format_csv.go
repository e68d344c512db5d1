package dashboard

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

// byteOrderMark tells Excel that a CSV is UTF-8.
const byteOrderMark = "\uFEFF"

// writeCSV writes a header, the rows and the end line `#EOF rows=n sha256=…`, whose hash is of all bytes before it: a file
// without that line was cut on its way. When limit left rows out, the line ends with next= and the cursor to go on from.
func writeCSV(w *answerWriter) error {
	sum := newSummer(w.out)
	if w.query.text("bom") == "1" {
		if _, err := io.WriteString(sum, byteOrderMark); err != nil {
			return err
		}
	}
	out := csv.NewWriter(sum) // lines end with a bare line feed, so that head, cut and sort see clean fields
	if err := out.Write(w.answer.columns); err != nil {
		return err
	}
	record := make([]string, len(w.answer.columns))
	rows, err := w.each(func(cells []any) error {
		for i, c := range cells {
			record[i] = plainText(c)
		}
		return out.Write(record)
	})
	if err != nil {
		return err
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	next := ""
	if rows.next != "" {
		next = " next=" + rows.next
	}
	_, err = fmt.Fprintf(w.out, "#EOF rows=%d sha256=%s%s\n", rows.count, sum.hex(), next)
	return err
}

// writeNDJSON writes one JSON object a row, and last {"#EOF":{"rows":n,"sha256":"…","next":"…"}} for the same reasons.
func writeNDJSON(w *answerWriter) error {
	sum := newSummer(w.out)
	var b bytes.Buffer
	rows, err := w.each(func(cells []any) error {
		b.Reset()
		if err := (jsonRow{w.answer.columns, cells}).encode(&b); err != nil {
			return err
		}
		b.WriteByte('\n')
		_, err := sum.Write(b.Bytes())
		return err
	})
	if err != nil {
		return err
	}
	end := struct {
		Rows   int    `json:"rows"`
		SHA256 string `json:"sha256"`
		Next   string `json:"next,omitempty"`
	}{rows.count, sum.hex(), rows.next}
	b.Reset()
	if err := encodeObject(&b, []member{{"#EOF", end}}); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err = w.out.Write(b.Bytes())
	return err
}

// writeText writes the one text that the answer is.
func writeText(w *answerWriter) error {
	_, err := io.WriteString(w.out, w.answer.text)
	return err
}

// cellText prints a cell for a flat format: nothing for a missing value, JSON for a nested one.
func cellText(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case int:
		return strconv.Itoa(x)
	case bool:
		return strconv.FormatBool(x)
	case float64:
		return numberText(x, "")
	case disclosure.Value:
		return x.String()
	case []string:
		return strings.Join(x, ";")
	}
	var b bytes.Buffer
	if err := encodeAny(&b, v); err != nil {
		return ""
	}
	return b.String()
}

// formulaStarts are the first characters by which spreadsheet programs take a text for a formula (OWASP, CSV injection), in their
// full-width forms too.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// plainText is cellText for a spreadsheet: a text of a report that would act as a formula stands behind an apostrophe. A number,
// also one that is text, begins no formula.
func plainText(v any) string {
	text := cellText(v)
	first, _ := utf8.DecodeRuneInString(text)
	if text == "" || !strings.ContainsRune(formulaStarts, first) {
		return text
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return text
	}
	return "'" + text
}

// summer hashes what passes through.
type summer struct {
	w   io.Writer
	sum hash.Hash
}

func newSummer(w io.Writer) *summer { return &summer{w, sha256.New()} }

func (s *summer) Write(p []byte) (int, error) {
	s.sum.Write(p)
	return s.w.Write(p)
}

func (s *summer) hex() string { return hex.EncodeToString(s.sum.Sum(nil)) }
