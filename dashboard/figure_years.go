package dashboard

import (
	"context"
	"strconv"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
)

// rowKey finds a row of an answer by what was kept apart.
type rowKey struct {
	measure string
	region  uint32
	year    int
}

type rowIndex map[rowKey]analytics.AggregateRow

func indexRows(rows []analytics.AggregateRow) rowIndex {
	out := make(rowIndex, len(rows))
	for _, r := range rows {
		out[rowKey{r.Measure, r.Region, r.Year}] = r
	}
	return out
}

// get gives the row, or one that says that nothing was collected.
func (x rowIndex) get(measure string, region uint32, year int) analytics.AggregateRow {
	if r, ok := x[rowKey{measure, region, year}]; ok {
		return r
	}
	return analytics.AggregateRow{Measure: measure, Region: region, Year: year, Status: string(analytics.StatusNotCollected)}
}

// barFigure is one measure summed over the scope, a bar a year, with the number of reports behind each.
func (s *Server) barFigure(ctx context.Context, p *page, id, title, measureID string, sc scope) (*Figure, error) {
	q := sc.query([]string{measureID}, "year")
	answer, err := s.reader.Aggregates(ctx, q)
	if err != nil {
		return nil, err
	}
	m, rows, years := s.measure(measureID), indexRows(answer.Rows), sc.Years()
	f := &Figure{
		ID: id, Title: title, Subtitle: joinText(p.say("figure.unit", m.Unit.In(p.Lang)), p.latestCoverage(answer.Rows)),
		Links: s.figureLinks(p, q, measureID), Height: 300, Notes: []string{p.say("figure.sum_note")},
	}
	series := chart.Series{Name: m.Name.In(p.Lang)}
	for _, y := range years {
		r := rows.get(measureID, 0, y)
		pt := s.valuePoint(p, strconv.Itoa(y), r)
		pt.Href = sc.reports(p, y)
		pt.Hollow = r.Qualifier != "" // every sum is partial; the number of units above the bar says how much
		if r.Value != nil && r.Reported > 0 {
			pt.Label = strconv.Itoa(r.Reported)
		}
		series.Points = append(series.Points, pt)
	}
	f.Table = s.yearTable(p, f.Title, []string{measureID}, sc, rows)
	if !hasValues(series) {
		f.Empty = p.say("empty.no_values")
		return f, nil
	}
	option, err := chart.Bars(years, []chart.Series{series}, false, chart.Options{
		Label: f.Title, Unit: m.Unit.In(p.Lang), Format: m.format(), Breaks: s.breaks(m),
	})
	return f, f.draw(option, err)
}

// stackFigure is the parts of a whole, stacked a year.
func (s *Server) stackFigure(ctx context.Context, p *page, id, title string, measures []string, sc scope) (*Figure, error) {
	q := sc.query(measures, "year")
	answer, err := s.reader.Aggregates(ctx, q)
	if err != nil {
		return nil, err
	}
	rows, years := indexRows(answer.Rows), sc.Years()
	f := &Figure{
		ID: id, Title: title, Subtitle: joinText(p.say("figure.unit", s.measure(measures[0]).Unit.In(p.Lang)), p.latestCoverage(answer.Rows)),
		Links: s.figureLinks(p, q, ""), Height: 320, Table: s.yearTable(p, title, measures, sc, rows),
	}
	var series []chart.Series
	for _, id := range measures {
		m := s.measure(id)
		one := chart.Series{Name: m.Name.In(p.Lang)}
		for _, y := range years {
			pt := s.valuePoint(p, strconv.Itoa(y), rows.get(id, 0, y))
			pt.Href = sc.reports(p, y)
			pt.Hollow = false // rings inside a stack hide the parts from each other; the tooltip and the table say it
			one.Points = append(one.Points, pt)
		}
		series = append(series, one)
	}
	if !hasValues(series...) {
		f.Empty = p.say("empty.no_values")
		return f, nil
	}
	f.Marks = chart.Marks(series, "■")
	option, err := chart.Bars(years, series, true, chart.Options{
		Label: title, Unit: s.measure(measures[0]).Unit.In(p.Lang), Format: chart.FormatCount, Breaks: s.breaks(),
	})
	return f, f.draw(option, err)
}

// yearTable has a row a year and a column a measure, summed over the scope.
func (s *Server) yearTable(p *page, caption string, measures []string, sc scope, rows rowIndex) Table {
	t := Table{Caption: caption, Head: []Cell{{Text: p.say("table.year")}}}
	for _, id := range measures {
		m := s.measure(id)
		t.Head = append(t.Head, Cell{Text: m.Name.In(p.Lang), Sub: m.Unit.In(p.Lang), Href: p.link("/metrics/" + id), Number: true})
	}
	for _, y := range sc.Years() {
		row := []Cell{{Text: strconv.Itoa(y), Head: true}}
		for _, id := range measures {
			cell := s.valueCell(p, rows.get(id, 0, y))
			if !cell.Missing {
				cell.Href = sc.reports(p, y)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// figureLinks are the definition of the measure and the calls that give the same data.
func (s *Server) figureLinks(p *page, q analytics.AggregateQuery, measureID string) []Link {
	var out []Link
	if measureID != "" {
		out = append(out, Link{Text: p.say("figure.definition"), Href: p.link("/metrics/" + measureID)})
	}
	return append(out, p.dataLinks(q)...)
}

func hasValues(series ...chart.Series) bool {
	for _, s := range series {
		for _, p := range s.Points {
			if p.Value != nil {
				return true
			}
		}
	}
	return false
}
