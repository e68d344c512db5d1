package extract

// around is what patterns look at around a number: its clause, and the sentence up to the clause's end, before the clause and
// behind the number, each with the words that stand in it. It is that of the number that was asked about last.
type around struct{ clause, near, lead, after *wordedText }

func newAround(words *wordIndex) *around {
	return &around{newWordedText(words), newWordedText(words), newWordedText(words), newWordedText(words)}
}

// guards are the patterns that the clauses of most numbers are asked by beside the rules. They stand in one word index with those
// of the rules, so that the words of a clause are looked up once for all of them.
var guards = []*pattern{
	delta, target, aim, against, was, theirs, oneOf, past, done, area, noneOf, inTotal, stated, summed, counted, publishing, foreignObject,
	sumSaid, sumAhead, shareOf,
}

// clauseHolds says whether a pattern matches the clause of a number.
func (f *frame) clauseHolds(p *pattern) bool { return p.in(f.around.clause.of(f.clause)) }

// nearHolds says whether a pattern matches the sentence up to the end of the clause, with what it continues.
func (f *frame) nearHolds(p *pattern) bool { return p.in(f.around.near.of(f.near())) }

// leadHolds says whether a pattern matches the sentence before the clause, with what it continues.
func (f *frame) leadHolds(p *pattern) bool { return p.in(f.around.lead.of(f.lead())) }

// afterHolds says whether a pattern matches the sentence behind the clause's unit.
func (f *frame) afterHolds(p *pattern) bool { return p.in(f.around.after.of(f.after())) }
