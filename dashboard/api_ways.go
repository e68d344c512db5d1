package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// otherWay is what a comparison says when it is made in one of the ways that could be defended as well.
type otherWay struct {
	Variant string           `json:"variant"` // reading of the rate
	Window  int              `json:"window"`  // years pooled, up to the one asked for
	Word    *string          `json:"word"`
	Status  analytics.Status `json:"status"`
}

// comparedWay is one way to make a comparison, with the figures of every place.
type comparedWay struct {
	rate   *disclosure.Rate
	name   string
	window int
	areas  map[string]analytics.Area
}

type comparedWays []comparedWay

// readWays reads the places of a comparison in every reading of the rate, of the year asked for and pooled with the one or two years
// before it. A comparison of pooled years has one way only: there are none.
func (a *api) readWays(ctx context.Context, q *apiQuery, found rateAreas) (comparedWays, error) {
	if q.years.from != q.years.to {
		return nil, nil
	}
	var out comparedWays
	for _, rate := range a.readings(found.rate) {
		read, err := a.reader.Aggregates(ctx, analytics.AggregateQuery{
			Measures: []string{rate.ID}, Regions: q.codes("region"), From: q.years.to - analytics.MaxWindow + 1, To: q.years.to,
			By: []string{"region", "year"}, Confidence: q.confidence(), MinDen: q.number("min_n"), Missing: true,
		})
		if err != nil {
			return nil, err
		}
		name := rate.Variant
		if name == "" {
			name = ownVariant
		}
		for window := 1; window <= analytics.MaxWindow; window++ {
			rows := read.Rows
			if window > 1 {
				rows = analytics.Windows(rows, rate, rate.BreakYears, window, q.confidence(), q.number("min_n"))
			}
			way := comparedWay{rate, name, window, map[string]analytics.Area{}}
			for i := range rows {
				whole := window == 1 || rows[i].Reported == window // of fewer years it would be another way's figure once more
				if r := &rows[i]; r.Year == q.years.to && whole {
					way.areas[codeText(r.Region)] = areaOf(r)
				}
			}
			out = append(out, way)
		}
	}
	return out, nil
}

// readings are a rate and the other readings of it, in the order of the dictionary.
func (a *api) readings(rate *disclosure.Rate) []*disclosure.Rate {
	base := rate.VariantOf
	if base == "" {
		base = rate.ID
	}
	var out []*disclosure.Rate
	for i := range a.dictionary.Rates {
		if r := &a.dictionary.Rates[i]; r.ID == base || r.VariantOf == base {
			out = append(out, r)
		}
	}
	return out
}

// compare makes the comparison of two places in every way.
func (w comparedWays) compare(q *apiQuery, first, second string) []otherWay {
	var out []otherWay
	for _, way := range w {
		one, two := way.areas[first], way.areas[second]
		result := analytics.ComparePair(modelOf(way.rate), one.Num, one.Den, two.Num, two.Den, q.confidence())
		out = append(out, otherWay{way.name, way.window, result.Word, result.Status})
	}
	return out
}

// made is in how many ways the comparison could be made; nothing when it could not be made as asked.
func (r pairRow) made() any {
	n, _ := r.stability()
	return countCell(n)
}

// holds is in how many of them it says the same.
func (r pairRow) holds() any {
	made, same := r.stability()
	if made == 0 {
		return nil
	}
	return same
}

func (r pairRow) stability() (made, same int) {
	if r.result.Word == nil {
		return 0, 0
	}
	for _, way := range r.others {
		if way.Word == nil {
			continue
		}
		made++
		if *way.Word == *r.result.Word {
			same++
		}
	}
	return made, same
}
