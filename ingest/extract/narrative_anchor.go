package extract

import (
	"regexp"
	"strings"
)

// plainGroup is a group of literals that is not optional; plainRun a run of at least two characters outside groups.
var (
	plainGroup = regexp.MustCompile(`\(\?:([^()\[\]?*+\\{}.^$]+)\)([^?*{]|$)`)
	nested     = regexp.MustCompile(`\([^()]*\)[?*]?|\[[^\]]*\][?*+]?(?:\{\d+,\d*\})?|\{[^}]*\}`)
	optional   = regexp.MustCompile(`.[?*]`)
	plainRun   = regexp.MustCompile(`\p{Han}{2,}`)
)

// anchorsOf finds for a pattern a set of literals of which every match holds at least one, so that most clauses need not be
// matched at all. It looks at a pattern that is an alternation of parts, each with a group of literals or a literal run that
// is not optional, and gives nil when it finds none.
func anchorsOf(pattern string) []string {
	var out []string
	for _, part := range alternatives(pattern) {
		best := literalsOf(part)
		if best == nil {
			return nil
		}
		out = append(out, best...)
	}
	return out
}

// alternatives splits a pattern at its top-level bars.
func alternatives(pattern string) []string {
	var out []string
	depth, from, class := 0, 0, false
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\':
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case class:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '|' && depth == 0:
			out = append(out, pattern[from:i])
			from = i + 1
		}
	}
	return append(out, pattern[from:])
}

// literalsOf finds in one alternative the literals of which every match holds one.
func literalsOf(part string) []string {
	flat := part
	for range 6 {
		flat = nested.ReplaceAllString(flat, " ")
	}
	flat = optional.ReplaceAllString(flat, " ")
	if run := plainRun.FindString(flat); run != "" {
		return []string{run}
	}
	if m := plainGroup.FindStringSubmatch(part); m != nil && topLevel0(part, m[0]) {
		list := strings.Split(m[1], "|")
		for _, l := range list {
			if l == "" || strings.ContainsAny(l, "#@") {
				return nil
			}
		}
		return list
	}
	return nil
}

// topLevel0 says whether a group stands at the top level of a pattern.
func topLevel0(pattern, group string) bool {
	i := strings.Index(pattern, group)
	depth := 0
	for k := 0; k < i; k++ {
		switch pattern[k] {
		case '\\':
			k++
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	return depth == 0
}
