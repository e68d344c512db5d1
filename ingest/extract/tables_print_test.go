package extract

import (
	"fmt"
	"strings"
)

// splitRow gives the leading labels and the cells of a row.
func splitRow(row []string) (labels, cells []string) {
	i := 0
	for i < len(row) && !isNumber(row[i]) && row[i] != "" {
		i++
	}
	return row[:i], row[i:]
}

func perLine(sep string) func([][]string) string {
	return func(rows [][]string) string {
		var b strings.Builder
		for _, r := range rows {
			for _, c := range r {
				b.WriteString(c + sep)
			}
		}
		return b.String()
	}
}

func perRow(before, between, after string) func([][]string) string {
	return func(rows [][]string) string {
		var b strings.Builder
		for _, r := range rows {
			b.WriteString(before + strings.Join(r, between) + after + "\n")
		}
		return b.String()
	}
}

// wrapLong breaks long labels in the middle and puts the values between the halves.
func wrapLong(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		labels, cells := splitRow(r)
		tail := ""
		for i, l := range labels {
			if w := []rune(l); i == len(labels)-1 && len(w) > 9 && len(cells) > 0 {
				b.WriteString(string(w[:len(w)-2]) + "\n")
				tail = string(w[len(w)-2:])
				continue
			}
			b.WriteString(l + "\n")
		}
		for _, c := range cells {
			b.WriteString(c + "\n")
		}
		if tail != "" {
			b.WriteString(tail + "\n")
		}
	}
	return b.String()
}

// spaced prints a row a line with single spaces, long labels broken, the group's letters downwards.
func spaced(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		labels, cells := splitRow(r)
		if len(labels) > 1 && len(cells) > 0 {
			for _, c := range labels[0] {
				b.WriteString(string(c) + "\n")
			}
			labels = labels[len(labels)-1:]
		}
		b.WriteString(strings.Join(append(append([]string{}, labels...), cells...), " ") + "\n")
	}
	return b.String()
}

// brokenPipes breaks every pipe row over lines.
func brokenPipes(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString("| \n       " + strings.Join(r, "  | \n    ") + " |||\n")
	}
	return b.String()
}

// detached prints the labels of the applications table first and its values behind them.
func detached(rows [][]string) string {
	var labels, values strings.Builder
	for _, r := range rows {
		ls, cells := splitRow(r)
		if len(cells) != 7 {
			for _, c := range r {
				labels.WriteString(c + "\n")
			}
			continue
		}
		for _, l := range ls {
			labels.WriteString(l + "\n")
		}
		values.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	return labels.String() + values.String()
}

func paged(rows [][]string) string {
	var b strings.Builder
	for i, r := range rows {
		if i%6 == 5 {
			fmt.Fprintf(&b, "— %d —\n", i/6+3)
		}
		for _, c := range r {
			b.WriteString(c + "\n")
		}
	}
	return b.String()
}

// webTable prints HTML with the spans of the official annex: groups span their rows, row labels the columns of the groups.
func webTable(rows [][]string) string {
	const groupColumns = 2
	var b strings.Builder
	b.WriteString("<table>")
	group := 0
	for i, r := range rows {
		b.WriteString("<tr>")
		labels, cells := splitRow(r)
		switch {
		case len(cells) < 7 || len(cells) > 7:
			for _, c := range r {
				b.WriteString("<td>" + c + "</td>")
			}
		case len(labels) > 1:
			group = 1
			for i+group < len(rows) && len(rows[i+group]) == 8 && !strings.HasPrefix(rows[i+group][0], "（") && !strings.HasPrefix(rows[i+group][0], "四") {
				group++
			}
			fmt.Fprintf(&b, "<td rowspan=%d>%s</td><td>%s</td>", group, labels[0], labels[1])
		case group > 1:
			group--
			b.WriteString("<td>" + labels[0] + "</td>")
		default:
			fmt.Fprintf(&b, "<td colspan=%d>%s</td>", groupColumns, labels[0])
		}
		if len(cells) == 7 {
			for _, c := range cells {
				b.WriteString("<td><p class=MsoNormal><span lang=EN-US>" + c + "<o:p></o:p></span></p></td>")
			}
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</table>"
}

var layoutCases = []layoutCase{
	{"A1 one cell a line", perLine("\n")},
	{"A2 blank lines between", perLine("\n\n")},
	{"A2 leading spaces", perLine("  \n\n  ")},
	{"A3 pipes", perRow("", " | ", " |")},
	{"A3 pads", perRow("", " | ", " | | |")},
	{"A4 leading pipe", perRow("| ", " | ", " | ")},
	{"A4 no spaces", perRow("|", "|", "|")},
	{"A5 pipe a line", perLine("\n|\n")},
	{"A5 pipe a line, blank lines", perLine("\n\n|\n\n")},
	{"A6 broken pipes", brokenPipes},
	{"tabs", perRow("", "\t", "")},
	{"commas", perRow("", ",", "")},
	{"two spaces", perRow("", "  ", "")},
	{"A9 downwards, spaces", spaced},
	{"A10 wrapped", wrapLong},
	{"A11 detached", detached},
	{"A12 pages", paged},
	{"web", webTable},
}
