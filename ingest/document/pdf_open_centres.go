package document

import "slices"

// columnCentres gives the middles of the columns of numbers by the rows that have the most of them: for each column the median.
func columnCentres(lines []openLine) []float64 {
	most := 0
	for _, l := range lines {
		most = max(most, len(l.values))
	}
	centres := make([]float64, most)
	for c := range centres {
		var middles []float64
		for _, l := range lines {
			if len(l.values) == most {
				middles = append(middles, l.values[c].centreX())
			}
		}
		slices.Sort(middles)
		centres[c] = middles[len(middles)/2]
	}
	return centres
}

// across reports a number that reaches over the middles of two columns: the numbers of both without a gap between them.
func (t *openGrid) across(v textLine) bool {
	reached := 0
	for _, m := range t.centres {
		if v.left < m && m < v.right {
			reached++
		}
	}
	return reached > 1
}

// unheaded reports that a column of numbers has no heading, and one beside it has a heading and nothing else: that heading stands beside
// its numbers, and a reader who counts columns would take one for another.
func (t *openGrid) unheaded(headings []string) bool {
	if len(headings) == 0 {
		return false
	}
	first := len(t.cuts) + 1
	filled := make([]bool, len(headings))
	for _, r := range t.rows {
		for i, pieces := range r.labels {
			filled[i] = filled[i] || len(pieces) > 0
		}
		for _, v := range r.values {
			filled[first+aligned(t.marks, v)] = true
		}
	}
	empty := func(i int) bool { return i >= 0 && i < len(headings) && headings[i] != "" && !filled[i] }
	for i := first; i < len(headings); i++ {
		if headings[i] == "" && filled[i] && (empty(i-1) || empty(i+1)) {
			return true
		}
	}
	return false
}

// seemsLike reports a table overleaf that has as many columns in all as this one and not as many of numbers: read under the headings of
// this one its numbers would stand one column off.
func (t *openGrid) seemsLike(next *openGrid) bool {
	return t.width() == next.width() && len(t.cuts) != len(next.cuts)
}

// labelled reports whether any row has a label.
func (t *openGrid) labelled() bool {
	return slices.ContainsFunc(t.rows, func(r *openRow) bool {
		return slices.ContainsFunc(r.labels, func(pieces []*openPiece) bool { return len(pieces) > 0 })
	})
}

// withDashes joins a column of nothing but dashes with the numbers beside it where the two have one heading and no row has both: a
// spreadsheet sets words to the left of a cell and numbers to the right. Overleaf the two are one column where they were before.
func withDashes(lines []openLine, columns []stretch, before *openTail) []stretch {
	firstRow := max(0, slices.IndexFunc(lines, openLine.row))
	for i := 0; i+1 < len(columns); i++ {
		a, b := columns[i], columns[i+1]
		both := func(l openLine) bool { return l.valueIn(a) && l.valueIn(b) }
		one := oneHeading(lines[:firstRow], a, b) || firstRow == 0 && before.oneColumn(a, b)
		if one && (onlyDashes(lines, a) || onlyDashes(lines, b)) && !slices.ContainsFunc(lines, both) {
			columns = slices.Replace(columns, i, i+2, stretch{a.from, b.to})
			i--
		}
	}
	return columns
}

// oneHeading reports whether there are words above two columns, and no words of each.
func oneHeading(lines []openLine, a, b stretch) bool {
	overA, overB, over := false, false, false
	for _, l := range lines {
		for _, w := range l.labels {
			inA, inB := w.over(a), w.over(b)
			overA, overB, over = overA || inA && !inB, overB || inB && !inA, over || inA || inB
		}
	}
	return over && (!overA || !overB)
}

// oneColumn reports whether two columns stand in one of those of the page before.
func (t *openTail) oneColumn(a, b stretch) bool {
	return t != nil && slices.ContainsFunc(t.grid.marks, func(s stretch) bool { return a.from < s.to && s.from < a.to && b.from < s.to && s.from < b.to })
}

func onlyDashes(lines []openLine, column stretch) bool {
	return !slices.ContainsFunc(lines, func(l openLine) bool {
		return slices.ContainsFunc(l.values, func(v textLine) bool { return v.over(column) && !dashes.MatchString(tidy(v.text())) })
	})
}

// over reports whether a word shares width with a stretch.
func (l textLine) over(s stretch) bool { return l.left < s.to && s.from < l.right }

// valueIn reports whether a line has a number or dashes in a column.
func (l openLine) valueIn(column stretch) bool {
	return slices.ContainsFunc(l.values, func(v textLine) bool { return v.over(column) })
}
