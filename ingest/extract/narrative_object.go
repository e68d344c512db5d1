package extract

import "strings"

// Objects (00_words.yaml) are the things that offices issue, decide, buy or charge. A clause often leaves its object out, because
// the clause before it named it: 行政规范性文件本年制发6件,废止3件,现行有效41件.

// objectOf names the object of a number: in its own words, right behind it, or last before it in the sentence.
func (n *narrator) objectOf(f *frame) string {
	if own := lastWord(n.g.objects, f.label); own != "" {
		return own
	}
	behind := strings.TrimPrefix(f.clause[strings.IndexByte(f.clause, markSelf)+1+len(f.unit):], "的")
	if own := firstWord(n.g.objects, behind); own != "" {
		return own
	}
	return lastWord(n.g.objects, f.m.text[:f.byteAt])
}

// lastWord gives what the word that ends last in a text stands for; of two that end at one place the longer counts.
func lastWord(words labelWords, text string) string {
	best := hit{word: -1}
	for _, h := range words.lexicon.find(text, nil) {
		if best.word < 0 || h.to > best.to || h.to == best.to && h.from < best.from {
			best = h
		}
	}
	if best.word < 0 {
		return ""
	}
	return words.is[best.word]
}

// nearWord is how many bytes may stand between a number's unit and the object behind it.
const nearWord = 12

// firstWord gives what the word stands for that begins first in a text, within its first few characters.
func firstWord(words labelWords, text string) string {
	best := hit{word: -1}
	for _, h := range words.lexicon.find(text, nil) {
		if h.from <= nearWord && (best.word < 0 || h.from < best.from || h.from == best.from && h.to > best.to) {
			best = h
		}
	}
	if best.word < 0 {
		return ""
	}
	return words.is[best.word]
}
