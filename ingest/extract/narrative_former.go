package extract

import "strings"

// formerly is the word for the first of two things named before, latterly that for the second.
const (
	formerly = "前者"
	latterly = "后者"
)

// formers gives the numbers of two things that a sentence calls the former and the latter the names of these: 行政复议3件、行政诉讼2件,前者维持
// 3件,后者驳回2件. A number whose thing cannot be told counts nothing.
func formers(frames []frame, g *grammar) {
	for i := range frames {
		f := &frames[i]
		if !strings.HasPrefix(f.label, formerly) && !strings.HasPrefix(f.label, latterly) {
			continue
		}
		f.passed = true
		if !strings.HasPrefix(f.label, formerly) || i+1 == len(frames) || !strings.HasPrefix(frames[i+1].label, latterly) {
			continue
		}
		if names := f.twoNamed(frames[:i]); len(names) == 2 {
			f.rename(names[0], formerly, g)
			frames[i+1].rename(names[1], latterly, g)
		}
	}
}

// retellFormers reads the clauses without a number about the former and the latter of two things counted before them: 直接起诉1件、复议后起诉1件,
// 前者结果维持,后者尚未审结.
func (n *narrator) retellFormers(frames []frame) {
	if len(frames) < 2 || !strings.Contains(frames[0].m.text, formerly) {
		return
	}
	text := frames[0].m.text
	from := 0
	for clause := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' }) {
		at := from + strings.Index(text[from:], clause)
		from = at + len(clause)
		for k, word := range []string{formerly, latterly} {
			said, ok := strings.CutPrefix(clause, word)
			before := framesBefore(frames, at)
			if ok && len(before) > 1 && strings.IndexByte(said, markNumber) < 0 {
				n.saidOf(before[len(before)-2+k], said)
			}
		}
	}
}

// framesBefore gives the numbers that stand before a place of the sentence.
func framesBefore(frames []frame, at int) []frame {
	for i := range frames {
		if frames[i].byteAt > at {
			return frames[:i]
		}
	}
	return frames
}

// saidOf reads a clause that stands elsewhere as if it stood right behind a number.
func (n *narrator) saidOf(f frame, clause string) {
	f.clause = f.label + string(markSelf) + f.unit + "," + clause
	f.label = ""                   // the clause is put together, so that it has no place of its own
	f.index = len(f.m.numbers) - 1 // and no number behind it
	f.prev, f.nearby = "", f.clause
	n.aftermath(&f, len(n.facts))
}

// twoNamed gives the two things named before a number: those that the two numbers before it count, or the two of the clause before.
func (f *frame) twoNamed(before []frame) []string {
	head := strings.TrimRight(f.m.text[:f.from], ",;")
	clause := lastClause(head)
	if strings.IndexByte(clause, markNumber) >= 0 {
		return namedBefore(before, 2)
	}
	return strings.FieldsFunc(andWords.Replace(clause), func(r rune) bool { return r == '、' })
}

// rename puts the name of a thing in place of the word for it.
func (f *frame) rename(name, word string, g *grammar) {
	f.passed = false
	f.label = strings.Replace(f.label, word, name, 1)
	f.clause = strings.Replace(f.clause, word, name, 1)
	if topic := lastTopic(name, g); topic != "" {
		f.topic = topic
	}
}
