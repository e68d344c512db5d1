package ingest

import (
	"errors"
	"fmt"
	"io"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/gazetteer"
)

// ReadFigures reads normalized figures, one a row: CSV, TSV or JSON lines, plain or packed with gzip or zstd, in UTF-8 or
// GB18030, told apart by content. Rows of one issuer and year become one report, in the order of their first rows. A row
// that cannot be used is a Reject with its line, column and reason; a report whose year or region is unknown is given in
// quarantine. An error means that the file as a whole cannot be read: it names the file, the place and the fix.
//
// The columns are those of sample/README.md; issuer, year, metric_id and value are needed, the others may be absent.
func ReadFigures(name string, r io.Reader) ([]*disclosure.Report, []Reject, error) {
	var reports []*disclosure.Report
	rejects, err := ScanFigures(name, r, func(report *disclosure.Report) error {
		reports = append(reports, report)
		return nil
	})
	if err != nil {
		return nil, rejects, err
	}
	return reports, rejects, nil
}

// ScanFigures is ReadFigures for large files: it hands every report to emit and keeps none. All rows are read before the first
// report, since rows of one report may stand anywhere; until then a row takes about a kilobyte: a million rows of 200
// bytes took 1.1 GB and 5 s. An error of emit ends the scan and is returned as it is.
func ScanFigures(name string, r io.Reader, emit func(*disclosure.Report) error) ([]Reject, error) {
	dict, err := disclosure.LoadDictionary()
	if err != nil {
		return nil, err
	}
	in, closeInput, err := openFigures(name, r)
	if err != nil {
		return nil, err
	}
	defer closeInput()
	rows, err := newRowReader(name, in)
	if err != nil {
		return nil, err
	}
	s := &figureScan{
		name: name, header: rows.headerLine(), mediaType: rows.mediaType(), dict: dict, places: gazetteer.Default(),
		issuers: map[issuerColumns]resolvedIssuer{}, groups: map[groupKey]*figureGroup{}, suggestions: map[string]string{},
	}
	for {
		row, err := rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		var bad *Reject
		switch {
		case errors.As(err, &bad):
			s.rejects = append(s.rejects, *bad)
		case err != nil:
			return s.rejects, err
		default:
			s.add(row)
		}
	}
	if s.rows == 0 && len(s.rejects) == 0 {
		return nil, fmt.Errorf("%s: the file has a header and no rows; add one row for each figure", name)
	}
	for i, g := range s.order {
		report := s.report(g)
		s.order[i], g.rows = nil, nil // so that memory shrinks while reports leave
		if report == nil {
			continue
		}
		if err := emit(report); err != nil {
			return s.rejects, err
		}
	}
	s.sortRejects()
	return s.rejects, nil
}

// figureScan is the state of one ScanFigures.
type figureScan struct {
	name        string
	header      string
	mediaType   string
	dict        *disclosure.Dictionary
	places      *gazetteer.Gazetteer
	issuers     map[issuerColumns]resolvedIssuer
	groups      map[groupKey]*figureGroup
	order       []*figureGroup
	suggestions map[string]string // unknown metric id → the id that was probably meant
	rejects     []Reject
	rows        int
}

// add checks a row and files it with its report.
func (s *figureScan) add(row figureRow) {
	s.rows++
	fact, issuer, year, bad := s.check(row)
	if bad != nil {
		bad.File, bad.Row, bad.Raw = s.name, row.line, shorten(row.text)
		s.rejects = append(s.rejects, *bad)
		return
	}
	g := s.group(row, issuer, year)
	g.rows = append(g.rows, fact)
}
