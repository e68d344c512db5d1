package analytics

import (
	"context"
	"fmt"
	"slices"

	"gongkai/ingest/disclosure"
)

// ErrMeasure says that a measure is neither a metric nor a rate of the dictionary. Aggregates returns it wrapped with the id.
var ErrMeasure = fmt.Errorf("unknown measure: %w", ErrNotFound)

// selection is an AggregateQuery with its places and years worked out.
type selection struct {
	q        AggregateQuery
	st       *state
	measures []measure
	codes    []uint32
	from, to int
	domain   *domain
	rows     map[areaKey]areaRow
	held     map[areaKey]disclosure.Form // measure 0
}

// Aggregates answers a query: one row per measure, region and year, or sums over the dimensions that q.By leaves out.
// A region's value is its own whole-area report's, else the sum over its units (Basis). Rates are ratios of sums; their
// interval is exact Poisson or Byar for Poisson rates and Wilson for proportions. What has no value has a status.
// ErrMeasure names an unknown measure.
func (s *Store) Aggregates(ctx context.Context, q AggregateQuery) (Aggregates, error) {
	sel, err := s.choose(ctx, q)
	if err != nil {
		return Aggregates{}, err
	}
	if q.OfBodies() {
		return s.ofBodies(ctx, sel)
	}
	if err := s.fetch(ctx, sel); err != nil {
		return Aggregates{}, err
	}
	out := Aggregates{}
	for _, m := range sel.measures {
		if slices.Contains(sel.q.By, "region") && slices.Contains(sel.q.By, "year") {
			sel.apart(&out, m)
		} else {
			sel.summed(&out, m)
		}
	}
	out.Coverage.share()
	if q.Contradictions {
		err = s.contradict(ctx, sel, out.Rows)
	}
	return out, err
}

// give counts a row and keeps it if it says something: a value, a rate kept back below its minimum denominator, or, when
// asked for, why there is nothing.
func (a *Aggregates) give(row AggregateRow, missing bool) {
	a.Coverage.Expected++
	if row.Value != nil {
		a.Coverage.Reported++
	}
	if row.Value != nil || row.Num != nil || missing {
		a.Rows = append(a.Rows, row)
	}
}

func (s *Store) choose(ctx context.Context, q AggregateQuery) (*selection, error) {
	st, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	if q.Confidence == 0 {
		q.Confidence = 0.95
	}
	if len(q.By) == 0 {
		q.By = []string{"region", "year"}
	}
	sel := &selection{q: q, st: st, from: q.From, to: q.To}
	if sel.from == 0 || sel.from < st.first {
		sel.from = max(q.From, st.first)
	}
	if sel.to == 0 || sel.to > st.last {
		sel.to = st.last
		if q.To != 0 {
			sel.to = q.To
		}
	}
	for _, id := range q.Measures {
		m, err := s.measure(id)
		if err != nil {
			return nil, err
		}
		if q.PerHundredThousand && m.counted() {
			m = m.perResidents()
		}
		sel.measures = append(sel.measures, m)
	}
	switch {
	case len(q.Regions) > 0:
		sel.domain = st.places.newDomain(q.Regions, sel.from, sel.to)
	case q.Level == disclosure.LevelNation || q.Level == "" && q.Parent == 0:
		sel.domain = st.places.newDomain([]uint32{Nation}, sel.from, sel.to)
	case q.Level == "":
		sel.domain = st.places.newDomain([]uint32{q.Parent}, sel.from, sel.to)
	default:
		parent := q.Parent
		if parent == 0 {
			parent = Nation
		}
		sel.domain = st.places.domainOf(q.Level, parent, sel.from, sel.to)
	}
	sel.codes = sel.domain.codes
	return sel, nil
}

// stated lists the region-years of a measure that have a row, in the order of the codes and years.
func (sel *selection) stated(m measure) []areaRow {
	var out []areaRow
	for _, r := range sel.rows {
		if r.Measure == m.num() && sel.domain.holds(r.Code) && sel.inForms(r) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b areaRow) int {
		if a.Code != b.Code {
			return sel.domain.order[a.Code] - sel.domain.order[b.Code]
		}
		return int(a.Year) - int(b.Year)
	})
	return out
}

// inForms says whether the query is about reports of the form that the row comes from. A sum over units has none.
func (sel *selection) inForms(r areaRow) bool {
	return len(sel.q.Forms) == 0 || r.Basis == string(BasisOwn) && slices.Contains(sel.q.Forms, disclosure.Form(r.Form))
}

// apart gives one row per region and year. Without Missing only what is stated is made into rows: a level of the whole country
// has 50,000 region-years and a few hundred values.
func (sel *selection) apart(out *Aggregates, m measure) {
	if !sel.q.Missing {
		out.Coverage.Expected += sel.domain.regionYears
		for _, area := range sel.stated(m) {
			row := sel.cell(m, area.Code, int(area.Year), area, true)
			if row.Value != nil {
				out.Coverage.Reported++
			}
			if row.Value != nil || row.Num != nil {
				out.Rows = append(out.Rows, row)
			}
		}
		return
	}
	for _, code := range sel.codes {
		for year := sel.from; year <= sel.to; year++ {
			area, ok := sel.rows[areaKey{m.num(), code, year}]
			if ok && !sel.inForms(area) || !ok && len(sel.q.Forms) > 0 {
				continue
			}
			if ok || code == Nation || sel.st.places.inForce(code, year) {
				out.give(sel.cell(m, code, year, area, ok), true)
			}
		}
	}
}
