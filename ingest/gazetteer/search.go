package gazetteer

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Search gives the places that fit what a reader typed, the best first: a name, a short or former name, pinyin with or
// without blanks, initials, a code, or the beginning of one of these. Limit 0 means 20.
func (g *Gazetteer) Search(text string, limit int) []Place {
	text = strings.ToLower(strings.Join(strings.Fields(text), ""))
	if text == "" {
		return nil
	}
	if limit <= 0 {
		limit = 20
	}
	type hit struct {
		place Place
		score int
	}
	var hits []hit
	for _, p := range g.places {
		if s, ok := score(p, text); ok {
			hits = append(hits, hit{p, s*10 + rank(p)})
		}
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].score < hits[j].score })
	out := make([]Place, 0, min(limit, len(hits)))
	for _, h := range hits[:min(limit, len(hits))] {
		out = append(out, h.place)
	}
	return out
}

// score says how well a place fits, 0 best.
func score(p Place, text string) (int, bool) {
	switch {
	case p.Name == text:
		return 0, true
	case slices.Contains(p.Aliases, text):
		return 1, true
	case slices.Contains(p.Former, text) || hasPrefix(p.Former, text):
		return 2, true
	case strings.HasPrefix(p.Name, text):
		return 3, true
	case hasPrefix(p.Aliases, text):
		return 4, true
	case p.Pinyin != "" && strings.HasPrefix(p.Pinyin, text):
		return 5, true
	case p.Initials != "" && len(text) > 1 && strings.HasPrefix(p.Initials, text):
		return 6, true
	case p.Code != 0 && strings.HasPrefix(strconv.Itoa(int(p.Code)), text):
		return 0, true
	case strings.Contains(p.Name, text):
		return 7, true
	}
	return 0, false
}

func hasPrefix(list []string, s string) bool {
	for _, x := range list {
		if strings.HasPrefix(x, s) {
			return true
		}
	}
	return false
}
