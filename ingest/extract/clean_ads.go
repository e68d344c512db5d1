package extract

import "strings"

// advertising is how clean.yaml describes the names by which gambling sites advertise.
type advertising struct {
	Brands   []string `yaml:"brands"`   // an ad only in front of a tail
	Doubtful []string `yaml:"doubtful"` // places and plain words too: an ad only in front of two
	Latin    []string `yaml:"latin"`    // brands in Latin letters or figures, in lower case
	NoBrand  []string `yaml:"nobrand"`  // letters with figures that are no brand
	Tails    []string `yaml:"tails"`    // what makes a brand, or letters with figures, an ad
	More     []string `yaml:"more"`     // what makes a Chinese brand one, and goes on behind others
	Adorn    []string `yaml:"adorn"`    // what stands between a brand and its tail
	Games    []string `yaml:"games"`    // words for gambling, which reports use too
	Kinds    []string `yaml:"kinds"`    // what makes one word with such a word in a report
	Before   []string `yaml:"before"`   // what stands in front of it in its clause there
	After    []string `yaml:"after"`    // what stands directly behind it there
	Crimes   []string `yaml:"crimes"`   // what stands further behind, in its clause

	brands, doubtful, latin, noBrand map[string]bool
	tails                            *lexicon // the tails, then more of them
	games, adorn                     *lexicon
}

func (a *advertising) index() {
	a.brands, a.doubtful, a.latin, a.noBrand = wordSet(a.Brands), wordSet(a.Doubtful), wordSet(a.Latin), wordSet(a.NoBrand)
	a.tails = newLexicon(append(a.Tails[:len(a.Tails):len(a.Tails)], a.More...))
	a.games, a.adorn = newLexicon(a.Games), newLexicon(a.Adorn)
}

func wordSet(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

const (
	// longestBrand is the longest Chinese brand, longestLatin the longest in Latin letters.
	longestBrand = 5
	longestLatin = 12
	// longestGlue is how many letters and marks join two parts of an ad.
	longestGlue = 24
	// gameReach is how far from a word for gambling the words stand that tell a report's use of it.
	gameReach = 10
)

// adWords finds the ads of a text: phrases that are nothing else, brands in front of a tail (bob最新官网), and words for gambling
// where a report has no business with them.
func (v *View) adWords() []span {
	d := loadDamage()
	var out []span
	for _, h := range d.Ads.tails.findRunes(v.Runes) {
		if from := v.brandBefore(h, h.word < len(d.Ads.Tails)); from < h.from {
			out = append(out, span{from, h.to})
		}
	}
	if !v.damaged {
		return out
	}
	for _, h := range d.spam.findRunes(v.Runes) {
		out = append(out, span{h.from, h.to})
	}
	for _, h := range d.Ads.games.findRunes(v.Runes) {
		if !v.gameOfReport(h.from, h.to) {
			out = append(out, span{h.from, h.to})
		}
	}
	return out
}

// brandBefore gives where the brand begins that ends in front of a tail; where the tail begins when there is none. Letters with
// figures are a brand in front of the surest tails alone.
func (v *View) brandBefore(tail hit, sure bool) int {
	ads := &loadDamage().Ads
	i, end := tail.from, v.adorned(tail.from)
	for n := min(longestBrand, end); n >= 2; n-- {
		name := v.String(end-n, end)
		if ads.brands[name] || ads.doubtful[name] && v.adEnd(tail.to) > tail.to {
			for n < end && latinOrFigure(v.Runes[end-n-1]) { // k8凯发
				n++
			}
			return end - n
		}
	}
	from := end
	for from > 0 && end-from <= longestLatin && latinOrFigure(v.Runes[from-1]) {
		from--
	}
	if from == end || end-from > longestLatin || from > 0 && strings.ContainsRune("@/.", v.Runes[from-1]) {
		return i
	}
	name := strings.ToLower(v.String(from, end))
	mixed := strings.ContainsAny(name, "0123456789") && strings.Trim(name, "0123456789") != "" && !ads.noBrand[name]
	if sure && (ads.latin[name] || mixed) {
		return from
	}
	return i
}

// adorned gives where the words begin that stand between a brand and its tail at i: bob(中国)最新官网.
func (v *View) adorned(i int) int {
	for {
		from := i
		for from > 0 && strings.ContainsRune("()·-_ ", v.Runes[from-1]) {
			from--
		}
		for _, w := range loadDamage().Ads.adorn.runes {
			if start := from - len(w); start >= 0 && string(v.Runes[start:from]) == string(w) {
				from = start
				break
			}
		}
		if from == i || i-from == 1 && v.Runes[from] == ' ' {
			return from
		}
		i = from
	}
}

// adEnd gives where an ad ends that goes on at i with more tails, joined by letters, marks and the words between them.
func (v *View) adEnd(i int) int {
	ads := &loadDamage().Ads
	for {
		at := i
		for at < len(v.Runes) && at-i < longestGlue {
			if w := ads.adorn.lengthAt(v.Runes[at:]); w > 0 {
				at += w
			} else if latinOrFigure(v.Runes[at]) || strings.ContainsRune("()·-_|", v.Runes[at]) {
				at++
			} else {
				break
			}
		}
		n := 0
		if at < len(v.Runes) {
			n = ads.tails.lengthAt(v.Runes[at:])
		}
		switch {
		case n > 0:
			i = at + n
		case at > i && v.Runes[at-1] == ')': // (中国)
			return at
		default:
			return i
		}
	}
}

// gameOfReport says whether the word [from, to) for gambling is one of a report's business: 彩票公益金, 打击六合彩, 棋牌室.
func (v *View) gameOfReport(from, to int) bool {
	ads := &loadDamage().Ads
	if v.adEnd(to) > to || to < len(v.Runes) && v.Runes[to] == '_' { // 彩票_澳客彩票网-游戏平台
		return false
	}
	before := v.String(max(0, from-gameReach), from)
	for _, w := range ads.Kinds {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	if i := strings.LastIndexAny(before, "。;\n"); i >= 0 {
		before = before[i:]
	}
	if holdsAny(before, ads.Before) {
		return true
	}
	after := v.String(to, min(len(v.Runes), to+gameReach))
	if i := strings.IndexAny(after, "。;\n"); i >= 0 {
		after = after[:i]
	}
	if holdsAny(after, ads.Crimes) {
		return true
	}
	for _, w := range ads.After {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

func latinOrFigure(r rune) bool {
	return asciiLetter(r) || r >= '0' && r <= '9'
}
