package extract

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed synonyms.yaml
var synonymsYAML []byte

// synonyms are the words of synonyms.yaml: what stands in a text, and the common word by which rules know it.
type synonyms struct {
	Words   map[string][]string `yaml:"words"`
	Units   map[string][]string `yaml:"units"`
	Keep    []string            `yaml:"keep"`
	Verbs   []string            `yaml:"verbs"`
	Adverbs []string            `yaml:"adverbs"`

	words, verbs, adverbs *lexicon
	read                  [][]rune // by word, nil for those of Keep
	units                 map[rune]rune
}

// loadSynonyms decodes synonyms.yaml once. A mistake in it is found by the tests.
var loadSynonyms = sync.OnceValue(func() *synonyms {
	s := &synonyms{units: map[rune]rune{}}
	if err := yaml.NewDecoder(bytes.NewReader(synonymsYAML), yaml.Strict()).Decode(s); err != nil {
		panic(fmt.Errorf("synonyms.yaml: %w", err))
	}
	s.heldVerbs()
	var words []string
	for common, list := range s.Words {
		for _, word := range list {
			words, s.read = append(words, word), append(s.read, []rune(common))
		}
	}
	words, s.read = append(words, s.Keep...), append(s.read, make([][]rune, len(s.Keep))...)
	s.words, s.verbs, s.adverbs = newLexicon(words), newLexicon(s.Verbs), newLexicon(s.Adverbs)
	for common, list := range s.Units {
		for _, unit := range list {
			s.units[[]rune(unit)[0]] = []rune(common)[0]
		}
	}
	return s
})

// heldVerbs adds to the words every verb with 了 or 过 behind it, whose common word is that of the bare verb: 收到过申请, but not 办理过程.
func (s *synonyms) heldVerbs() {
	for _, verb := range s.Verbs {
		common := verb
		for c, list := range s.Words {
			if slices.Contains(list, verb) {
				common = c
			}
		}
		s.Words[common] = append(s.Words[common], verb+"了", verb+"过")
		s.Keep = append(s.Keep, verb+"过程")
	}
}

// at gives the common word for the longest word that a text begins with, and how many runes that word has; 0 when there is none. A word that
// is to be kept is its own common word, an adverb in front of a verb has none.
func (s *synonyms) at(text []rune) (common []rune, length int) {
	w := s.words.wordAt(text)
	if w < 0 {
		if a := s.adverbs.wordAt(text); a >= 0 {
			if length = len(s.adverbs.runes[a]); s.verbs.wordAt(text[length:]) >= 0 {
				return nil, length
			}
		}
		return nil, 0
	}
	if s.read[w] == nil {
		return s.words.runes[w], len(s.words.runes[w])
	}
	return s.read[w], len(s.words.runes[w])
}
