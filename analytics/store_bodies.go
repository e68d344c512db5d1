package analytics

import (
	"context"
	"slices"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// Body is the kind of body that states a figure.
type Body string

// The kinds of bodies. A government's figure for its whole area holds those of its departments and townships already.
const (
	BodyGovernment Body = "government"
	BodyDepartment Body = "department"
	BodyTownship   Body = "township"
)

// bodies and scopes that there are.
var (
	allBodies = []Body{BodyGovernment, BodyDepartment, BodyTownship}
	allScopes = []disclosure.Scope{disclosure.ScopeAggregate, disclosure.ScopeOwn, disclosure.ScopeCumulative}
)

// bodyRow is one row of bodies.sql.
type bodyRow struct {
	Measure     uint16   `ch:"measure"`
	Year        uint16   `ch:"year"`
	Code        uint32   `ch:"code"`
	Scope       string   `ch:"scope"`
	Body        string   `ch:"body"`
	Form        string   `ch:"form"`
	Numerator   *float64 `ch:"numerator"`
	Denominator *float64 `ch:"denominator"`
	Status      string   `ch:"status"`
	Docs        uint32   `ch:"docs"`
	Inexact     string   `ch:"inexact"`
}

// OfBodies says whether the query is about what bodies state, and not about the one value of each region.
func (q AggregateQuery) OfBodies() bool {
	return len(q.Bodies) > 0 || slices.Contains(q.By, "body") || slices.Contains(q.By, "scope") ||
		len(q.Scopes) > 0 && !slices.Equal(q.Scopes, []disclosure.Scope{disclosure.ScopeAggregate})
}

// kinds are the bodies and scopes asked for: those named, all where they stay apart, else a government's figures for its whole area.
func (q AggregateQuery) kinds() ([]Body, []disclosure.Scope) {
	bodies, scopes := q.Bodies, q.Scopes
	if len(bodies) == 0 {
		bodies = []Body{BodyGovernment}
		if slices.Contains(q.By, "body") {
			bodies = allBodies
		}
	}
	if len(scopes) == 0 {
		scopes = []disclosure.Scope{disclosure.ScopeAggregate}
		if slices.Contains(q.By, "scope") {
			scopes = allScopes
		}
	}
	return bodies, scopes
}

// ofBodies gives the rows of what bodies state: kinds of bodies and scopes stay apart, since each may hold the figures of another.
func (s *Store) ofBodies(ctx context.Context, sel *selection) (Aggregates, error) {
	var out Aggregates
	bodies, scopes := sel.q.kinds()
	p := sql.Params{
		"generation": sel.st.generation, "codes": sel.codes, "from": uint16(max(sel.from, 0)), "to": uint16(max(sel.to, 0)),
		"bodies": texts(bodies), "scopes": texts(scopes), "forms": texts(sel.q.Forms),
	}
	for _, m := range sel.measures {
		p["measures"] = []uint16{m.num()}
		rows, err := selectKept[bodyRow](ctx, s, "bodies", p)
		if err != nil {
			return out, err
		}
		sel.foldBodies(&out, m, rows, len(bodies) == 1 && len(scopes) == 1)
	}
	out.Coverage.share()
	return out, nil
}

// foldBodies adds the rows of one measure over the dimensions that do not stay apart. With one kind of body and one scope the regions
// and years without a figure have rows too.
func (sel *selection) foldBodies(out *Aggregates, m measure, rows []bodyRow, oneKind bool) {
	groups := map[groupKey]*group{}
	var order []*group
	at := func(key groupKey) *group {
		g := groups[key]
		if g == nil {
			g = &group{groupKey: key}
			groups[key] = g
			order = append(order, g)
		}
		return g
	}
	bodies, scopes := sel.q.kinds()
	if oneKind && !slices.Contains(sel.q.By, "regime") {
		for _, e := range sel.domain.expected(sel.st.places, sel.q.By) {
			key := e.groupKey
			key.body, key.scope = bodies[0], scopes[0]
			g := at(key)
			if g.expected = e; bodies[0] == BodyGovernment { // how many departments or townships there are is not known
				g.row.Expected = e.regionYears
			}
		}
	}
	known := map[placeYear]bool{}
	for _, r := range rows {
		if m.perPopulation() && (r.Body != string(BodyGovernment) || r.Scope != string(disclosure.ScopeAggregate)) {
			continue // the cases of some bodies over everybody's residents would be no rate
		}
		key := groupOf(sel.st.places, sel.q.By, r.Code, int(r.Year))
		key.body, key.scope = Body(r.Body), disclosure.Scope(r.Scope)
		if slices.Contains(sel.q.By, "regime") {
			key.form = disclosure.Form(r.Form)
		}
		sel.addTo(at(key), m, sel.bodyCell(m, r))
		known[placeYear{r.Code, int(r.Year)}] = true
	}
	slices.SortStableFunc(order, func(a, b *group) int { return a.year - b.year })
	for _, g := range order {
		row := sel.finish(g, m)
		row.Body, row.Scope, row.Form = g.body, g.scope, g.form
		switch {
		case row.Value == nil:
		case g.body != BodyGovernment:
			row.Status = string(StatusPartialUnits)
		case m.rate == nil && row.Reported == 1 && row.Expected <= 1:
			row.Status = g.status // one value is no sum
		}
		if row.Value != nil || row.Num != nil || sel.q.Missing {
			out.Rows = append(out.Rows, row)
		}
	}
	out.Coverage.Expected += sel.domain.regionYears
	out.Coverage.Reported += len(known)
}

// placeYear is one region in one year.
type placeYear struct {
	code uint32
	year int
}

// bodyCell is what the bodies of one kind state for a region and year.
func (sel *selection) bodyCell(m measure, r bodyRow) AggregateRow {
	cell := AggregateRow{
		Region: r.Code, Year: int(r.Year), Status: r.Status, Qualifier: r.Inexact, Form: disclosure.Form(r.Form), NDocs: int(r.Docs), Reported: int(r.Docs),
	}
	switch {
	case m.perPopulation():
		cell.Num = r.Numerator
		if people, ok := sel.st.places.residentsIn(r.Code, int(r.Year)); ok {
			den := float64(people.Residents)
			cell.Den = &den
		}
	case m.rate != nil:
		cell.Num, cell.Den = r.Numerator, r.Denominator
	default:
		cell.Value = r.Numerator
	}
	return cell
}

// texts are the words of a closed vocabulary as a query takes them.
func texts[S ~string](words []S) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}
