package ingest

import "strings"

// cell is one field of a row: its text without quotation marks and its bytes within the row.
type cell struct {
	text       string
	start, end int
}

// quotation is what the quotation marks of a row look like.
type quotation uint8

const (
	quotesClosed quotation = iota
	quotesOpen             // the row may go on in the next line
	quotesBroken           // text follows a closing mark: that mark opened another field
)

// splitCells splits a row at the separator; a field in quotation marks may hold separators, line ends and doubled quotation
// marks (RFC 4180).
func splitCells(row string, separator byte, cells []cell) ([]cell, quotation) {
	for at := 0; ; {
		if at >= len(row) || row[at] != '"' {
			end := strings.IndexByte(row[at:], separator)
			if end < 0 {
				return append(cells, cell{row[at:], at, len(row)}), quotesClosed
			}
			cells = append(cells, cell{row[at : at+end], at, at + end})
			at += end + 1
			continue
		}
		end := closingQuote(row, at+1)
		if end < 0 {
			return cells, quotesOpen
		}
		text := strings.ReplaceAll(row[at+1:end], `""`, `"`)
		cells = append(cells, cell{text, at + 1, end})
		rest := row[end+1:]
		after := strings.IndexByte(rest, separator)
		switch {
		case after < 0 && strings.TrimSpace(rest) == "":
			return cells, quotesClosed
		case after < 0 || strings.TrimSpace(rest[:after]) != "":
			return cells, quotesBroken
		}
		at = end + 1 + after + 1
	}
}

func closingQuote(row string, from int) int {
	for {
		q := strings.IndexByte(row[from:], '"')
		if q < 0 {
			return -1
		}
		from += q
		if from+1 < len(row) && row[from+1] == '"' {
			from += 2
			continue
		}
		return from
	}
}
