package ingest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// The limits of one row. A quotation mark that is never closed would otherwise swallow the rest of the file.
const (
	maxRowBytes = 256 << 10
	maxRowLines = 50
)

// The columns of a figures file.
const (
	colIssuer = iota
	colLevel
	colProvince
	colRegion
	colCode
	colYear
	colMetric
	colLabel
	colValue
	colUnit
	colQualifier
	colStatus
	colScope
	colURL
	colTitle
	colNote
	columnCount
)

var columnNames = [columnCount]string{
	"issuer", "issuer_level", "province", "region_name", "gb2260_code", "year", "metric_id", "metric_label_zh", "value", "unit",
	"qualifier", "status", "scope", "source_url", "source_title", "note",
}

// neededColumns must stand in every header.
var neededColumns = []int{colIssuer, colYear, colMetric, colValue}

// figureRow is one row: its verbatim text and its fields, trimmed.
type figureRow struct {
	line       int
	text       string
	fields     [columnCount]string
	valueStart int // bytes of the value within text
	valueEnd   int
}

// rowReader splits a file into rows.
type rowReader struct {
	name      string
	in        *bufio.Reader
	line      int
	json      bool
	separator byte
	header    string
	columns   []int    // for each field of a row, its column
	pending   []string // lines read ahead for a quotation that was never closed
	failed    error
	cells     []cell
}

// newRowReader reads the header and so learns the format: JSON lines begin with a brace, in a table the first line names the
// columns.
func newRowReader(name string, in *bufio.Reader) (*rowReader, error) {
	r := &rowReader{name: name, in: in}
	first, err := r.physicalLine()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: line 1: %w", name, err)
	}
	if strings.HasPrefix(strings.TrimSpace(first), "{") {
		r.json, r.line = true, 0
		r.pending = []string{first}
		return r, nil
	}
	r.header, r.separator = first, ','
	if strings.Count(first, "\t") > strings.Count(first, ",") {
		r.separator = '\t'
	}
	return r, r.readHeader()
}

func (r *rowReader) readHeader() error {
	cells, quotes := splitCells(r.header, r.separator, nil)
	if quotes != quotesClosed {
		return fmt.Errorf("%s: the header line has a quotation mark that is not closed", r.name)
	}
	var unknown, missing []string
	for _, c := range cells {
		name := strings.ToLower(strings.TrimSpace(c.text))
		column := slices.Index(columnNames[:], name)
		if column < 0 {
			unknown = append(unknown, name)
			continue
		}
		if slices.Contains(r.columns, column) {
			return fmt.Errorf("%s: the header names the column %s twice; remove one", r.name, name)
		}
		r.columns = append(r.columns, column)
	}
	for _, c := range neededColumns {
		if !slices.Contains(r.columns, c) {
			missing = append(missing, columnNames[c])
		}
	}
	switch {
	case len(missing) > 0:
		return fmt.Errorf("%s: the header lacks the columns %s; a figures file has the columns %s", r.name,
			strings.Join(missing, ", "), strings.Join(columnNames[:], ","))
	case len(unknown) > 0:
		return fmt.Errorf("%s: the header has unknown columns %s; remove or rename them: the columns are %s", r.name,
			strings.Join(unknown, ", "), strings.Join(columnNames[:], ","))
	}
	return nil
}

func (r *rowReader) headerLine() string { return r.header }

func (r *rowReader) mediaType() string {
	switch {
	case r.json:
		return "application/x-ndjson"
	case r.separator == '\t':
		return "text/tab-separated-values"
	}
	return "text/csv"
}

// next gives the next row that is not empty. It returns a *Reject for a row that cannot be split and io.EOF at the end.
func (r *rowReader) next() (figureRow, error) {
	for {
		line, err := r.physicalLine()
		if errors.Is(err, errLongLine) {
			return figureRow{}, r.rejectRow(r.line, line, reject("", "一行超过%d字节", "the row is longer than %d bytes", maxRowBytes))
		}
		if err != nil {
			return figureRow{}, err
		}
		if strings.Trim(line, " \t\r,") == "" {
			continue
		}
		start := r.line
		var row figureRow
		var bad *Reject
		if r.json {
			row, bad = parseJSONRow(line)
		} else {
			row, bad = r.tableRow(line)
		}
		if bad == nil && (!utf8.ValidString(row.text) || strings.ContainsRune(row.text, utf8.RuneError)) {
			bad = reject("", "该行不是有效的UTF-8文字，请将文件另存为UTF-8", "the row is not valid UTF-8; save the file as UTF-8")
		}
		if bad != nil {
			return figureRow{}, r.rejectRow(start, line, bad)
		}
		row.line = start
		return row, nil
	}
}

// again splits a row that was read before.
func (r *rowReader) again(line int, text string) (figureRow, error) {
	var row figureRow
	var bad *Reject
	if r.json {
		row, bad = parseJSONRow(text)
	} else {
		r.cells, _ = splitCells(text, r.separator, r.cells[:0])
		row = r.fill(text, r.cells)
	}
	if bad != nil {
		return row, fmt.Errorf("%s: line %d: read a second time it is refused: %s", r.name, line, bad.ReasonEN)
	}
	row.line = line
	return row, nil
}

func (r *rowReader) rejectRow(line int, text string, bad *Reject) *Reject {
	bad.File, bad.Row, bad.Raw = r.name, line, shorten(strings.ToValidUTF8(text, "\ufffd"))
	return bad
}

// tableRow splits a line, joined with the next ones while a quotation is open.
func (r *rowReader) tableRow(line string) (figureRow, *Reject) {
	cells, quotes := splitCells(line, r.separator, r.cells[:0])
	text := line
	var more []string
	for quotes == quotesOpen && len(more) < maxRowLines && len(text) < maxRowBytes {
		next, err := r.physicalLine()
		if err != nil && !errors.Is(err, errLongLine) {
			break
		}
		more = append(more, next)
		text += "\n" + next
		cells, quotes = splitCells(text, r.separator, r.cells[:0])
	}
	r.cells = cells
	if quotes == quotesClosed && len(cells) == len(r.columns) {
		return r.fill(text, cells), nil
	}
	// A quotation that is not closed, or that a later row's quotation closed: only the first line is to blame.
	r.pending = append(more, r.pending...)
	r.line -= len(more)
	if quotes != quotesClosed || len(more) > 0 {
		return figureRow{}, reject("", "引号未闭合或位置有误", "a quotation mark is not closed or stands in the wrong place")
	}
	return figureRow{}, reject("", "应有%d列，实有%d列", "the row has %[2]d columns and the header %[1]d", len(r.columns), len(cells))
}

// fill files the cells of a row under their columns.
func (r *rowReader) fill(text string, cells []cell) figureRow {
	row := figureRow{text: text}
	for i, c := range cells {
		column := r.columns[i]
		row.fields[column] = strings.TrimSpace(c.text)
		if column == colValue {
			row.valueStart, row.valueEnd = c.start, c.end
		}
	}
	return row
}

var errLongLine = errors.New("line too long")

// physicalLine gives the next line without its end, and counts it.
func (r *rowReader) physicalLine() (string, error) {
	if len(r.pending) > 0 {
		line := r.pending[0]
		r.pending = r.pending[1:]
		r.line++
		if len(line) > maxRowBytes {
			return line, errLongLine
		}
		return line, nil
	}
	if r.failed != nil {
		return "", r.failed
	}
	var line []byte
	for {
		part, err := r.in.ReadSlice('\n')
		if len(line) <= maxRowBytes {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			r.failed = err
			if !errors.Is(err, io.EOF) {
				r.failed = fmt.Errorf("%s: line %d: %w; the file is damaged or cut off", r.name, r.line+1, err)
			}
			if len(line) == 0 || !errors.Is(err, io.EOF) {
				return "", r.failed
			}
		}
		break
	}
	r.line++
	text := strings.TrimRight(string(line), "\r\n")
	if len(line) > maxRowBytes {
		return text, errLongLine
	}
	return text, nil
}
