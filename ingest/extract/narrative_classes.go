package extract

// classes stands between a number of classes and the number of pieces in them: 12大类56项3792条.
var classes = mustPattern(`^个?大?[类项](?:共|合计|共计)?$`)

// classed gives the pieces behind a number of classes the words of that, which counts no information.
func classed(frames []frame) {
	for i := range frames[:max(len(frames)-1, 0)] {
		f, next := &frames[i], &frames[i+1]
		if f.label == "" || next.byteAt <= f.byteAt || !classes.MatchString(f.m.text[f.byteAt+1:next.byteAt]) {
			continue
		}
		f.passed = true
		next.label, next.from = f.label, f.from
		next.clause = next.label + string(markSelf) + next.m.text[next.byteAt+1:next.to]
	}
}
