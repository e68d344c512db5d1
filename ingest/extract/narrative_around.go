package extract

// around is what patterns look at around a number: its clause, and the sentence up to the clause's end, before the clause and
// behind the number, each with the words that stand in it. The last three are those of the number that was asked about last; of the
// clauses, which are asked about in several rounds, those of the last few numbers are kept.
type around struct {
	clauses           []wordedText // by the number's place in the sentence
	near, lead, after *wordedText
}

const keptClauses = 8

func newAround(words *wordIndex) *around {
	texts := newWordedTexts(words, keptClauses+3)
	return &around{clauses: texts[3:], near: &texts[0], lead: &texts[1], after: &texts[2]}
}

// guards are the patterns that the clauses of most numbers are asked by beside the rules. They stand in one word index with those
// of the rules, so that the words of a clause are looked up once for all of them.
var guards = []*pattern{
	delta, target, aim, against, was, theirs, oneOf, past, done, area, noneOf, inTotal, stated, summed, counted, publishing, foreignObject,
	mostOf, sumSaid, sumAhead, shareOf, apart, heaping, adopted, allSites, throughSite, bareShare, bodiesIn, ofInformation, partOfYear, inAll, inSum,
	elseAhead, elseBehind, each, grown, byLaw, siteGoesOn, tierSubject, bodySubject, leftOut, leftOutAll, promise, period, present, notThat, sentOn, sumStart, soFar, apiece, inOrder, aspect, keyAreas, pieces,
	pushedIssues, months, facilities,
	comparison, credit, opening, tallied, everybody, partsAhead, sumShort, sumLead, namely, linked, toldApart, batches, onCases, shareAside,
	turnedBack, comingYear,
}

// worded is the clause of a number with the words in it.
func (f *frame) worded() *wordedText { return f.around.clauses[f.index%keptClauses].of(f.clause) }

// clauseHolds says whether a pattern matches the clause of a number.
func (f *frame) clauseHolds(p *pattern) bool { return p.in(f.worded()) }

// nearHolds says whether a pattern matches the sentence up to the end of the clause, with what it continues.
func (f *frame) nearHolds(p *pattern) bool { return p.in(f.around.near.of(f.near())) }

// leadHolds says whether a pattern matches the sentence before the clause, with what it continues.
func (f *frame) leadHolds(p *pattern) bool {
	return (f.prev != "" || f.m.can(p)) && p.in(f.around.lead.of(f.lead()))
}

// afterHolds says whether a pattern matches the sentence behind the clause's unit.
func (f *frame) afterHolds(p *pattern) bool { return f.m.can(p) && p.in(f.around.after.of(f.after())) }

// can says whether a part of a sentence can hold a match of a pattern, by the words of the whole.
func (m *masked) can(p *pattern) bool { return m.words == nil || p.possible(m.words.of(m.text)) }

// find gives the bounds of the first match of a pattern and of its groups in the sentence from a byte on; nil without one. The words are
// those that the sentence had before it was reworded, which no pattern asked here looks for in what was put in.
func (m *masked) find(p *pattern, from int) []int {
	if m.words != nil && !p.possible(m.words) {
		return nil
	}
	found := p.FindStringSubmatchIndex(m.text[from:])
	for i := range found {
		if found[i] >= 0 {
			found[i] += from
		}
	}
	return found
}

// holds says whether a pattern matches the sentence.
func (m *masked) holds(p *pattern) bool {
	if m.words == nil {
		return p.MatchString(m.text)
	}
	return p.in(m.words.of(m.text))
}

// labelCan says whether the label of a number can hold a match of a pattern, by the words of its clause.
func (f *frame) labelCan(p *pattern) bool { return p.possible(f.worded()) }
