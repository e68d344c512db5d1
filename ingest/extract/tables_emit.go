package extract

import "gongkai/ingest/disclosure"

// place says where a cell stands, for the evidence.
type place struct {
	kind        tableKind
	row, column string
	rule        string
	unit        string // unit of the column when its head prints one
}

// tableNumber is the number of a table in the report's evidence: the section that prints it since 2019, else 1.
func (p place) tableNumber() int {
	switch p.kind {
	case tableArticle20:
		return 2
	case tableMatrix:
		return 3
	case tableDisputes:
		return 4
	}
	return 1
}

// emit turns one cell into a candidate. label is the token of the row's label, the evidence of a cell without characters.
func (r *tableReader) emit(metric string, c cellOf, p place, label int) {
	m, ok := r.x.dict.Metric(metric)
	if !ok {
		return
	}
	out := candidate{
		metric: metric, status: disclosure.StatusBlank, from: disclosure.FromTable, rule: p.rule, row: p.row, column: p.column,
		table: p.tableNumber(), start: r.ts[label].start, end: r.ts[label].end,
	}
	switch {
	case c.tok >= 0 && r.ts[c.tok].kind == tokenValue:
		r.fill(&out, c, p, m)
	case c.tok >= 0 && (r.ts[c.tok].kind == tokenText || r.ts[c.tok].kind == tokenLabel):
		r.fillWords(&out, c, p, m)
	}
	switch out.status {
	case disclosure.StatusBlank:
		r.tally.blank++
		r.tally.blankMetrics = append(r.tally.blankMetrics, metric)
	case disclosure.StatusNotApplicable:
		r.tally.notApplicable++
	case disclosure.StatusUnresolved:
	default:
		r.out.found[p.kind] = true
	}
	r.out.candidates = append(r.out.candidates, out)
}

// fill reads the token of a cell into a candidate.
func (r *tableReader) fill(out *candidate, c cellOf, p place, m *disclosure.Metric) {
	t := &r.ts[c.tok]
	v := t.value
	out.start, out.end = t.start, t.end
	if c.digit > 0 {
		out.start, out.end = t.start+c.digit-1, t.start+c.digit
		v = cellValue{status: disclosure.StatusReported, value: disclosure.Count(int64(t.value.digits[c.digit-1] - '0'))}
		if v.value == 0 {
			v.status = disclosure.StatusExplicitZero
		}
	}
	out.status = v.status
	if !v.status.Valued() {
		return
	}
	unit := v.unit
	if unit == "" {
		unit = p.unit
	}
	shift := unitShift(unit, m.Unit)
	value, exact, fits := v.value, true, true
	if c.digit == 0 {
		value, exact, fits = v.scaled(shift)
	}
	if v.annotated {
		r.tally.annotated = append(r.tally.annotated, c.tok)
	}
	if v.unit != "" && m.Kind == disclosure.KindAmount {
		r.tally.unitInCell = append(r.tally.unitInCell, c.tok)
	}
	if shift != 0 || v.annotated || !exact {
		out.raw = r.v.String(out.start, out.end)
	}
	if !exact {
		out.qualifier = disclosure.QualifierApprox // a Value keeps six decimals; raw keeps them all
	}
	out.value = &value
	if !fits {
		out.value, out.status, out.qualifier, out.raw = nil, disclosure.StatusUnresolved, disclosure.QualifierExact, r.v.String(out.start, out.end)
		r.tally.unresolved++
		return
	}
	if misfit(m, value, unit) {
		r.unread(out, c.tok)
		return
	}
	if v.signed && m.Kind != disclosure.KindChange {
		out.value, out.status, out.raw = nil, disclosure.StatusUnresolved, r.v.String(out.start, out.end)
		r.tally.unresolved++ // 增, 减 and signs belong to the column 本年增/减 alone
		return
	}
	if r.implausible(m, value, unit) {
		out.value, out.status, out.raw = nil, disclosure.StatusUnresolved, r.v.String(out.start, out.end)
		r.tally.suspect = append(r.tally.suspect, suspectCell{c.tok, m.ID})
		return
	}
	if !exact {
		r.tally.rounded = append(r.tally.rounded, suspectCell{c.tok, m.ID})
	}
}

// moneyPower is the power of ten of a unit of money, counted from a tenth of a 元, so that 0 means no money.
var moneyPower = map[string]int{"元": 1, "千元": 4, "万元": 5, "亿元": 9}

// unitShift is the power of ten between the unit printed beside an amount and the metric's unit; 0 when either is no unit of
// money.
func unitShift(printed, unit string) int {
	if printed == "" {
		return 0
	}
	from, to := moneyPower[printed], moneyPower[unit]
	if from == 0 || to == 0 {
		return 0
	}
	return from - to
}

// implausible says whether an amount without a printed unit is far beyond what the form's 万元 allows, so that it was
// most likely typed in 元: whole, and more than procurement of a county-level body reaches.
func (r *tableReader) implausible(m *disclosure.Metric, v disclosure.Value, printed string) bool {
	return m.ID == "procurement.amount" && printed == "" && v >= suspectAmount && v%disclosure.ValueScale == 0
}

// suspectAmount is 5,000 万元: reports of single bodies that state less are taken at the form's word.
const suspectAmount = disclosure.Value(5000 * disclosure.ValueScale)

// unresolved records that a row's cells hold values which cannot be told apart.
func (r *tableReader) unresolved(metric string, p place, label int, cells []int) {
	if _, ok := r.x.dict.Metric(metric); !ok {
		return
	}
	out := candidate{
		metric: metric, status: disclosure.StatusUnresolved, from: disclosure.FromTable, rule: p.rule, row: p.row, column: p.column,
		table: p.tableNumber(), start: r.ts[label].start, end: r.ts[label].end,
	}
	if len(cells) > 0 && r.ts[cells[0]].end > r.ts[cells[0]].start {
		out.start, out.end = r.ts[cells[0]].start, r.ts[cells[len(cells)-1]].end
		out.end = max(out.end, out.start)
	}
	r.tally.unresolved++
	r.out.candidates = append(r.out.candidates, out)
}

// use marks the tokens [from, to] as part of a table.
func (r *tableReader) use(from, to int) {
	for i := from; i <= to && i < len(r.ts); i++ {
		if r.ts[i].kind != tokenText || r.ts[i].end-r.ts[i].start <= 30 {
			r.used[i] = true
		}
	}
	for i := 1; i <= r.ts[from].joined && from+i < len(r.ts); i++ {
		r.used[from+i] = true
	}
}
