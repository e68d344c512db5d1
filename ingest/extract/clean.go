package extract

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"gongkai/ingest/disclosure"
)

//go:embed clean.yaml
var cleanYAML []byte

// damage is the decoded clean.yaml.
type damage struct {
	Vocabulary  map[string]string `yaml:"vocabulary"`
	Substituted map[string]string `yaml:"substituted"`
	Spun        map[string]string `yaml:"spun"`
	Spam        []string          `yaml:"spam"`
	Ads         advertising       `yaml:"ads"`
	Inserts     []insert          `yaml:"inserts"`
	LostYear    map[string]string `yaml:"lost_year"`
	Mojibake    []string          `yaml:"mojibake"`

	vocabulary, substituted, spun, lostYear *replacing
	spam, inserts, mojibake                 *lexicon
	any                                     *lexicon // substituted, spun, spam, games and inserts: most texts hold none of them
}

// replacing is a list of words and what is read instead of them.
type replacing struct {
	words *lexicon
	read  []string // by word
}

func newReplacing(list map[string]string) *replacing {
	var words, read []string
	for word, by := range list {
		words, read = append(words, word), append(read, by)
	}
	return &replacing{newLexicon(words), read}
}

// insert is a sentence put into a text by a document library: it contains word and, in the same sentence, near.
type insert struct {
	Word string `yaml:"word"`
	Near string `yaml:"near"`
	Cut  bool   `yaml:"cut"`
}

// loadDamage decodes clean.yaml once. A mistake in it is found by the tests.
var loadDamage = sync.OnceValue(func() *damage {
	d := &damage{}
	if err := yaml.NewDecoder(bytes.NewReader(cleanYAML), yaml.Strict()).Decode(d); err != nil {
		panic(fmt.Errorf("clean.yaml: %w", err))
	}
	var inserts []string
	for _, in := range d.Inserts {
		inserts = append(inserts, in.Word)
	}
	d.spam, d.inserts, d.mojibake = newLexicon(d.Spam), newLexicon(inserts), newLexicon(d.Mojibake)
	d.vocabulary, d.substituted = newReplacing(d.Vocabulary), newReplacing(d.Substituted)
	d.spun, d.lostYear = newReplacing(d.Spun), newReplacing(d.LostYear)
	d.Ads.index()
	d.any = newLexicon(slices.Concat(d.substituted.words.words, d.spun.words.words, d.Spam, d.Ads.Games, inserts))
	return d
})

// replacements finds the words of a list in the view, the longest word first where two begin at one place.
func (v *View) replacements(list *replacing) []edit {
	var out []edit
	last := 0
	for _, h := range list.words.findRunes(v.Runes) {
		if h.from >= last {
			out = append(out, edit{h.from, h.to, list.read[h.word]})
			last = h.to
		}
	}
	return out
}

// readWords reads vocabulary that a conversion or a spinning program put in place of the official terms.
func (v *View) readWords() {
	d := loadDamage()
	if v.converted() {
		v.apply("TRADITIONAL_TEXT", v.replacements(d.vocabulary))
	}
	v.damaged = d.any.anyRunes(v.Runes)
	if !v.damaged {
		return
	}
	v.apply("SUBSTITUTED_WORD", v.replacements(d.substituted))
	spun := v.replacements(d.spun)
	kinds := map[string]bool{}
	var places []span
	for _, e := range spun {
		kinds[v.String(e.start, e.end)] = true
		places = append(places, span{e.start, e.end})
	}
	if len(kinds) < 2 {
		return
	}
	v.report("LOW_TRUST_TEXT", disclosure.SeverityWarning,
		"文本经过同义词替换（如“当局消息”），数字仅供参考。", "The text was rewritten word by word; its figures deserve little trust.", places...)
	v.apply("SPUN_WORD", spun)
}

// findMojibake reports text that was decoded with a wrong charset.
func (v *View) findMojibake() {
	var places []span
	for _, h := range loadDamage().mojibake.findRunes(v.Runes) {
		places = append(places, span{h.from, h.to})
	}
	places = append(places, v.kana()...)
	places = append(places, v.latin()...)
	asks := v.questionLines()
	if len(asks) >= minQuestionLines {
		places = append(places, asks...)
	}
	if len(places) == 0 {
		return
	}
	sort.Slice(places, func(i, j int) bool { return places[i].start < places[j].start })
	v.report("MOJIBAKE", disclosure.SeverityWarning, "文本中有乱码。", "Parts of the text were decoded with a wrong character set.", places...)
}

// kana finds letters of Japanese and of Zhuyin, which no report uses and a wrong charset makes of Chinese: 墓ぷ?. A の is a fashion.
func (v *View) kana() []span {
	var out []span
	for i, r := range v.Runes {
		if (r >= 'ぁ' && r <= 'ヺ' || r >= 'ㄅ' && r <= 'ㄩ') && r != 'の' {
			out = append(out, span{i, i + 1})
		}
	}
	return out
}

// minLatin is how many letters of Western Europe stand together only where bytes of Chinese were read as such letters.
const minLatin = 3

// latin finds Chinese that was read as letters of Western Europe: è¿è¡.
func (v *View) latin() []span {
	var out []span
	for i := 0; i < len(v.Runes); i++ {
		from, letters := i, 0
		for i < len(v.Runes) && v.Runes[i] > 0xA0 && v.Runes[i] <= 0xFF {
			if unicode.IsLetter(v.Runes[i]) { // × is none
				letters++
			}
			i++
		}
		if i-from >= minLatin && letters > 1 {
			out = append(out, span{from, i})
		}
	}
	return out
}

// dropAsks takes out the question marks that stand for blanks around figures that a wrong charset could not tell: 共?1340条?,. A mark in
// front of a figure asks nothing.
func (v *View) dropAsks() {
	var edits []edit
	for i := 1; i+1 < len(v.Runes); i++ {
		if v.Runes[i] != '?' || !cjk(v.Runes[i-1]) {
			continue
		}
		if next := v.Runes[i+1]; next >= '0' && next <= '9' || strings.ContainsRune(",。;、", next) {
			edits = append(edits, edit{i, i + 1, ""})
		}
	}
	v.apply("LOST_BLANK", edits)
}

// minQuestionLines is how many lines must end in a question mark before the marks are taken for damage.
const minQuestionLines = 3

// questionLines finds the question marks that end lines which are no questions.
func (v *View) questionLines() []span {
	var out []span
	for i, r := range v.Runes {
		if r != '?' || i+1 < len(v.Runes) && v.Runes[i+1] != '\n' || i == 0 {
			continue
		}
		switch v.Runes[i-1] {
		case '吗', '呢', '么', '谁':
		default:
			out = append(out, span{i, i + 1})
		}
	}
	return out
}

func runeCount(s string) int { return utf8.RuneCountInString(s) }

// cjk says whether a rune is a Chinese character.
func cjk(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r == '〇' }
