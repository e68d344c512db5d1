package extract

var (
	// loneFigure is a line that holds a figure and no more, afterFigure how a line goes on behind one.
	loneFigure  = mustPattern(`^\d{1,9}(?:[,.]\d{1,4}){0,3}%?$`)
	afterFigure = mustPattern(`^(?:[,;。、)%]|余|多|(?:条|件|份|篇|次|宗|起|人次|万|元|个|名|期|项)(?:[,;。、()]|$)|名[^称]|个[^人])`)
)

// farthest is how many characters may stand between two lines that were one: the line break and blanks.
const farthest = 3

// rejoin puts a figure that a page printed on a line of its own back between the words around it: 主动公开 / 132 / 条,….
func (v *View) rejoin(list []span) []span {
	out := list[:0]
	for i := 0; i < len(list); i++ {
		p := list[i]
		if n := len(out) - 1; n >= 0 && i+1 < len(list) && p.end-p.start < longestHeading && loneFigure.MatchString(v.String(p.start, p.end)) {
			next := list[i+1]
			if p.start-out[n].end <= farthest && next.start-p.end <= farthest && (cjk(v.Runes[out[n].end-1]) || v.Runes[out[n].end-1] == ',') &&
				afterFigure.MatchString(v.String(next.start, min(next.end, next.start+4))) {
				out[n].end = next.end
				i++
				continue
			}
		}
		out = append(out, p)
	}
	return out
}
