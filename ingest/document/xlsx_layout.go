package document

// A sheet that holds a whole report has its headings and sentences in cells of their own, apart from the tables. As rows of one
// table as wide as the widest they would be titles that nobody finds, and every narrower table would end in columns without a heading.

// layOutSheet turns the values of a sheet into parts: rows that stand apart with a single value are paragraphs, also headings such as
// 三、 after a blank row. What lies between them is a table each.
func layOutSheet(values [][]string, area *mergedArea) []part {
	var parts []part
	from := 0
	for r := 0; r < len(values); {
		end := r
		for end < len(values) && area.single(values, end) {
			end++
		}
		after := end
		for !area.blank(values, end) && after > r && boldLevel(onlyValue(values[after-1])) != 2 {
			after--
		}
		if after == r || !area.blank(values, r-1) {
			r = max(r+1, end)
			continue
		}
		parts = append(parts, sheetTable(values, area, from, r)...)
		for ; r < after; r++ {
			parts = append(parts, headingOrParagraph(onlyValue(values[r]), 0, false))
		}
		from = after
	}
	return append(parts, sheetTable(values, area, from, len(values))...)
}

// sheetTable gives rows [from, to) as a table: from the first to the last row with a value and up to the last column that has one.
func sheetTable(values [][]string, area *mergedArea, from, to int) []part {
	for from < to && area.blank(values, from) {
		from++
	}
	for to > from && onlyBlank(values[to-1]) {
		to--
	}
	width := 0
	for r := from; r < to; r++ {
		for c, value := range values[r] {
			if value != "" {
				width = max(width, c+max(area.colSpan[r][c], 1))
			}
		}
	}
	rows := make([]layoutRow, 0, to-from)
	for r := from; r < to; r++ {
		var row layoutRow
		for c, value := range values[r][:width] {
			if !area.covered[r][c] {
				row.add(tableCell{rowSpan: area.rowSpan[r][c], colSpan: area.colSpan[r][c]}, content(value))
			}
		}
		rows = append(rows, row)
	}
	return tableParts(rows)
}

// blank reports a row without values that no merged range of several rows reaches into. What is above the first and below the last
// row is blank.
func (a *mergedArea) blank(values [][]string, r int) bool {
	if r < 0 || r >= len(values) {
		return true
	}
	for c, value := range values[r] {
		if value != "" || a.below[r][c] {
			return false
		}
	}
	return true
}

// single reports a row with one value, which is in that row alone.
func (a *mergedArea) single(values [][]string, r int) bool {
	found := 0
	for c, value := range values[r] {
		if value != "" {
			found++
		}
		if a.rowSpan[r][c] > 1 || a.below[r][c] {
			return false
		}
	}
	return found == 1
}

func onlyBlank(values []string) bool { return onlyValue(values) == "" }

// onlyValue gives the first value of a row, "" when it has none.
func onlyValue(values []string) string {
	for _, value := range values {
		if value != "" {
			return value
		}
	}
	return ""
}
