package dashboard

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
)

// drawnPlaces is how many places a chart of intervals draws, and listedPlaces how many its table lists: beyond that nobody
// reads on, and the CSV has them all.
const (
	drawnPlaces  = 40
	listedPlaces = 200
)

// intervalFigure compares places in one year: a dot and its interval for each place and measure.
func (s *Server) intervalFigure(ctx context.Context, p *page, id, title string, measures []string, sc scope) (*Figure, error) {
	q := sc.query(measures, "region", "year")
	q.From, q.To, q.Missing = sc.Year, sc.Year, false
	answer, err := s.readMasked(ctx, p, q)
	if err != nil {
		return nil, err
	}
	return s.placesFigure(p, id, title, measures, sc.Year, q, answer)
}

// placesFigure draws an answer that has one row a place and measure.
func (s *Server) placesFigure(p *page, id, title string, measures []string, year int, q analytics.AggregateQuery, answer analytics.Aggregates) (*Figure, error) {
	m := s.measure(measures[0])
	names, order := placesOf(answer.Rows, p.mask.codes(q.Regions))
	within := s.provincesOf(order)
	f := &Figure{
		ID: id, Title: title, Links: s.figureLinks(p, q, single(measures)),
		Subtitle: joinText(p.say("figure.year", year), p.say("figure.unit", m.Unit.In(p.Lang)), p.say("figure.interval_note"), p.coverage(placesCoverage(answer, len(measures)))),
	}
	byPlace := map[rowKey]analytics.AggregateRow{}
	for _, r := range answer.Rows {
		byPlace[rowKey{r.Measure, r.Region, 0}] = r
	}
	f.Table = s.placeTable(p, title, measures, names, order, byPlace)
	drawable := slices.DeleteFunc(slices.Clone(order), func(code uint32) bool {
		return !slices.ContainsFunc(measures, func(id string) bool { return byPlace[rowKey{id, code, 0}].Value != nil })
	})
	drawn := drawable[:min(len(drawable), drawnPlaces)]
	labels := make([]string, len(drawn))
	series := make([]chart.Series, len(measures))
	for i, id := range measures {
		series[i].Name = s.measure(id).Name.In(p.Lang)
		for j, code := range drawn {
			labels[j] = joinName(names[code], within[code])
			r, ok := byPlace[rowKey{id, code, 0}]
			if !ok {
				series[i].Points = append(series[i].Points, chart.Point{})
				continue
			}
			series[i].Points = append(series[i].Points, s.valuePoint(p, names[code]+" "+strconv.Itoa(year), r))
		}
	}
	if len(drawable) > drawnPlaces {
		f.Notes = append(f.Notes, p.say("figure.drawn_part", drawnPlaces, len(drawable)))
	}
	if !hasValues(series...) {
		f.Empty = p.say("empty.no_values")
		return f, nil
	}
	f.Height = 70 + len(drawn)*(16+12*len(measures))
	f.Tall = f.Height > 430
	f.Marks = chart.Marks(series, "")
	option, err := chart.Intervals(labels, series, chart.Options{Label: title, Unit: unitOfAxis(p, m), Format: m.format()})
	return f, f.draw(option, err)
}

// placeTable has a row a place and a column a measure.
func (s *Server) placeTable(p *page, caption string, measures []string, names map[uint32]string, order []uint32, rows map[rowKey]analytics.AggregateRow) Table {
	t := Table{Caption: caption, Head: []Cell{{Text: p.say("table.place")}}}
	for _, id := range measures {
		m := s.measure(id)
		t.Head = append(t.Head, Cell{Text: m.Name.In(p.Lang), Sub: m.Unit.In(p.Lang), Href: p.link("/metrics/" + id), Number: true})
	}
	within := s.provincesOf(order)
	for i, code := range order {
		if i == listedPlaces {
			t.More = p.say("table.more", len(order)-listedPlaces)
			break
		}
		row := []Cell{{Text: joinName(names[code], within[code]), Href: p.place(code), Head: true, Data: true}}
		for _, id := range measures {
			r, ok := rows[rowKey{id, code, 0}]
			if !ok {
				r = analytics.AggregateRow{Measure: id, Region: code, Status: string(analytics.StatusNotCollected)}
			}
			row = append(row, s.valueCell(p, r))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// placesCoverage counts places: how many of those asked for have a value for any of the measures.
func placesCoverage(answer analytics.Aggregates, measures int) analytics.Coverage {
	known := map[uint32]bool{}
	for _, r := range answer.Rows {
		if r.Value != nil {
			known[r.Region] = true
		}
	}
	return analytics.Coverage{Reported: len(known), Expected: answer.Coverage.Expected / measures}
}

// placesOf lists the places of an answer: in the order they were asked for, or by their codes.
func placesOf(rows []analytics.AggregateRow, asked []uint32) (names map[uint32]string, order []uint32) {
	names = map[uint32]string{}
	for _, r := range rows {
		if _, seen := names[r.Region]; !seen {
			order = append(order, r.Region)
		}
		names[r.Region] = r.RegionName
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(slices.Index(asked, a), slices.Index(asked, b)), cmp.Compare(a, b))
	})
	return names, order
}

// provincesOf names the province of each place when the places lie in several, because names of counties repeat: there is a
// 鼓楼区 in four of them. A province itself has none.
func (s *Server) provincesOf(codes []uint32) map[uint32]string {
	h := s.cache.current()
	if h == nil {
		return nil
	}
	names := map[uint32]string{}
	for _, r := range h.provinces {
		names[r.Code] = r.Name
	}
	out, seen := map[uint32]string{}, map[uint32]bool{}
	for _, code := range codes {
		if isMasked(code) {
			continue
		}
		province := code / 10000 * 10000
		seen[province] = true
		if code != province {
			out[code] = names[province]
		}
	}
	if len(seen) < 2 {
		return nil
	}
	return out
}

// joinName puts the province before the name of a place: 江苏 鼓楼区.
func joinName(name, province string) string {
	if province == "" {
		return name
	}
	for _, suffix := range []string{"维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市"} {
		if short, ok := strings.CutSuffix(province, suffix); ok {
			return short + " " + name
		}
	}
	return province + " " + name
}

// readMasked reads an answer for a page and hides its places when the page does.
func (s *Server) readMasked(ctx context.Context, p *page, q analytics.AggregateQuery) (analytics.Aggregates, error) {
	answer, err := s.reader.Aggregates(ctx, q)
	return p.mask.aggregates(answer), err
}

func single(measures []string) string {
	if len(measures) == 1 {
		return measures[0]
	}
	return ""
}

func unitOfAxis(p *page, m measure) string {
	if m.Share {
		return ""
	}
	return m.Unit.In(p.Lang)
}
