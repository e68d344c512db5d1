package gazetteer

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"gongkai/ingest/disclosure"
)

// Mention is a place named in a text: the runes [Start, End). Places holds the namesakes that the words before it leave.
// An alias (湖南, 岳阳) is weaker evidence than a full name.
type Mention struct {
	Start, End int
	Places     []Place
	Alias      bool
}

type pattern struct {
	runes  []rune
	places []int
	alias  bool
}

// classWords end the short names that say what class of place they name: 大理州, 漾濞县, 莫旗, 锡盟.
const classWords = "州县旗盟"

// classed says whether a short name that ends in a character ends in the class of a place: 大理州 does, and 广州 of a city does not.
func classed(end rune, places []Place) bool {
	return strings.ContainsRune(classWords, end) && slices.ContainsFunc(places, func(p Place) bool { return strings.HasSuffix(p.Name, string(end)) })
}

// Nearest gives the namesakes that were in force at the end of a year (0: today), or nearest in time: one place that was coded anew
// has two entries.
func (m Mention) Nearest(year int) []Place {
	best := -1
	var out []Place
	for _, p := range m.Places {
		switch d := p.distance(year); {
		case best < 0 || d < best:
			best, out = d, append(out[:0], p)
		case d == best:
			out = append(out, p)
		}
	}
	return out
}

// Classed says whether the text names a place by a short name that ends in its class: 大理州 and not 大理.
func (m Mention) Classed(text []rune) bool { return m.Alias && classed(text[m.End-1], m.Places) }

// indexText fills heads. Short names of counties are left out: many are plain words (公安, 平安, 建设).
func (g *Gazetteer) indexText() {
	for name, places := range g.byName {
		g.addPattern(name, places, false)
	}
	for name, places := range g.byAlias {
		if _, full := g.byName[name]; full {
			continue
		}
		var keep []int
		for _, i := range places {
			p := g.places[i]
			if p.Code == 0 || p.Level != disclosure.LevelCounty || name != g.stem(p.Name) {
				keep = append(keep, i)
			}
		}
		if len(keep) > 0 {
			g.addPattern(name, keep, true)
		}
	}
	for _, list := range g.heads {
		sort.Slice(list, func(i, j int) bool { return len(list[i].runes) > len(list[j].runes) })
	}
}

func (g *Gazetteer) addPattern(name string, places []int, alias bool) {
	runes := []rune(name)
	if len(runes) < 2 {
		return
	}
	head := [2]rune{runes[0], runes[1]}
	g.heads[head] = append(g.heads[head], pattern{runes, places, alias})
}

// Mentions gives the places named in a text, the leftmost and longest name first taken, in one pass over the runes. A place
// directly behind a wider one is looked for inside it (北京市朝阳区); a generic name counts only there.
func (g *Gazetteer) Mentions(text []rune) []Mention {
	var out []Mention
	for i := 0; i+1 < len(text); {
		m, ok := g.mentionAt(text, i, out)
		if !ok {
			i++
			continue
		}
		out = append(out, m)
		i = m.End
	}
	return out
}

func (g *Gazetteer) mentionAt(text []rune, at int, before []Mention) (Mention, bool) {
	for _, p := range g.heads[[2]rune{text[at], text[at+1]}] {
		end := at + len(p.runes)
		if end > len(text) || !slices.Equal(text[at:end], p.runes) {
			continue
		}
		if p.alias && g.OtherWord(text[end:]) || !p.alias && len(p.runes) == 2 && townBehind(text[end:]) {
			continue
		}
		places := g.pick(p.places)
		inside := false
		if n := len(before); n > 0 && before[n-1].End == at {
			if narrowed := insideAny(places, before[n-1].Places); len(narrowed) > 0 {
				places, inside = narrowed, true
			}
		}
		if g.lists.generic[string(p.runes)] && !inside || len(p.runes) == 2 && !p.alias && !inside && wordBefore(text[:at]) {
			continue
		}
		return Mention{at, end, places, p.alias}, true
	}
	return Mention{}, false
}

// townBehind says whether a county's name of two characters is that of a town: 新县镇. 沛县镇村两级 are those of a county.
func townBehind(after []rune) bool {
	return len(after) > 1 && after[0] == '镇' && !strings.ContainsRune("村乡街级区域直", after[1])
}

// leads are the characters that stand in front of a place and make no word with it.
const leads = "由在与和及将向对把为是据从到原经赴驻于按给请被让关了"

// wordBefore says whether a name of two characters goes on a word: 乡镇和县直单位, 形成县乡两级, 信息公开县 name no place.
func wordBefore(before []rune) bool {
	if len(before) == 0 {
		return false
	}
	r := before[len(before)-1]
	return unicode.Is(unicode.Han, r) && !strings.ContainsRune(leads, r)
}

func (g *Gazetteer) pick(indexes []int) []Place {
	out := make([]Place, len(indexes))
	for k, i := range indexes {
		out[k] = g.places[i]
	}
	return out
}

// OtherWord says whether an alias in front of these runes is the beginning of another name: 湖南镇, 上海路.
func (g *Gazetteer) OtherWord(after []rune) bool {
	for _, w := range g.lists.NotAfterAlias {
		r := []rune(w)
		if len(after) >= len(r) && slices.Equal(after[:len(r)], r) {
			return true
		}
	}
	return false
}

// insideAny keeps the places that lie in one of the wider ones.
func insideAny(places, wider []Place) []Place {
	var out []Place
	for _, p := range places {
		for _, w := range wider {
			if w.Code != 0 && p.Code != w.Code && (within(p.Code, w.Code) || p.Parent != 0 && within(p.Parent, w.Code) || underIli(p, w)) {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

// underIli says whether a place lies in 塔城地区 or 阿勒泰地区, which 伊犁哈萨克自治州 governs although their codes stand beside its own.
func underIli(p, wider Place) bool {
	const ili, tacheng, altay = 654000, 654200, 654300
	return wider.Code == ili && (within(p.Code, tacheng) || within(p.Code, altay))
}
