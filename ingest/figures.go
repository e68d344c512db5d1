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
// report, since rows of one report may stand anywhere; beyond 100,000 rows they wait on the disk and not in memory, and the reports
// come in another order. An error of emit ends the scan and is returned as it is.
func ScanFigures(name string, r io.Reader, emit func(*disclosure.Report) error) ([]Reject, error) {
	return scanFigures(name, r, heldRows, emit)
}

// scanFigures is ScanFigures with at most held rows in memory.
func scanFigures(name string, r io.Reader, held int, emit func(*disclosure.Report) error) (rejects []Reject, err error) {
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
		issuers: map[issuerColumns]resolvedIssuer{}, groups: map[groupKey]*figureGroup{}, suggestions: map[string]string{}, held: held,
	}
	defer func() {
		if s.spill != nil {
			err = errors.Join(err, s.spill.close())
		}
	}()
	if err := s.readAll(rows); err != nil {
		return s.rejects, err
	}
	if s.rows == 0 && len(s.rejects) == 0 {
		return nil, fmt.Errorf("%s: the file has a header and no rows; add one row for each figure", name)
	}
	if err := s.emitAll(rows, emit); err != nil {
		return s.rejects, err
	}
	s.sortRejects()
	return s.rejects, nil
}

// readAll reads, checks and files every row.
func (s *figureScan) readAll(rows *rowReader) error {
	for {
		row, err := rows.next()
		var bad *Reject
		switch {
		case err == nil:
			err = s.add(row)
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &bad):
			s.rejects, err = append(s.rejects, *bad), nil
		}
		if err != nil {
			return err
		}
	}
}

// emitAll hands over the reports: those in memory, or those of one part on the disk after the other.
func (s *figureScan) emitAll(rows *rowReader, emit func(*disclosure.Report) error) error {
	if s.spill == nil {
		return s.emitHeld(emit)
	}
	for part := range spillParts {
		err := s.spill.each(part, func(line int, text string) error {
			row, err := rows.again(line, text)
			if err != nil {
				return err
			}
			return s.hold(row)
		})
		if err != nil {
			return err
		}
		if err := s.emitHeld(emit); err != nil {
			return err
		}
	}
	return nil
}

// emitHeld hands over the reports whose rows are in memory.
func (s *figureScan) emitHeld(emit func(*disclosure.Report) error) error {
	for i, g := range s.order {
		report := s.report(g)
		s.order[i], g.rows = nil, nil // so that memory shrinks while reports leave
		if report == nil {
			continue
		}
		if err := emit(report); err != nil {
			return err
		}
	}
	s.groups, s.order = map[groupKey]*figureGroup{}, nil
	return nil
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
	held        int    // rows in memory at most
	spill       *spill // nil while all rows fit in memory
}

// add checks a row and files it with its report, in memory or on the disk.
func (s *figureScan) add(row figureRow) error {
	s.rows++
	if s.rows > s.held && s.spill == nil {
		if err := s.part(); err != nil {
			return err
		}
	}
	fact, issuer, year, bad := s.check(row)
	switch {
	case bad != nil:
		bad.File, bad.Row, bad.Raw = s.name, row.line, shorten(row.text)
		s.rejects = append(s.rejects, *bad)
	case s.spill != nil:
		return s.spill.add(keyOf(row, issuer, year), row.line, row.text)
	default:
		g := s.group(row, issuer, year)
		g.rows = append(g.rows, fact)
	}
	return nil
}

// hold files a row that was checked before.
func (s *figureScan) hold(row figureRow) error {
	fact, issuer, year, bad := s.check(row)
	if bad != nil {
		return fmt.Errorf("%s: line %d: read a second time it is refused: %s", s.name, row.line, bad.ReasonEN)
	}
	g := s.group(row, issuer, year)
	g.rows = append(g.rows, fact)
	return nil
}

// part moves the rows in memory to the disk.
func (s *figureScan) part() (err error) {
	if s.spill, err = newSpill(); err != nil {
		return err
	}
	for key, g := range s.groups {
		for _, row := range g.rows {
			if err := s.spill.add(key, row.line, row.text); err != nil {
				return err
			}
		}
	}
	s.groups, s.order = map[groupKey]*figureGroup{}, nil
	return nil
}
