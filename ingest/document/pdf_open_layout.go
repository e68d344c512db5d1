package document

import (
	"cmp"
	"slices"
)

// layout gives the table, after the lines of its heading that stand above several columns.
func (t *openGrid) layout(headings []openLine) []part {
	above, labels := t.head(headings)
	t.unproved = t.unproved || t.unheaded(labels)
	var rows []layoutRow
	if len(headings) > 0 {
		var row layoutRow
		for _, text := range labels {
			row.add(tableCell{rowSpan: 1, colSpan: 1}, content(text))
		}
		rows = append(rows, row)
	}
	type placed struct {
		at  float64
		row layoutRow
	}
	var body []placed
	for _, r := range t.rows {
		body = append(body, placed{r.at, t.row(r)})
	}
	for _, p := range t.loose {
		if p.used {
			continue
		}
		var row layoutRow
		row.add(tableCell{rowSpan: 1, colSpan: t.width()}, content(tidy(p.text())))
		body = append(body, placed{p.centreY(), row})
	}
	slices.SortStableFunc(body, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	for _, p := range body {
		rows = append(rows, p.row)
	}
	return append(above, tableParts(rows)...)
}

func (t *openGrid) width() int { return len(t.cuts) + 1 + len(t.columns) }

// row gives a row with its numbers by column. Where two numbers fall into one column, or what looks like one number reaches over two,
// the columns of that row are not known, and its words and numbers stay one cell, as in a table whose columns lack headings.
func (t *openGrid) row(r *openRow) layoutRow {
	var row layoutRow
	whole := ""
	for column := 0; column < len(r.labels); {
		text := ""
		for _, p := range r.labels[column] {
			text = joinWords(text, tidy(p.text()))
		}
		whole = tidy(whole + " " + text)
		span := t.span(r, column)
		row.add(tableCell{rowSpan: 1, colSpan: span}, content(text))
		column += span
	}
	texts := make([]string, len(t.columns))
	shared, numbers := false, ""
	for _, v := range r.values {
		c := aligned(t.marks, v)
		shared = shared || texts[c] != "" || t.across(v)
		texts[c] = tidy(v.text())
		numbers += " " + texts[c]
	}
	// Numbers alone among rows that have labels stay apart: as a line of text they would be read with the label before them.
	if shared || t.unproved && len(r.values) > 0 && (whole != "" || !t.labelled()) {
		var one layoutRow
		one.add(tableCell{rowSpan: 1, colSpan: t.width()}, content(tidy(whole+numbers)))
		return one
	}
	for _, text := range texts {
		row.add(tableCell{rowSpan: 1, colSpan: 1}, content(text))
	}
	return row
}

// span gives how many columns the label reaches over that begins in one: those to the right where nothing stands.
func (t *openGrid) span(r *openRow, column int) int {
	right := 0.0
	for _, p := range r.labels[column] {
		right = max(right, p.right)
	}
	span := 1
	for column+span < len(r.labels) && len(r.labels[column+span]) == 0 && right > t.cuts[column+span-1]+r.size/2 {
		span++
	}
	return span
}

// head reads the lines above the first row from below: the words right above a column are its heading, and what stands above
// no number so far is a column without numbers. Words that stand apart above are those of several columns; how many cannot be
// seen, so they are given as lines before the table.
func (t *openGrid) head(lines []openLine) (above []part, labels []string) {
	stacks := make([][]textLine, len(t.columns))
	before := make([]string, len(t.cuts)+1)
	for _, l := range slices.Backward(lines) {
		words := l.cut(l.size() * wordGap)
		first := slices.IndexFunc(words, func(w textLine) bool { return w.centreX() > t.columns[0].from-w.size() })
		if first < 0 {
			first = len(words)
		}
		for _, w := range slices.Backward(words[:first]) {
			c := t.labelColumn(w)
			before[c] = joinWords(tidy(w.text()), before[c])
		}
		words = words[first:]
		if len(words) == len(t.columns) && !slices.ContainsFunc(stacks, func(s []textLine) bool { return len(s) > 0 }) {
			for i, w := range words {
				stacks[i] = append(stacks[i], w)
				t.widen(i, w)
			}
			continue
		}
		wide := ""
		for _, w := range words {
			from, to := t.spanned(w)
			if from > to { // above no column
				t.columns = slices.Insert(t.columns, from, stretch{w.left, w.right})
				t.marks = slices.Insert(t.marks, from, stretch{w.left, w.right})
				stacks = slices.Insert(stacks, from, nil)
				to = from
			}
			if n := len(stacks[from]); from != to || n > 0 && stacks[from][n-1].centreY()-w.centreY() > closer*t.pitch {
				wide = tidy(wide + " " + tidy(w.text()))
				continue
			}
			stacks[from] = append(stacks[from], w)
			t.widen(from, w)
		}
		above = append(content(wide), above...)
	}
	labels = before
	for _, stack := range stacks {
		text := ""
		for _, w := range slices.Backward(stack) {
			text = joinWords(text, tidy(w.text()))
		}
		labels = append(labels, text)
	}
	return above, labels
}

// widen makes a column of numbers as wide as its heading.
func (t *openGrid) widen(column int, w textLine) {
	t.columns[column] = stretch{min(t.columns[column].from, w.left), max(t.columns[column].to, w.right)}
}

// spanned gives the first and last column above which a word stands. Above none, from is where its column would be and to is one
// less.
func (t *openGrid) spanned(w textLine) (from, to int) {
	from, to = -1, -1
	for i, c := range t.columns {
		if c.from < w.right && w.left < c.to {
			if from < 0 {
				from = i
			}
			to = i
		}
	}
	if from >= 0 {
		return from, to
	}
	for from = 0; from < len(t.columns) && t.columns[from].from < w.left; from++ {
	}
	return from, from - 1
}

// content is the content of a cell.
func content(text string) []part {
	if text == "" {
		return nil
	}
	return []part{{kind: Paragraph, text: text}}
}
