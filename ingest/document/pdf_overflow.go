package document

import "slices"

// drawBack puts words that run over a line between two cells into the cell they belong to. A spreadsheet lets a text run over the empty
// cells beside it; read where it stands it would be the value of those.
func (t *lattice) drawBack() {
	if !slices.ContainsFunc(t.glyphs, t.onWall) {
		return
	}
	rows := make([][]glyph, len(t.ys)-1)
	for _, g := range t.glyphs {
		if row := slot(t.ys, g.centreY()); row >= 0 {
			rows[row] = append(rows[row], g)
		}
	}
	t.glyphs = t.glyphs[:0]
	for _, row := range rows {
		for _, line := range groupLines(row) {
			for _, run := range line.cut(line.size() * wordGap) {
				if slices.ContainsFunc(run.glyphs, t.onWall) {
					t.intoCell(&run)
				}
				t.glyphs = append(t.glyphs, run.glyphs...)
			}
		}
	}
}

// onWall reports a glyph that stands on a line between two cells.
func (t *lattice) onWall(g glyph) bool {
	const within = 1.0 // points; a character may touch a line
	from, to := slot(t.xs, g.left+within), slot(t.xs, g.right-within)
	row := slot(t.ys, g.centreY())
	return from >= 0 && to == from+1 && g.right-g.left > 2*within && row >= 0 && walled(t.vertical, t.xs[to], t.ys[row], t.ys[row+1])
}

// intoCell moves the glyphs of a run of words into the cell where it begins, or into the one at whose right edge it ends when it does not
// begin at a left edge: numbers are set to the right.
func (t *lattice) intoCell(run *textLine) {
	const step, room = 1e-4, 0.5 // points: they keep their order
	size := run.size()
	from, to := slot(t.xs, run.glyphs[0].centreX()), slot(t.xs, run.glyphs[len(run.glyphs)-1].centreX())
	if from < 0 || to < 0 {
		return
	}
	if rightEdge := t.xs[to+1]; run.left-t.xs[from] > size && rightEdge-run.right < size/2 {
		from = to
	}
	left, right := t.xs[from]+room, t.xs[from+1]-room
	for i := range run.glyphs {
		g := &run.glyphs[i]
		if at := g.centreX(); at > left && at < right {
			continue
		}
		g.left = min(max(g.left, left), right-room) + step*float64(i)
		g.right, g.hidden = max(min(g.right, right), g.left+step), true
	}
}
