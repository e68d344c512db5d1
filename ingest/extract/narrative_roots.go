package extract

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// roots are the words from which the names of kinds are made that no dictionary holds: 处罚强制类, 财经信息, 发展计划报告.
type roots struct {
	kind map[string]string // of each word that tells a kind
	fill []string          // words that tell none
}

func newRoots(kinds map[string][]string, fill []string) roots {
	r := roots{map[string]string{}, fill}
	for kind, words := range kinds {
		for _, word := range words {
			r.kind[word] = kind
		}
	}
	return r
}

// longestRoot is how many characters a word of a name has at most.
const longestRoot = 4

// kindOf names the one kind that all words of a label tell, "" when a word of it is not known or two tell different kinds.
func (r roots) kindOf(label string) string {
	found := ""
	for label != "" {
		kind, size := r.next(label)
		switch {
		case size == 0, kind != "" && found != "" && kind != found:
			return ""
		case kind != "":
			found = kind
		}
		label = label[size:]
	}
	return found
}

// next gives the longest word at the beginning of a label: what kind it tells and how long it is.
func (r roots) next(label string) (kind string, size int) {
	end := 0
	for range longestRoot {
		_, width := utf8.DecodeRuneInString(label[end:])
		end += width
		if found, ok := r.kind[label[:end]]; ok {
			kind, size = found, end
		} else if slices.Contains(r.fill, label[:end]) {
			kind, size = "", end
		}
		if end == len(label) {
			break
		}
	}
	return kind, size
}

// rootKind names the kind that the words of a part's label tell.
func (n *narrator) rootKind(f *frame, label string) string {
	if !f.inParts() && !strings.HasSuffix(label, "类") {
		return ""
	}
	return n.g.roots.kindOf(label)
}
