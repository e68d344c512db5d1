package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

// groupKey tells reports apart: issuer and year; what goes to quarantine also by its source, since its year or issuer is unknown.
type groupKey struct {
	issuer uint64
	year   int
	source string
}

// figureGroup is the rows of one report.
type figureGroup struct {
	resolved   resolvedIssuer
	year       int
	url, title string
	rows       []factRow
}

func keyOf(row figureRow, issuer resolvedIssuer, year int) groupKey {
	key := groupKey{issuer: issuer.issuer.ID(), year: year}
	if len(issuer.quarantine) > 0 {
		key.source = row.fields[colIssuer] + "\x00" + row.fields[colURL] + "\x00" + row.fields[colTitle]
	}
	return key
}

// group gives the report a row belongs to.
func (s *figureScan) group(row figureRow, issuer resolvedIssuer, year int) *figureGroup {
	key := keyOf(row, issuer, year)
	g := s.groups[key]
	if g == nil {
		g = &figureGroup{resolved: issuer, year: year}
		s.groups[key] = g
		s.order = append(s.order, g)
	}
	if g.url == "" {
		g.url = row.fields[colURL]
	}
	if g.title == "" {
		g.title = row.fields[colTitle]
	}
	return g
}

// figureRule names the import in a fact's evidence.
const figureRule = "figures.csv"

// report builds a group's report: its text is the header and its own rows as they stand in the file, so evidence is the value's
// cell. It gives nil when contradictions left no row.
func (s *figureScan) report(g *figureGroup) *disclosure.Report {
	rows, repeats := s.settle(g)
	if len(rows) == 0 {
		return nil
	}
	r := &disclosure.Report{
		Issuer: g.resolved.issuer, Year: g.year, Form: disclosure.FormFigures, Origin: disclosure.OriginFigures, Scope: g.resolved.scope,
		Title: g.title, Quarantine: g.resolved.quarantine, Facts: make([]disclosure.Fact, 0, len(rows)),
	}
	if r.Title == "" {
		r.Title = g.resolved.issuer.Name + "政府信息公开数据"
	}
	var text strings.Builder
	size := len(s.header) + len(rows)
	for _, row := range rows {
		size += len(row.text)
	}
	text.Grow(size)
	text.WriteString(s.header)
	starts := make([]int, len(rows)) // rune offsets of the rows
	runes := utf8.RuneCountInString(s.header)
	for i, row := range rows {
		if text.Len() > 0 {
			text.WriteByte('\n')
			runes++
		}
		starts[i] = runes
		text.WriteString(row.text)
		runes += utf8.RuneCountInString(row.text)
	}
	r.Text = text.String()
	for i, row := range rows {
		ev := row.evidence(starts[i])
		if repeats[i] > 0 {
			r.Findings = append(r.Findings, repeatedRow(row, repeats[i], ev))
			continue
		}
		r.Facts = append(r.Facts, row.fact(ev))
	}
	sum := sha256.Sum256([]byte(r.Text))
	r.Source = disclosure.Source{
		Name: s.name, URL: g.url, Title: g.title, MediaType: s.mediaType, Charset: "UTF-8", SHA256: hex.EncodeToString(sum[:]), Size: int64(len(r.Text)),
	}
	return r
}

// settle rejects rows that contradict each other and marks repeated ones with the line they repeat.
func (s *figureScan) settle(g *figureGroup) (rows []factRow, repeats []int) {
	type slot struct {
		metric uint16
		scope  disclosure.Scope
	}
	first := make(map[slot]int, len(g.rows))
	contradicts := map[int]int{} // index of a row → line of the row it contradicts
	repeat := make([]int, len(g.rows))
	for i, row := range g.rows {
		key := slot{row.metric.Num, row.scope}
		j, twice := first[key]
		switch {
		case !twice:
			first[key] = i
		case g.rows[j].value == row.value && g.rows[j].status == row.status && g.rows[j].qualifier == row.qualifier:
			repeat[i] = g.rows[j].line
		default:
			contradicts[i] = g.rows[j].line
			if _, ok := contradicts[j]; !ok {
				contradicts[j] = row.line
			}
		}
	}
	for i, row := range g.rows {
		if other, bad := contradicts[i]; bad {
			rej := reject("value", "与第%d行矛盾：同一机关、年度、指标和范围有不同的数值，两行都未采用",
				"contradicts line %d: another value for the same issuer, year, metric and scope; neither row is used", other)
			rej.File, rej.Row, rej.Raw = s.name, row.line, shorten(row.text)
			s.rejects = append(s.rejects, *rej)
			continue
		}
		if j := first[slot{row.metric.Num, row.scope}]; repeat[i] > 0 && contradicts[j] > 0 {
			rej := reject("value", "与第%d行相同，而该行与另一行矛盾", "repeats line %d, which another row contradicts", repeat[i])
			rej.File, rej.Row, rej.Raw = s.name, row.line, shorten(row.text)
			s.rejects = append(s.rejects, *rej)
			continue
		}
		rows, repeats = append(rows, row), append(repeats, repeat[i])
	}
	return rows, repeats
}

// evidence is the value's cell; where the cell is empty, the place where the value would stand.
func (f factRow) evidence(rowStart int) disclosure.Evidence {
	start := rowStart + utf8.RuneCountInString(f.text[:f.valueStart])
	quote := f.text[f.valueStart:f.valueEnd]
	return disclosure.Evidence{
		Quote: quote, Start: start, End: start + utf8.RuneCountInString(quote), Row: f.label, Column: f.note, Rule: figureRule,
	}
}

func (f factRow) fact(ev disclosure.Evidence) disclosure.Fact {
	out := disclosure.Fact{
		Metric: f.metric.ID, Unit: f.metric.Unit, Status: f.status, Qualifier: f.qualifier, Scope: f.scope, From: disclosure.FromImport,
		Raw: f.raw, Evidence: ev,
	}
	if f.status.Valued() {
		v := f.value
		out.Value = &v
	}
	return out
}

func repeatedRow(row factRow, line int, ev disclosure.Evidence) disclosure.Finding {
	return disclosure.Finding{
		Code: "DUPLICATE_ROW", Rule: figureRule, Severity: disclosure.SeverityInfo, Metrics: []string{row.metric.ID},
		MessageZH: fmt.Sprintf("第%d行与第%d行相同，只计一次。", row.line, line),
		MessageEN: fmt.Sprintf("Line %d repeats line %d and is counted once.", row.line, line),
		Evidence:  []disclosure.Evidence{ev},
	}
}
