package extract

import (
	"strings"

	"gongkai/ingest/numeral"
)

// Loose rules (95_loose.yaml) read what no rule and no list knows: words that may stand anywhere around a number, in the order
// of clauses that a reader would look in. A clerk may write 当面递交的有8件, 8件由申请人到场递交 or 有8件,均为当面递交.

// reach is a stretch of a sentence around one number.
type reach struct {
	from, to int // bytes of the masked text
	text     string
}

// widest is how many clauses without a number a reach takes in on one side.
const widest = 3

// ofOne is how many clauses without a number may follow a single case, whose story is told at length.
const ofOne = 6

// others begins a clause about other cases than those counted before it.
var others = mustPattern(`^(?:其余|其[他它](?:的|则|均|都|申请|@)|余下|剩余|另)`)

// glossedNext begins the words of the next number, which a bracket explains: 其他情形2件,无法提供(本机关不掌握)9件.
var glossedNext = mustPattern(`^[^,;:()#@]{2,14}\([^()#@]{1,40}\)@`)

// compares is a clause that only compares a number with the year before: 比上年多2件.
var compares = mustPattern(`^(?:同比|环比|(?:较|比|与)(?:去年|上年度?|上一年度?|O年?度?|往年)(?:同期)?(?:相比)?)(?:的)?[^,;#@]{0,4}(?:增|减|多|少|上升|下降|提高|降低|回落)[^,;#@]{0,3}@[%件条宗起次份]?(?:个百分点)?$`)

// reaches gives the stretches in which the words about a number can stand: its clause, the clause with what follows up to the
// next number, the clause with what stands before it back to the number before.
func (f *frame) reaches() []reach {
	own := reach{f.from, f.to, f.clause}
	if to := f.byteAt + 1 + len(f.unit); f.runsOn() {
		own = reach{f.from, to, f.label + string(markSelf) + f.unit}
	}
	if f.label != f.m.text[f.from:f.byteAt] {
		if to := f.behind(); to > f.to && f.clause == f.label+string(markSelf)+f.m.text[f.byteAt+1:f.to] {
			return []reach{own, {f.from, to, f.label + string(markSelf) + f.m.text[f.byteAt+1:to]}} // its words stand before another number
		}
		return []reach{own}
	}
	out := []reach{own}
	if to := f.behind(); to > f.to {
		out = append(out, f.reach(f.from, to))
	}
	if from := f.before(); from < f.from {
		out = append(out, f.reach(from, f.to))
	}
	return out
}

// runsOn says whether the words behind a number lead straight to the next one and belong to it: 58件申请年内办结55件.
func (f *frame) runsOn() bool {
	if f.index+1 >= len(f.m.numbers) || f.to != f.m.numbers[f.index+1].byteAt {
		return false
	}
	return !numberFirst(f.m.text[f.byteAt+1+len(f.unit) : f.to])
}

func (f *frame) reach(from, to int) reach {
	return reach{from, to, f.m.text[from:f.byteAt] + string(markSelf) + f.m.text[f.byteAt+1:to]}
}

// behind is where the clauses end that follow a number's clause and hold no number.
func (f *frame) behind() int {
	to, most := f.to, widest
	if f.Value == numeral.Scale {
		most = ofOne
	}
	opened := false
	for range most {
		if opened && strings.HasPrefix(f.m.text[to:], "),") {
			to++
		}
		if to >= len(f.m.text) || strings.IndexByte(",(:", f.m.text[to]) < 0 {
			break
		}
		opened = opened || f.m.text[to] == '('
		end := len(f.m.text)
		if k := strings.IndexAny(f.m.text[to+1:], clauseMarks); k >= 0 {
			end = to + 1 + k
		}
		if numbered(f.m.text[to:end], most == ofOne) || others.MatchString(f.m.text[to+1:end]) || glossedNext.MatchString(f.m.text[to+1:]) {
			break
		}
		to = end
	}
	return to
}

// oneWho is who a single application came from, which tells no other figure.
var oneWho = mustPattern(`@(?:家|名|位)[^,;#@条件]{1,10}`)

// numbered says whether a clause behind a number holds another. What tells who the one applicant was does not count.
func numbered(clause string, ofOne bool) bool {
	if ofOne {
		clause = oneWho.ReplaceAllString(clause, "")
	}
	return strings.IndexByte(clause, markNumber) >= 0 && !compares.MatchString(clause[1:])
}

// before is where the clauses begin that stand in front of a number's clause and hold no number. What is said of a whole is not said
// of its part: 制发规范性文件14件,全部予以公开,其中废止3件.
func (f *frame) before() int {
	from := f.from
	if f.index > 0 && strings.HasPrefix(f.m.text[from:], "其中") {
		return from
	}
	for range widest {
		if from == 0 || f.m.text[from-1] != ',' && f.m.text[from-1] != ':' {
			break
		}
		start := strings.LastIndexAny(f.m.text[:from-1], clauseMarks) + 1
		if strings.IndexByte(f.m.text[start:from], markNumber) >= 0 || deniedAhead.MatchString(f.m.text[start:from]) {
			break
		}
		from = start
	}
	return from
}

// deniedAhead is a clause that denies what it names, which is not what the next clause counts: 没有召开新闻发布会,组织采访11次.
var deniedAhead = mustPattern(`(?:没有|未曾?|尚未|无)(?:专门|单独|集中)?(?:召开|举办|举行|开展|组织|收到|接到|受理|发生|出现|安排|设立|设置|配备|办理)`)

// loosely reads a number by the first loose rule that fits the nearest words.
func (n *narrator) loosely(f *frame) {
	n.admitted = n.g.near.admits(f, n.admitted)
	for _, at := range f.reaches() {
		g := *f
		g.clause = at.text
		n.candidates = n.g.loose.candidates(g.worded(), n.admitted, n.candidates)
		for _, i := range n.candidates {
			r := n.g.Loose[i]
			if !r.fits(&g) || g.knownByDenial(r, f) {
				continue
			}
			if n.otherWork(&g, r) {
				n.astray = true
				return
			}
			for _, metric := range n.metricsOf(r, f) {
				c := n.candidate(f, metric, "narrative."+r.ID)
				c.widen(f, r, at)
				n.facts = append(n.facts, c)
			}
			return
		}
	}
}

// noneSaid ends the words before what a clause says there is none of: 共计24件,无结转下年度的申请.
var noneSaid = mustPattern(`[,(](?:也|均|且|并|亦|其中)*(?:无|没有|未有|不存在|未发生|未出现|没)[^,;#@]{0,4}$`)

// knownByDenial says whether a rule knows the number of f by words, in another clause, that deny what the rule counts.
func (f *frame) knownByDenial(r *rule, own *frame) bool {
	at := r.match.re().FindStringIndex(f.clause)
	return at != nil && f.clause != own.clause && at[0] > strings.IndexByte(f.clause, markSelf) && noneSaid.MatchString(f.clause[:at[0]])
}

// aftermath reads what is said of all the cases that a number counts besides their number: 2件,均为当面提出,均予以公开. The rules
// marked also of 95_loose.yaml tell it, about numbers that any rule has claimed.
func (n *narrator) aftermath(f *frame, before int) {
	if f.Value == 0 || f.Kind != numeral.Count {
		return
	}
	n.admitted = n.g.also.admits(f, n.admitted)
	for _, at := range f.reaches() {
		// Behind an enumeration it is said of all the numbers before and not of the last.
		ofAll := at.to > f.to && f.m.text[f.to] != '(' && everyOf.MatchString(f.m.text[f.to:at.to]) && f.enumerated() && !n.received(f)
		g := *f
		g.clause = at.text
		n.candidates = n.g.loose.candidates(g.worded(), n.admitted, n.candidates)
		for _, i := range n.candidates {
			r := n.g.Loose[i]
			if ofAll && !r.Own || n.has(r.Metric, before) || !r.fits(&g) {
				continue
			}
			c := n.candidate(f, r.Metric, "narrative."+r.ID)
			c.widen(f, r, at)
			if len(r.Equals) > 0 {
				n.equals[len(n.facts)] = r.Equals
			}
			n.facts = append(n.facts, c)
		}
	}
}

// everyOf says that a clause is about all that was counted.
var everyOf = mustPattern(`均|全部|都|皆|悉数|一律`)

// enumerated says whether a number follows another in one enumeration: 信函5件,网上4件.
func (f *frame) enumerated() bool {
	head := f.m.text[:f.from]
	return strings.IndexByte(head[strings.LastIndexByte(head, ';')+1:], markNumber) >= 0
}

// dropParts takes out a whole that several clauses of the report state by their reasons, as 1件涉及秘密,不予公开;2件涉及隐私,不予公开:
// each number is a part of it.
func (n *narrator) dropParts() {
	seen, whole := map[string]int{}, map[string]bool{}
	for _, c := range n.facts {
		whole[c.metric] = whole[c.metric] || !partByReason(c.rule)
	}
	for i, c := range n.facts {
		if !partByReason(c.rule) {
			continue
		}
		if whole[c.metric] && !strings.HasPrefix(c.rule, "narrative.A.one.") { // 因涉密不予公开1件,不予公开共3件
			n.dropped[i] = true
			continue
		}
		if j, twice := seen[c.metric]; twice {
			n.dropped[i], n.dropped[j] = true, true
		}
		seen[c.metric] = i
	}
}

// partByReason says whether a rule reads a whole by the reason that is told of a number, which may be a part of it.
func partByReason(rule string) bool {
	return rule == "narrative.A.denied" || rule == "narrative.A.other.of" || strings.HasPrefix(rule, "narrative.A.one.")
}

// has says whether a fact at or behind place from of the list is one of a metric.
func (n *narrator) has(metric string, from int) bool {
	for _, c := range n.facts[from:] {
		if c.metric == metric {
			return true
		}
	}
	return false
}

// widen makes the evidence hold the words by which a loose rule knew the number.
func (c *candidate) widen(f *frame, r *rule, at reach) {
	if at.text != f.reach(at.from, at.to).text {
		return
	}
	words := r.match.re().FindStringIndex(at.text)
	if words == nil {
		return
	}
	p := f.m.place(at.from+words[0], at.from+words[1])
	c.start, c.end = min(c.start, p.start), max(c.end, p.end)
}
