package analytics

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// ErrMeasure says that a measure is neither a metric nor a rate of the dictionary. Aggregates returns it wrapped with the id.
var ErrMeasure = fmt.Errorf("unknown measure: %w", ErrNotFound)

// measure is a metric or a rate.
type measure struct {
	metric *disclosure.Metric
	rate   *disclosure.Rate
}

func (s *Store) measure(id string) (measure, error) {
	if m, ok := s.dict.Metric(id); ok {
		return measure{metric: m}, nil
	}
	if r, ok := s.dict.Rate(id); ok {
		return measure{rate: r}, nil
	}
	return measure{}, fmt.Errorf("%w: %s", ErrMeasure, id)
}

func (m measure) num() uint16 {
	if m.rate != nil {
		return m.rate.Num
	}
	return m.metric.Num
}

func (m measure) id() string {
	if m.rate != nil {
		return m.rate.ID
	}
	return m.metric.ID
}

func (m measure) breakYears() []int {
	if m.rate != nil {
		return m.rate.BreakYears
	}
	return m.metric.BreakYears
}

func (m measure) perPopulation() bool {
	return m.rate != nil && len(m.rate.Denominator) == 1 && m.rate.Denominator[0] == disclosure.PopulationDenominator
}

// areaRow is one row of gen_areas.
type areaRow struct {
	Level       string   `ch:"level"`
	Measure     uint16   `ch:"measure"`
	Year        uint16   `ch:"year"`
	Code        uint32   `ch:"code"`
	Numerator   *float64 `ch:"numerator"`
	Denominator *float64 `ch:"denominator"`
	Status      string   `ch:"status"`
	Qualifier   string   `ch:"qualifier"`
	Basis       string   `ch:"basis"`
	Reported    uint32   `ch:"reported"`
	Expected    uint32   `ch:"expected"`
	Docs        uint32   `ch:"docs"`
	Form        string   `ch:"form"`
	Issuer      uint64   `ch:"issuer"`
	Origin      string   `ch:"origin"`
}

type areaKey struct {
	measure uint16
	code    uint32
	year    int
}

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
	if out.Coverage.Expected > 0 {
		out.Coverage.Share = float64(out.Coverage.Reported) / float64(out.Coverage.Expected)
	}
	return out, nil
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

// fetch reads the rows of the measures, each measure's kept under its own key.
func (s *Store) fetch(ctx context.Context, sel *selection) error {
	sel.rows, sel.held = map[areaKey]areaRow{}, map[areaKey]disclosure.Form{}
	if len(sel.codes) == 0 || len(sel.measures) == 0 || sel.from > sel.to {
		return nil
	}
	codes, level := sel.codes, ""
	if len(sel.q.Regions) == 0 && sel.q.Level != "" && sel.q.Level != disclosure.LevelNation && (sel.q.Parent == 0 || sel.q.Parent == Nation) {
		codes, level = []uint32{}, string(sel.q.Level) // the whole country: the level alone chooses
	}
	p := sql.Params{"generation": sel.st.generation, "level": level, "codes": codes, "from": uint16(sel.from), "to": uint16(sel.to)}
	under := fmt.Sprintf("areas %d %s %s %d %d ", sel.st.generation, level, codesKey(codes), sel.from, sel.to)
	var unknown []uint16
	for _, m := range sel.measures {
		rows, ok := kept[areaRow](s.answers, under+m.id())
		if !ok && !slices.Contains(unknown, m.num()) {
			unknown = append(unknown, m.num())
		}
		sel.take(rows)
	}
	if len(unknown) > 0 {
		p["measures"] = unknown
		var rows []areaRow
		if err := s.db.Select(ctx, &rows, "areas", p); err != nil {
			return err
		}
		delete(p, "measures")
		for _, m := range sel.measures {
			if !slices.Contains(unknown, m.num()) {
				continue
			}
			from, to := measureRange(rows, m.num())
			keep(s.answers, under+m.id(), slices.Clone(rows[from:to]))
		}
		sel.take(rows)
	}
	if !sel.q.Missing {
		return nil
	}
	delete(p, "level")
	held, err := selectKept[heldRow](ctx, s, "held", p)
	for _, h := range held {
		sel.held[areaKey{0, h.Code, int(h.Year)}] = disclosure.Form(h.Form)
	}
	return err
}

type heldRow struct {
	Code uint32 `ch:"code"`
	Year uint16 `ch:"year"`
	Form string `ch:"form"`
}

func (sel *selection) take(rows []areaRow) {
	for _, r := range rows {
		key := areaKey{r.Measure, r.Code, int(r.Year)}
		// A code keeps one row a year; should two levels share it (a county made a city), the whole-area report wins.
		if old, ok := sel.rows[key]; !ok || old.Basis != string(BasisOwn) {
			sel.rows[key] = r
		}
	}
}

// measureRange finds the rows of a measure in rows ordered by measure.
func measureRange(rows []areaRow, num uint16) (from, to int) {
	from = sort.Search(len(rows), func(i int) bool { return rows[i].Measure >= num })
	to = sort.Search(len(rows), func(i int) bool { return rows[i].Measure > num })
	return from, to
}

// stated lists the region-years of a measure that have a row, in the order of the codes and years.
func (sel *selection) stated(m measure) []areaRow {
	var out []areaRow
	for _, r := range sel.rows {
		if r.Measure == m.num() && sel.domain.holds(r.Code) {
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
			if ok || code == Nation || sel.st.places.inForce(code, year) {
				out.give(sel.cell(m, code, year, area, ok), true)
			}
		}
	}
}

func (sel *selection) cell(m measure, code uint32, year int, area areaRow, ok bool) AggregateRow {
	region, _ := sel.st.places.in(code, year)
	row := AggregateRow{
		Region: code, RegionName: region.Name, Level: region.Level, Year: year, Measure: m.id(), Unit: m.unit(),
		Break: slices.Contains(m.breakYears(), year),
	}
	if !ok {
		row.Status = sel.missing(m, code, year)
		return row
	}
	row.Basis, row.Reported, row.Expected, row.NDocs = Basis(area.Basis), int(area.Reported), int(area.Expected), int(area.Docs)
	row.Qualifier, row.Status = area.Qualifier, area.Status
	if row.Basis == BasisOwn {
		row.Scope, row.Form = disclosure.ScopeAggregate, disclosure.Form(area.Form)
		row.Report = reportID(area.Issuer, year, area.Origin)
		row.Evidence = evidenceURL(row.Report, m)
	}
	if m.rate != nil {
		sel.fillRate(&row, m, area)
		return row
	}
	row.Value = area.Numerator
	if row.Basis == BasisUnits {
		row.Status = string(StatusPartialUnits)
	}
	return row
}

func (m measure) unit() string {
	if m.rate != nil {
		return m.rate.Unit.ZH
	}
	return m.metric.Unit
}

// fillRate sets numerator, denominator, value and interval, or the status that says why there is none.
func (sel *selection) fillRate(row *AggregateRow, m measure, area areaRow) {
	row.Num, row.Den = area.Numerator, area.Denominator
	if m.perPopulation() {
		row.Den = nil
	}
	if row.Basis == BasisUnits && (row.Reported == 0 || m.perPopulation()) {
		// The cases of single bodies say nothing of their region's rate, and those of some units over everybody's residents
		// would be no rate at all.
		row.Status = string(StatusPartialUnits)
		return
	}
	if m.perPopulation() {
		people, ok := sel.st.places.residentsIn(row.Region, row.Year)
		if !ok {
			row.Status = string(StatusNoPopulation)
			return
		}
		den := float64(people.Residents)
		row.Den, row.DenYear, row.DenSource = &den, people.Year, people.Source
	}
	judgeRate(row, m.rate, sel.q.Confidence, sel.q.MinDen)
	if row.Status == string(StatusOK) && row.Basis == BasisUnits {
		row.Status = string(StatusPartialUnits)
	}
}

// judgeRate computes a rate from its numerator and denominator, or says why it must not be shown.
func judgeRate(row *AggregateRow, rate *disclosure.Rate, confidence, minDen float64) {
	row.Value, row.Lower, row.Upper = nil, nil, nil
	if row.Num == nil || row.Den == nil {
		row.Status = string(StatusNoData)
		return
	}
	if minDen == 0 {
		minDen = rate.MinDen
	}
	iv := RateCI(*row.Num, *row.Den, rate.Multiplier, confidence)
	if rate.Model == disclosure.ModelBinomial {
		iv = Wilson(*row.Num, *row.Den, confidence)
	}
	row.Status, row.Reliable = string(iv.Status), Reliability(*row.Num)
	if iv.Status == StatusOK && *row.Den < minDen {
		row.Status = string(StatusInsufficientN)
		return
	}
	row.Value, row.Lower, row.Upper, row.Method = iv.Value, iv.Lower, iv.Upper, iv.Method
}

// missing tells why a region and year has no row.
func (sel *selection) missing(m measure, code uint32, year int) string {
	form, held := sel.held[areaKey{0, code, year}]
	if !held {
		return string(StatusNotCollected)
	}
	if m.metric != nil && !m.metric.Narrative && !inForm(m.metric, form) {
		return string(StatusNotInForm)
	}
	return string(disclosure.StatusNotReported)
}

func inForm(m *disclosure.Metric, form disclosure.Form) bool {
	if len(m.Rows) == 0 || form == disclosure.FormNarrative2008 || form == disclosure.FormFigures {
		return true
	}
	return slices.ContainsFunc(m.Rows, func(r disclosure.FormRow) bool { return r.Form == form })
}

func reportID(issuer uint64, year int, origin string) string {
	id := fmt.Sprintf("%016x-%d", issuer, year)
	if origin == string(disclosure.OriginFigures) {
		id += "-f"
	}
	return id
}

func evidenceURL(report string, m measure) string {
	if m.metric != nil {
		return fmt.Sprintf("/v1/observations/o_%s_%d/evidence", report, m.metric.Num)
	}
	return "/v1/reports/" + report
}

// group is one set of cells that are summed.
type group struct {
	region      uint32
	year        int
	level       disclosure.Level
	first, last int // years with a value
	num, den    float64
	row         AggregateRow
}

// summed gives one row per combination of the dimensions that stay apart. Only whole-area values enter a sum, so that a region
// known through one of its departments does not pass for the region; how many of the cells did is the coverage.
func (sel *selection) summed(out *Aggregates, m measure) {
	groups := map[groupKey]*group{}
	var order []*group
	expected := sel.domain.expected(sel.st.places, sel.q.By)
	for _, e := range expected {
		g := &group{region: e.region, year: e.year, level: e.level}
		g.row.Expected = e.regionYears
		groups[e.groupKey] = g
		order = append(order, g)
	}
	for _, area := range sel.stated(m) {
		g := groups[groupOf(sel.st.places, sel.q.By, area.Code, int(area.Year))]
		if g != nil && (area.Basis == string(BasisOwn) || area.Code == Nation) {
			sel.addTo(g, m, sel.cell(m, area.Code, int(area.Year), area, true))
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return order[i].year < order[j].year })
	for _, g := range order {
		out.give(sel.finish(g, m), sel.q.Missing)
	}
}

func (sel *selection) addTo(g *group, m measure, c AggregateRow) {
	if m.rate == nil && c.Value == nil || m.rate != nil && (c.Num == nil || c.Den == nil) {
		return
	}
	if g.first == 0 || c.Year < g.first {
		g.first = c.Year
	}
	g.last = max(g.last, c.Year)
	g.row.Reported++
	g.row.NDocs += c.NDocs
	if m.rate != nil {
		g.num, g.den = g.num+*c.Num, g.den+*c.Den
	} else {
		g.num += *c.Value
	}
}

// finish makes the row of a group. Years on two sides of a break are not added, shares and peaks never, stocks not over years.
func (sel *selection) finish(g *group, m measure) AggregateRow {
	row := g.row
	row.Measure, row.Unit, row.Region, row.Year, row.Level, row.Status = m.id(), m.unit(), g.region, g.year, g.level, string(StatusNoData)
	row.Break = row.Year != 0 && slices.Contains(m.breakYears(), row.Year)
	if row.Region != 0 {
		r, _ := sel.st.places.in(row.Region, row.Year)
		row.RegionName = r.Name
		if row.Level == "" {
			row.Level = r.Level
		}
	}
	switch {
	case row.Reported == 0:
		return row
	case g.first != g.last && crossesBreak(m.breakYears(), g.first, g.last):
		row.Status = string(StatusBreakCrossed)
		return row
	case m.metric != nil && (!m.metric.Kind.Additive() || g.first != g.last && m.metric.Kind == disclosure.KindStock):
		row.Status = string(StatusNotAdditive)
		return row
	}
	if m.rate != nil {
		row.Num, row.Den = &g.num, &g.den
		judgeRate(&row, m.rate, sel.q.Confidence, sel.q.MinDen)
	} else {
		row.Value, row.Status = &g.num, string(disclosure.StatusDerived)
	}
	if row.Reported < row.Expected && row.Value != nil {
		row.Status = string(StatusPartialUnits)
	}
	return row
}

func crossesBreak(breaks []int, first, last int) bool {
	return slices.ContainsFunc(breaks, func(b int) bool { return first < b && b <= last })
}
