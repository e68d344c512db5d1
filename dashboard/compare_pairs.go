package dashboard

import (
	"context"
	"strconv"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// pairsFigure says of every two places whether their rates can be told apart: by the exact ratio of rates or Newcombe's
// difference of proportions. Higher and lower are said only when the interval leaves out equality.
func (s *Server) pairsFigure(ctx context.Context, p *page, v *compareView, codes []uint32) (*Figure, error) {
	id := v.Measure.ID
	if !v.Measure.Rate {
		id = s.views.Compare.Pairs // counts of places of different size are not compared
	}
	rate, _ := s.dictionary.Rate(id)
	m := s.measure(id)
	q := analytics.AggregateQuery{Measures: []string{id}, Regions: codes, From: v.Year, To: v.Year, By: []string{"region", "year"}, Missing: true}
	answer, err := s.readMasked(ctx, p, q)
	if err != nil {
		return nil, err
	}
	rows, names := indexRows(answer.Rows), map[uint32]string{}
	for _, r := range answer.Rows {
		names[r.Region] = r.RegionName
	}
	f := &Figure{
		ID: "pairs", Title: p.say("question.pairs", v.Year, m.Name.In(p.Lang)), Wide: true, Open: true,
		Subtitle: joinText(p.say("figure.unit", m.Unit.In(p.Lang)), p.say("pair_method."+string(rate.Model))),
		Table: Table{Caption: p.say("question.pairs", v.Year, m.Name.In(p.Lang)), Head: []Cell{
			{Text: p.say("pair.first")},
			{Text: p.say("pair.second")},
			{Text: p.say("pair.first"), Sub: m.Unit.In(p.Lang), Number: true},
			{Text: p.say("pair.second"), Sub: m.Unit.In(p.Lang), Number: true},
			{Text: p.say("pair_measure." + string(rate.Model)), Sub: p.say("figure.interval_95"), Number: true},
			{Text: p.say("pair.verdict")},
		}},
		Links: []Link{{Text: "JSON", Href: pairsAddress(q, p.mask), Title: p.say("figure.json")}},
	}
	shown := p.mask.codes(codes)
	for i, first := range shown {
		for _, second := range shown[i+1:] {
			a, b := rows.get(id, first, v.Year), rows.get(id, second, v.Year)
			pair := analytics.PairResult{Status: analytics.StatusNoData}
			if one, two := areaOf(&a), areaOf(&b); one.Num != nil && two.Num != nil { // what is not to be judged alone is not compared either
				pair = analytics.ComparePair(modelOf(rate), one.Num, one.Den, two.Num, two.Den, 0.95)
			}
			f.Table.Rows = append(f.Table.Rows, []Cell{
				placeCell(p, names[first], first), placeCell(p, names[second], second), s.valueCell(p, a), s.valueCell(p, b),
				pairCell(p, rate.Model, pair),
				{Text: verdict(p, pair)},
			})
		}
	}
	return f, nil
}

func placeCell(p *page, name string, code uint32) Cell {
	return Cell{Text: name, Data: true, Head: true, Href: p.place(code)}
}

// pairCell prints a ratio of rates, or a difference of proportions in percentage points, with its interval.
func pairCell(p *page, model disclosure.RateModel, r analytics.PairResult) Cell {
	value, print := r.Ratio, func(v float64) string { return significant(v, 3) }
	if model == disclosure.ModelBinomial {
		value, print = r.Diff, func(v float64) string { return strconv.FormatFloat(v*100, 'f', 1, 64) }
	}
	if value == nil {
		return Cell{Text: p.say("pair.none"), Number: true, Missing: true}
	}
	c := Cell{Text: print(*value), Number: true, Hollow: r.Small}
	low, high := p.say("pair.unbounded"), p.say("pair.unbounded")
	if r.Lower != nil {
		low = print(*r.Lower)
	}
	if r.Upper != nil {
		high = print(*r.Upper)
	}
	c.Sub = p.say("pair.interval", low, high)
	return c
}

// verdict is the word for a pair.
func verdict(p *page, r analytics.PairResult) string {
	if r.Word == nil {
		return p.say("pair.not_compared")
	}
	return p.say("verdict." + *r.Word)
}
