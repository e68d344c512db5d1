package extract

import "sort"

// labelWords are the words of a table of narrative.yaml and what each stands for, the longest words first.
type labelWords struct {
	lexicon *lexicon
	is      []string // is[i]: what word i of the lexicon stands for
}

// newLabelWords turns a table of word lists into one list.
func newLabelWords(table map[string][]string) labelWords {
	type entry struct{ word, is string }
	var list []entry
	for is, words := range table {
		for _, w := range words {
			list = append(list, entry{w, is})
		}
	}
	sort.Slice(list, func(i, j int) bool {
		if len(list[i].word) != len(list[j].word) {
			return len(list[i].word) > len(list[j].word)
		}
		return list[i].word < list[j].word
	})
	var words, is []string
	for _, e := range list {
		words, is = append(words, e.word), append(is, e.is)
	}
	return labelWords{newLexicon(words), is}
}
