package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

// narrator reads the sentences of one report.
type narrator struct {
	v        *View
	g        *grammar
	form     disclosure.Form
	id       identity
	facts    []candidate
	equals   map[int][]string // facts that stand only if one of these metrics has the same value
	dropped  map[int]bool     // facts that do not stand
	subject  string           // the subject before the sentence before
	under    string           // the heading that sentence stands under
	begun    [2]int           // where the facts of the sentence before begin and where those of this one do
	sure     map[int]bool     // cases that are said to be about disclosure, sums of the parts before them
	told     tellings         // counts that sentences without a number go on about
	lists    []list
	findings []disclosure.Finding
	outside  []span // sentences about another year
	before   string // the sentence before
	astray   bool   // the sentence has turned to other work than disclosure

	candidates []int  // rules that a clause or sentence may fit; one buffer for all of them
	admitted   bitset // rules that can read a number; one buffer for all of them

	around   *around     // the words around the number that was read last
	sentence *wordedText // the sentence that was read last
}

// readNarrative reads the figures that sentences state, outside the regions in skip (tables, sorted). It gives one
// candidate for every statement, the best statement of each metric first and the others weak, and what the sentences say
// about the trust in them.
func readNarrative(v *View, skip []span, form disclosure.Form, id identity) ([]candidate, []disclosure.Finding) {
	return loadGrammar().narrate(v, skip, form, id)
}

// narrate reads by a grammar's rules what readNarrative says.
func (g *grammar) narrate(v *View, skip []span, form disclosure.Form, id identity) ([]candidate, []disclosure.Finding) {
	n := newNarrator(g, v, form, id)
	prev := ""
	for _, s := range sentencesOf(v, skip) {
		silent := !v.statesSomething(s)
		if s.section == sectionAppendix || silent && !n.expects(s) {
			prev = ""
			continue
		}
		m := v.mask(s, id.year, n.sentence)
		if silent {
			n.retell(&m)
			prev = ""
			continue
		}
		n.negatives(&m)
		if len(m.numbers) > 0 {
			n.numbers(&m, prev)
		}
		n.retell(&m)
		prev = m.text
		if s.section == sectionProblems {
			prev = ""
		}
	}
	n.checkEquals()
	n.dropParts()
	n.sumBeforeShare()
	n.heap()
	n.dropStock()
	n.pick()
	n.checkLists()
	n.report()
	return n.standing(), n.findings
}

func newNarrator(g *grammar, v *View, form disclosure.Form, id identity) *narrator {
	return &narrator{
		v: v, g: g, form: formOfWords(form, id.year), id: id,
		equals: map[int][]string{}, dropped: map[int]bool{}, sure: map[int]bool{},
		facts: newCandidates(), around: newAround(g.words), sentence: newWordedText(g.words),
	}
}

// formOfWords gives the form whose words a report uses. One without a table of its year's form still names results as that does.
func formOfWords(form disclosure.Form, year int) disclosure.Form {
	switch {
	case form != disclosure.FormNarrative2008 || year < firstModernYear:
	case year < firstYearOf2021:
		return disclosure.Form2019
	default:
		return disclosure.Form2021
	}
	return form
}

// statesSomething says whether a sentence can state a figure or deny one. Most sentences do neither.
func (v *View) statesSomething(s sentence) bool {
	for _, r := range v.Runes[s.start:s.end] {
		if r >= '0' && r <= '9' {
			return true
		}
		switch r {
		case '未', '没', '无', '不', '零', '免', '空', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '百', '千', '万':
			return true
		}
	}
	return false
}

// mostFigures is how many numbers a sentence can state. What has more is a table that lost its lines.
const mostFigures = 120

// numbers reads the numbers of one sentence.
func (n *narrator) numbers(m *masked, prev string) {
	if m.section == sectionProblems && !looksBack(m.text) || len(m.numbers) > mostFigures {
		return
	}
	n.before = ""
	if n.under == m.heading {
		n.before = prev
	}
	about := n.subjectSoFar(m, prev)
	if !continues(m.text) {
		prev = ""
	}
	frames := n.eachOf(m.frames(n.g, n.around, n.form, prev, about))
	distribute(frames)
	sharedVerbs(frames)
	classed(frames)
	changed(frames)
	gathered(frames)
	portioned(frames)
	halved(n.v, frames)
	sharesFirst(frames)
	issued(frames)
	formers(frames, n.g)
	l := n.openList(m, prev)
	first := n.statedFrom(m)
	tiers := m.byTier()
	own, other := m.holds(present), []span(nil)
	n.astray = false
	for i := range frames {
		f := &frames[i]
		n.resume(f)
		if n.elsewhere(f) {
			continue
		}
		if n.ofItems(f) {
			own = true
			continue
		}
		switch f.guard() {
		case guardSkip:
			continue
		case guardOtherYear:
			other = append(other, f.quote())
			continue
		}
		own = true
		before := len(n.facts)
		switch claimed := n.added(f, first) || n.byRule(f); {
		case !claimed:
			ruled := len(n.facts)
			n.disclosed(f, l)
			if len(n.facts) == ruled {
				n.loosely(f)
			}
		case len(n.facts) == before:
			l.unknown(f)
			continue
		}
		n.aftermath(f, before)
		if tiers != nil && tiers[i] {
			n.dropTier(before)
			continue
		}
		n.remember(f, before)
	}
	if !own { // beside the year's own figure another year's is a comparison
		n.outside = append(n.outside, other...)
	}
	n.closeList(l)
	n.allOfThem(frames)
	n.allOfTheSuits(frames)
	n.retellFormers(frames)
}

// subjectSoFar gives the subject that the sentence before leaves off with. A sentence that names none, as 自然人占了51件, keeps that of
// the sentence before it.
func (n *narrator) subjectSoFar(m *masked, prev string) string {
	about := lastTopic(prev, n.g)
	if about == "" && prev != "" && n.under == m.heading {
		about = n.subject
	}
	n.subject, n.under = about, m.heading
	return about
}

// continues says whether a sentence carries on the one before it.
func continues(text string) bool {
	for _, w := range []string{"其中", "包括", "主要包括", "分别", "具体", "按类别", "按内容", "按渠道", "按信息", "从类别", "从内容", "从渠道"} {
		if len(text) >= len(w) && text[:len(w)] == w {
			return true
		}
	}
	return false
}

// byRule reads a number by the first rule that fits, and by all rules before it that do not claim.
func (n *narrator) byRule(f *frame) bool {
	n.admitted = n.g.first.admits(f, n.admitted)
	n.candidates = n.g.rules.candidates(f.worded(), n.admitted, n.candidates)
	for _, i := range n.candidates {
		r := n.g.Rules[i]
		if n.ownTier(r) || r.Also && f.Value == 0 || !r.fits(f) || len(r.Object) > 0 && !slices.Contains(r.Object, n.objectOf(f)) {
			continue
		}
		if n.qualifiedPart(f, r) {
			return true
		}
		if r.Other || n.otherWork(f, r) {
			n.astray = true
			return true
		}
		for _, metric := range n.metricsOf(r, f) {
			c := n.candidate(f, metric, "narrative."+r.ID)
			c.end = max(c.end, f.matchEnd(r))
			c.weak = r.Weak
			if r.Scope != "" {
				c.scope = r.Scope
			}
			if r.Qualifier != "" {
				c.qualifier = r.Qualifier
			}
			if len(r.Equals) > 0 {
				n.equals[len(n.facts)] = r.Equals
			}
			if r.Sum || disputed(metric) && aboutInformation(f.near()) || enquired(metric) && n.g.Business.anchor.MatchString(f.clause) {
				n.sure[len(n.facts)] = true
			}
			n.facts = append(n.facts, c)
		}
		if !r.Also {
			return true
		}
	}
	return false
}

// ownTier says whether a rule reads the figures of a tier of bodies below the issuer that is the issuer's own: a street office
// that writes 街道公开326条 speaks of itself.
func (n *narrator) ownTier(r *rule) bool {
	level := n.id.issuer.Level
	return level == disclosure.LevelTownship && strings.HasPrefix(r.ID, "T7.township") ||
		level == disclosure.LevelDepartment && strings.HasPrefix(r.ID, "T7.department") ||
		level == disclosure.LevelCounty && strings.HasPrefix(r.ID, "T7.county") ||
		level == disclosure.LevelPrefecture && strings.HasPrefix(r.ID, "T7.city")
}

// aboutInformation says whether the last part of a sentence is about cases on disclosure: 其中涉及政府信息公开的行政复议2件.
func aboutInformation(near string) bool {
	if i := strings.LastIndex(near, "其中"); i >= 0 {
		near = near[i:]
		near = near[strings.LastIndexByte(near, ')')+1:] // behind the bracket with the part
	}
	return strings.Contains(near, "信息公开") || strings.Contains(near, "政府信息") || strings.Contains(near, "公开信息")
}

// candidate states that the number of a frame is the value of a metric, in the metric's unit.
func (n *narrator) candidate(f *frame, metric, rule string) candidate {
	q := f.quote()
	c := candidate{
		metric: metric, from: disclosure.FromNarrative, rule: rule, scope: n.id.scope, start: q.start, end: q.end,
		qualifier: qualifierOf(f.Exactness), status: disclosure.StatusReported,
	}
	c.heaped = f.heaped()
	if strings.HasSuffix(metric, cumulativeSuffix) {
		c.scope = disclosure.ScopeCumulative
	}
	a := amountFor(f.Value, f.unit, metric)
	if a.converted || f.Rounded || f.Chinese || strings.ContainsAny(n.v.String(f.Start, f.End), "万亿") {
		c.raw = n.v.String(f.Start, q.end)
	}
	switch {
	case !a.fits:
		c.status, c.qualifier = disclosure.StatusUnresolved, disclosure.QualifierExact
		return c
	case a.value == 0:
		c.status = disclosure.StatusExplicitZero
	case (!a.exact || f.Rounded) && c.qualifier == disclosure.QualifierExact:
		c.qualifier = disclosure.QualifierApprox // a Value keeps six decimals; raw keeps them all
	}
	c.value = &a.value
	return c
}

// amount is a number in its metric's unit.
type amount struct {
	value     disclosure.Value
	converted bool // another unit is printed
	exact     bool // nothing was rounded
	fits      bool // neither too large for a Value nor rounded to zero
}

// amountFor converts an amount from its printed unit to the unit of its metric.
func amountFor(value int64, unit, metric string) amount {
	const wan = 10000
	v := disclosure.Value(value)
	m, ok := disclosure.MustDictionary().Metric(metric)
	switch {
	case !ok:
	case unit == "元" && m.Unit == "万元":
		near := (v + wan/2) / wan
		return amount{value: near, converted: true, exact: v%wan == 0, fits: near != 0 || v == 0}
	case unit == "万元" && m.Unit == "元", unit == "亿元" && m.Unit == "万元":
		if v >= disclosure.MaxValue/wan {
			return amount{converted: true}
		}
		return amount{value: v * wan, converted: true, exact: true, fits: true}
	}
	return amount{value: v, exact: true, fits: true}
}

func qualifierOf(e numeral.Exactness) disclosure.Qualifier {
	switch e {
	case numeral.Approx:
		return disclosure.QualifierApprox
	case numeral.AtLeast:
		return disclosure.QualifierAtLeast
	case numeral.AtMost:
		return disclosure.QualifierAtMost
	}
	return disclosure.QualifierExact
}

// checkEquals drops the facts that stand only together with another of the same value.
func (n *narrator) checkEquals() {
	for i, with := range n.equals {
		if !n.stated(with, *n.facts[i].value) {
			n.dropped[i] = true
		}
	}
}

// standing gives the facts that were not dropped.
func (n *narrator) standing() []candidate {
	if len(n.dropped) == 0 {
		return n.facts
	}
	kept := make([]candidate, 0, len(n.facts))
	for i, c := range n.facts {
		if !n.dropped[i] {
			kept = append(kept, c)
		}
	}
	return kept
}

func (n *narrator) stated(metrics []string, value disclosure.Value) bool {
	for _, c := range n.facts {
		for _, m := range metrics {
			if c.metric == m && c.value != nil && *c.value == value {
				return true
			}
		}
	}
	return false
}
