package reconcile

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"gongkai/ingest/disclosure"
)

//go:embed standing.yaml
var standingYAML []byte

// standingPieces are read once, by the character that they begin with; a mistake in the file is the programmer's.
var standingPieces = sync.OnceValue(func() map[string][]string {
	var file struct {
		Standing []string `yaml:"standing"`
	}
	if err := yaml.NewDecoder(bytes.NewReader(standingYAML), yaml.Strict()).Decode(&file); err != nil {
		panic("standing.yaml: " + err.Error())
	}
	pieces := map[string][]string{}
	for _, piece := range file.Standing {
		pieces[piece[:len("字")]] = append(pieces[piece[:len("字")]], piece)
	}
	return pieces
})

const (
	shingle     = 12  // characters; shorter ones repeat in any two reports of one form
	copiedShare = 0.8 // share of this year's running text that also stands in last year's
	minShingles = 200 // reports with less text of their own say nothing about copying
	sketchSize  = 128 // hashes kept of a text: the estimate's standard error is at most 0.045
	fewestWords = 8   // characters of a sentence worth comparing
	shownCopies = 3   // sentences given as evidence
)

// LongestText is how many characters of a text are compared; the rest of a longer one is attachments.
const LongestText = 60_000

// Copy is what two texts have in common.
type Copy struct {
	Share    float64 // of the later text's running text, how much stands in the earlier one too: 0 to 1
	Evidence []disclosure.Evidence
	Previous []disclosure.Evidence // the same sentences in the earlier text
}

// Copied says whether so much was taken over that it is a finding.
func (c Copy) Copied() bool { return c.Share >= copiedShare }

// Finding tells a reader what was taken over.
func (c Copy) Finding() disclosure.Finding {
	return disclosure.Finding{
		Code: "TEXT_COPIED", Rule: "copied_text", Severity: disclosure.SeverityInfo,
		MessageZH: fmt.Sprintf("正文约有 %.0f%% 与上年报告相同，数字可能沿用了上年。", c.Share*100),
		MessageEN: fmt.Sprintf("About %.0f%% of the text is last year's; figures may have been carried over.", c.Share*100),
		Evidence:  c.Evidence, Previous: c.Previous,
	}
}

// CompareTexts compares the running text of two stored texts by sequences of 12 Chinese characters. Tables, headings, digits
// and standing phrases do not count. The evidence is the longest sentences that both have. A text with less than 200 sequences says
// nothing: then the share is 0.
func CompareTexts(now, then string) Copy {
	ours, theirs := runningText(now), runningText(then)
	a, b := distinct(shingles(ours)), distinct(shingles(theirs))
	if len(a) < minShingles || len(b) < minShingles {
		return Copy{}
	}
	same := 0
	for h := range a {
		if b[h] {
			same++
		}
	}
	c := Copy{Share: float64(same) / float64(len(a))}
	if !c.Copied() {
		return c
	}
	earlier := make(map[string]sentence, len(theirs))
	for _, s := range theirs {
		earlier[s.words] = s
	}
	ours = slices.DeleteFunc(ours, func(s sentence) bool { _, both := earlier[s.words]; return !both })
	slices.SortStableFunc(ours, func(a, b sentence) int { return len(b.words) - len(a.words) })
	ours = ours[:min(len(ours), shownCopies)]
	slices.SortFunc(ours, func(a, b sentence) int { return a.start - b.start })
	for _, s := range ours {
		c.Evidence = append(c.Evidence, s.evidence())
		c.Previous = append(c.Previous, earlier[s.words].evidence())
	}
	return c
}

// Sketch stands for a text in comparisons: the smallest hashes of its sequences of characters, ascending, and how many different
// sequences there are. Equal texts have equal sketches in every version of the program that shares the table.
type Sketch struct {
	Shingles int
	Hashes   []uint32
}

// SketchOf makes the sketch of a stored text.
func SketchOf(text string) Sketch {
	all := shingles(runningText(text))
	slices.Sort(all)
	all = slices.Compact(all)
	s := Sketch{Shingles: len(all), Hashes: make([]uint32, 0, min(len(all), sketchSize))}
	for _, h := range all {
		if upper := uint32(h >> 32); len(s.Hashes) == 0 || upper != s.Hashes[len(s.Hashes)-1] {
			s.Hashes = append(s.Hashes, upper)
		}
		if len(s.Hashes) == sketchSize {
			break
		}
	}
	return s
}

// Share estimates CompareTexts' share from the sketches. ok is false when a text is too short to say.
func (s Sketch) Share(previous Sketch) (share float64, ok bool) {
	if s.Shingles < minShingles || previous.Shingles < minShingles || len(s.Hashes) == 0 || len(previous.Hashes) == 0 {
		return 0, false
	}
	// Above the smaller of the two greatest hashes one of the sketches knows nothing.
	top := min(s.Hashes[len(s.Hashes)-1], previous.Hashes[len(previous.Hashes)-1])
	known, same := 0, 0
	for _, h := range s.Hashes {
		if h > top {
			break
		}
		known++
		if _, found := slices.BinarySearch(previous.Hashes, h); found {
			same++
		}
	}
	return float64(same) / float64(max(known, 1)), known > 0
}

// sentence is a piece of running text: runes [start, end) of the stored text.
type sentence struct {
	start, end int
	text       string // as it stands
	words      string // its Chinese characters alone
}

func (s sentence) evidence() disclosure.Evidence {
	return disclosure.Evidence{Quote: s.text, Start: s.start, End: s.end, Rule: "copied_text"}
}

// runningText gives the sentences of a text: what ends in a full stop or semicolon, in lines that are no row of a table, and
// that not every report has. What lies beyond LongestText is left out, also within a line: a file may be one line of millions.
func runningText(text string) []sentence {
	var out []sentence
	at := 0 // runes before the line
	for line := range strings.Lines(firstRunes(text, LongestText)) {
		if stop(line) >= 0 && strings.Count(line, "|") < 3 && strings.Count(line, "\t") < 3 {
			out = sentences(out, line, at)
		}
		at += utf8.RuneCountInString(line)
	}
	return out
}

func firstRunes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

func sentences(out []sentence, line string, at int) []sentence {
	for line != "" {
		end := stop(line)
		if end < 0 {
			end = len(line)
		}
		piece := line[:end]
		line = line[end:]
		length := utf8.RuneCountInString(piece)
		words := chinese(piece)
		if len(words) >= fewestWords*len("。") && !standing(words) {
			out = append(out, sentence{start: at, end: at + length, text: piece, words: words})
		}
		at += length
	}
	return out
}

// stop is where the first sentence of a line ends, behind its full stop or semicolon; -1 without one.
func stop(line string) int {
	end := strings.Index(line, "。")
	if end >= 0 {
		line = line[:end]
	}
	if semicolon := strings.Index(line, "；"); semicolon >= 0 {
		end = semicolon
	}
	if end < 0 {
		return -1
	}
	return end + len("。") // which has as many bytes as the semicolon
}

// standing says whether one of the standing pieces stands in words, which are Chinese characters of three bytes each.
func standing(words string) bool {
	pieces := standingPieces()
	for at := 0; at+len("字") <= len(words); at += len("字") {
		for _, piece := range pieces[words[at:at+len("字")]] {
			if strings.HasPrefix(words[at:], piece) {
				return true
			}
		}
	}
	return false
}

// chinese leaves out all but Chinese characters: digits change from year to year, and spaces with the page.
func chinese(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x4E00 && r <= 0x9FFF {
			return r
		}
		return -1
	}, text)
}

// shingles gives the hashes of all sequences of characters of the running text, in its order.
func shingles(sentences []sentence) []uint64 {
	words := make([]byte, 0, 4096)
	for _, s := range sentences {
		words = append(words, s.words...)
	}
	const width = shingle * 3 // these characters have three bytes in UTF-8
	out := make([]uint64, 0, len(words)/3)
	for i := 0; i+width <= len(words); i += 3 {
		out = append(out, hash(words[i:i+width]))
	}
	return out
}

func distinct(hashes []uint64) map[uint64]bool {
	out := make(map[uint64]bool, len(hashes))
	for _, h := range hashes {
		out[h] = true
	}
	return out
}

// hash is FNV-1a over the bytes, mixed so that its upper half is as even as its lower one. It is written out because there are a
// thousand sequences in a report, and one of hash/fnv each cost as much as their hashes.
func hash(b []byte) uint64 {
	v := uint64(0xcbf29ce484222325)
	for _, c := range b {
		v = (v ^ uint64(c)) * 0x100000001b3
	}
	v ^= v >> 33
	v *= 0xff51afd7ed558ccd
	v ^= v >> 33
	return v
}
