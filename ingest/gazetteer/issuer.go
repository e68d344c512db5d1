package gazetteer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

// Nation is the region of central bodies, which belong to no province.
const Nation = "全国"

// Issuer says what kind of body a name names and which place it belongs to: 岳阳县人民政府 is the county, 衡阳市电子政务管理办公室 a
// department of 衡阳市, 永嘉县桥下镇 a township whose code is its county's, 杭州市规划和自然资源局余杭分局 a department of 余杭区. The place is
// taken as it was coded in the year (0: today); the hint narrows namesakes and stands in for a place the name leaves out.
//
// It gives false when the name tells no level. Region and Code stay empty where namesakes cannot be told apart.
func (g *Gazetteer) Issuer(name string, year int, hint Query) (disclosure.Issuer, bool) {
	hint.Year = year
	is := disclosure.Issuer{Name: strings.TrimSpace(name)}
	text := cleanName(name)
	if text == "" {
		return is, false
	}
	if level, ok := g.central(text); ok {
		is.Level, is.Region = level, Nation
		if place, ok := g.servedByCentral(text, hint); ok {
			is.Region = ""
			g.settle(&is, place, "", hint)
		}
		return is, true
	}
	text = g.withoutDivision(text)
	found, rest := g.leadingPlaces(text, hint)
	if rest == text {
		found, rest = g.leadingPlaces(freeTrade.ReplaceAllString(text, "$1$2"), hint)
	}
	rest = g.shortCounty(&found, rest, hint)
	level, region, ok := g.body(rest, found)
	if !ok {
		return is, false
	}
	is.Level = level
	g.settle(&is, found, region, hint)
	return is, true
}

// shortCounty reads the stem of a county's name behind its city or province and nothing but its government's word behind it:
// 滨州市邹平, 山东省邹平政府. It gives what is left of the name.
func (g *Gazetteer) shortCounty(c *chain, rest string, hint Query) string {
	if !c.ok || c.inZone || c.ambiguous != "" || c.place.Level == disclosure.LevelCounty || rest == "公安" {
		return rest
	}
	stem, tail := rest, ""
	for _, w := range g.lists.Government {
		if head, cut := strings.CutSuffix(rest, w); cut {
			stem, tail = head, w
			break
		}
	}
	inside := insideAny(g.Find(stem, Query{Year: hint.Year, Level: disclosure.LevelCounty}), []Place{c.place})
	if len(inside) != 1 || g.stem(inside[0].Name) != stem {
		return rest
	}
	c.take(inside, inside[0].Name)
	return tail
}

// chain is what the beginning of a name says of its place.
type chain struct {
	place     Place // the narrowest place that is certain
	ok        bool
	ambiguous string // a name that several places share, or 某县
	masked    bool
	zone      Place
	inZone    bool
}

// blanksAndBrackets takes blanks out and gives brackets their half width.
var blanksAndBrackets = strings.NewReplacer("（", "(", "）", ")", "　", "", " ", "", "\u00a0", "", "\n", "", "\t", "")

// cleanName removes blanks and what stands in brackets, except brackets that belong to the name: 中国(福建)自由贸易试验区.
func cleanName(name string) string {
	name = blanksAndBrackets.Replace(name)
	var out strings.Builder
	depth := 0
	for i, r := range name {
		switch {
		case r == '(' && !strings.HasSuffix(name[:i], "中国"):
			depth++
		case r == ')' && depth > 0:
			depth--
		case depth == 0:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// central recognises bodies of the nation.
func (g *Gazetteer) central(text string) (disclosure.Level, bool) {
	if slices.Contains(g.lists.Nation, text) {
		return disclosure.LevelNation, true
	}
	if slices.Contains(g.lists.Central, text) {
		return disclosure.LevelDepartment, true
	}
	for _, prefixes := range [][]string{g.lists.CentralPrefixes, g.lists.Central} { // 审计署驻长沙特派员办事处
		for _, p := range prefixes {
			if strings.HasPrefix(text, p) && endsWith(text, g.lists.Organs) {
				return disclosure.LevelDepartment, true
			}
		}
	}
	return "", false
}

// freeTrade is the name of a free trade zone, which has its province in brackets: 中国(福建)自由贸易试验区. Zones
// that the table knows are found by their whole name before.
var freeTrade = regexp.MustCompile(`^中国\(([^()]+)\)(自由贸易试验区)`)

// division is a division of the Production and Construction Corps in front of the city it runs: 新疆生产建设兵团第八师石河子市.
var division = regexp.MustCompile(`^(?:新疆)?(?:生产建设)?(?:兵团)?第?[一二三四五六七八九十]{1,3}师(\p{Han}{2,4}?市)`)

// divisionCities is the prefix of the codes of the cities that the Corps' divisions run.
const divisionCities = 6590

// withoutDivision cuts such a division off: division and city are one body, and the city is the place.
func (g *Gazetteer) withoutDivision(text string) string {
	m := division.FindStringSubmatchIndex(text)
	if m == nil {
		return text
	}
	for _, i := range g.byName[text[m[2]:m[3]]] {
		if g.places[i].Code/100 == divisionCities {
			return text[m[2]:]
		}
	}
	return text
}

// servedByCentral gives the place that a local office of a central body is for: 国家税务总局泗洪县税务局.
func (g *Gazetteer) servedByCentral(text string, hint Query) (chain, bool) {
	var c chain
	runes := []rune(text)
	for _, m := range g.Mentions(runes) {
		name := string(runes[m.Start:m.End])
		candidates := g.Find(name, hint)
		if c.ok {
			candidates = insideAny(candidates, []Place{c.place})
		}
		if len(candidates) > 0 && candidates[0].Code != 0 {
			c.take(candidates, name)
		}
	}
	return c, c.ok || c.ambiguous != ""
}

// leadingPlaces reads the places at the beginning of a name, each inside the one before, and gives the rest.
func (g *Gazetteer) leadingPlaces(text string, hint Query) (chain, string) {
	var c chain
	runes := []rune(text)
	for !c.inZone && c.ambiguous == "" {
		n := g.nextPlace(&c, runes, hint)
		if n == 0 {
			break
		}
		runes = runes[n:]
	}
	rest := string(runes)
	for _, mask := range g.lists.Masks { // 怀化市某县: below the place named last, and nobody knows which
		if tail, ok := strings.CutPrefix(rest, mask); ok {
			c.ambiguous, c.masked = mask, true
			return c, tail
		}
	}
	return c, rest
}

// nextPlace reads one place at the beginning of the runes and gives its length; 0 when none stands there.
func (g *Gazetteer) nextPlace(c *chain, runes []rune, hint Query) int {
	if len(runes) < 2 || c.ok && c.place.Level == disclosure.LevelCounty && !g.zoneAhead(runes) {
		return 0
	}
	for _, p := range g.heads[[2]rune{runes[0], runes[1]}] {
		n := len(p.runes)
		if n > len(runes) || !slices.Equal(runes[:n], p.runes) || g.townOf(string(runes[n:])) {
			continue
		}
		candidates := g.choose(p.places, hint)
		if c.ok {
			if candidates = insideAny(g.choose(p.places, Query{Year: hint.Year}), []Place{c.place}); len(candidates) == 0 {
				continue
			}
		}
		if p.alias && !g.aliasStands(c, candidates, p, runes[n:]) || len(candidates) == 0 {
			continue
		}
		if !c.ok && g.lists.generic[string(p.runes)] && hint.Prefecture == "" && hint.Province == "" {
			continue
		}
		c.take(candidates, string(p.runes))
		return n
	}
	return 0
}

func (c *chain) take(candidates []Place, name string) {
	first := candidates[0]
	switch {
	case first.Code == 0:
		c.zone, c.inZone = first, true
	case len(candidates) > 1 && candidates[1].Code != 0 && candidates[1].Code != first.Code && candidates[1].Level == first.Level:
		c.ambiguous = name
	default:
		c.place, c.ok = first, true
	}
}

// zoneAhead says whether a zone's name stands at the beginning of the runes.
func (g *Gazetteer) zoneAhead(runes []rune) bool {
	for _, p := range g.heads[[2]rune{runes[0], runes[1]}] {
		if len(p.runes) <= len(runes) && slices.Equal(runes[:len(p.runes)], p.runes) && g.places[p.places[0]].Code == 0 {
			return true
		}
	}
	return false
}

// aliasStands says whether a short name may be read as a place: the first word of a name or, behind a wider place, one that
// says its class (大理州漾濞县), and what follows is no part of another word. 湖南镇 is no province.
func (g *Gazetteer) aliasStands(c *chain, candidates []Place, p pattern, after []rune) bool {
	if len(candidates) > 0 && candidates[0].Code == 0 {
		return true
	}
	return (!c.ok || classed(p.runes[len(p.runes)-1], candidates)) && !g.OtherWord(after)
}

// body classifies what follows the places: a government, a township, a zone or a department. The region is the zone's name or
// that of the place a branch serves, "" when it is the place read before.
func (g *Gazetteer) body(rest string, c chain) (disclosure.Level, string, bool) {
	known := c.ok || c.ambiguous != ""
	switch {
	case rest == "" || slices.Contains(g.lists.Government, rest):
		if c.inZone {
			return disclosure.LevelCounty, c.zone.Name, true
		}
		if c.ambiguous != "" {
			return disclosure.LevelCounty, "", true
		}
		return c.place.Level, "", known
	case c.inZone && endsWith(rest, g.lists.Committees):
		head, _ := cutAny(rest, g.lists.Committees)
		return disclosure.LevelDepartment, g.branch(head, c), true
	}
	if g.township(rest) {
		if c.inZone {
			return disclosure.LevelTownship, c.zone.Name, true
		}
		return disclosure.LevelTownship, "", true
	}
	if endsWith(rest, g.lists.Organs) {
		if c.inZone {
			return disclosure.LevelDepartment, c.zone.Name, true
		}
		head, _ := cutAny(rest, g.lists.Committees)
		return disclosure.LevelDepartment, g.branch(head, c), true
	}
	if endsWith(rest, g.lists.ZoneEndings) {
		return disclosure.LevelCounty, rest, true
	}
	return "", "", false
}

// townOf says whether what follows a place makes it the name of a township: 新县镇 is none of 新县.
func (g *Gazetteer) townOf(rest string) bool {
	for _, tail := range g.lists.TownshipTails {
		rest = strings.TrimSuffix(rest, tail)
	}
	return rest != "" && slices.Contains(g.lists.TownshipEndings, rest)
}

// township says whether a name ends as townships and their governments do: 桥下镇, 东华门街道办事处, 三间房地区办事处.
func (g *Gazetteer) township(rest string) bool {
	for _, tail := range g.lists.TownshipTails {
		stem, ok := strings.CutSuffix(rest, tail)
		if ok && stem != "" && (strings.HasPrefix(tail, "街道") || endsWith(stem, g.lists.TownshipEndings) || strings.HasSuffix(stem, "地区")) {
			return true
		}
	}
	return endsWith(rest, g.lists.TownshipEndings)
}

// branch gives the full name of the place that a branch office serves (…局余杭分局 → 余杭区), "" when the name tells none.
func (g *Gazetteer) branch(rest string, c chain) string {
	for _, b := range g.lists.Branches {
		head, ok := strings.CutSuffix(rest, b)
		if !ok || !c.ok && !c.inZone {
			continue
		}
		around := c.place
		if c.inZone {
			around, _ = g.ByCode(c.zone.Parent, 0)
		}
		runes := []rune(head)
		for n := min(8, len(runes)); n >= 2; n-- {
			name := string(runes[len(runes)-n:])
			if inside := insideAny(g.Find(name, Query{Province: around.Province}), []Place{around}); len(inside) > 0 {
				return inside[0].Name
			}
		}
	}
	return ""
}

// endsWith says whether a text ends with one of the endings; an ending of one character needs something before it.
func endsWith(s string, endings []string) bool {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(s, e); ok && (rest != "" || utf8.RuneCountInString(e) > 1) {
			return true
		}
	}
	return false
}

// settle writes province, region and code.
func (g *Gazetteer) settle(is *disclosure.Issuer, c chain, region string, hint Query) {
	place, ok := c.place, c.ok
	if c.inZone {
		place, ok = g.ByCode(c.zone.Parent, 0)
	}
	if c.masked {
		is.Province = place.Province
		return
	}
	if !ok && c.ambiguous == "" {
		place, ok = g.hinted(hint, is.Name)
	}
	is.Region = region
	if !ok {
		if c.ambiguous != "" && region == "" {
			is.Region = c.ambiguous
		}
		return
	}
	is.Province = place.Province
	if c.inZone && region == c.zone.Name {
		return // a zone has no code
	}
	if is.Level == disclosure.LevelCounty && region != "" { // a zone that the table does not know
		is.Region = place.Name + region
		return
	}
	place = g.inYear(place, hint.Year)
	is.Code = strconv.Itoa(int(place.Code))
	if region == "" {
		is.Region = place.Name
		return
	}
	for _, served := range insideAny(g.Find(region, hint), []Place{place}) {
		served = g.inYear(served, hint.Year)
		is.Region, is.Code = served.Name, strconv.Itoa(int(served.Code))
		return
	}
}

// hinted gives the place that a hint names for a body that names none: the prefecture (or county) of the hint; the province only
// for a provincial body (省财政厅), since any other might lie anywhere in it.
func (g *Gazetteer) hinted(hint Query, text string) (Place, bool) {
	name := hint.Prefecture
	if name == "" && (strings.HasPrefix(text, "省") || strings.HasPrefix(text, "自治区")) {
		name = hint.Province
	}
	if name == "" {
		return Place{}, false
	}
	if found := g.Find(name, Query{Year: hint.Year, Province: hint.Province}); len(found) > 0 {
		return found[0], true
	}
	return Place{}, false
}
