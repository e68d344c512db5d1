package dashboard

import (
	"sort"
	"strings"
)

// nearest gives up to n of the words that look most like the given one, best first: by the share of letter pairs they have in
// common (Dice's coefficient), so that a missing or swapped letter costs little. Nothing is suggested that shares less than
// a third.
func nearest(given string, words []string, n int) []string {
	type scored struct {
		word  string
		score float64
	}
	var found []scored
	have := pairs(given)
	for _, w := range words {
		if s := dice(have, pairs(w)); s >= 1.0/3 {
			found = append(found, scored{w, s})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].score > found[j].score })
	var out []string
	for _, f := range found[:min(n, len(found))] {
		out = append(out, f.word)
	}
	return out
}

// pairs counts the neighbouring letters of a word; a word of one letter is its own pair.
func pairs(word string) map[string]int {
	letters := []rune(strings.ToLower(word))
	out := map[string]int{}
	if len(letters) == 1 {
		out[string(letters)]++
	}
	for i := 1; i < len(letters); i++ {
		out[string(letters[i-1:i+1])]++
	}
	return out
}

func dice(a, b map[string]int) float64 {
	common, total := 0, 0
	for pair, n := range a {
		common += min(n, b[pair])
		total += n
	}
	for _, n := range b {
		total += n
	}
	if total == 0 {
		return 0
	}
	return 2 * float64(common) / float64(total)
}
