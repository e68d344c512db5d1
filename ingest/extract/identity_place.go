package extract

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/gazetteer"
)

// official writes an issuer's own place in front of its name in full, so that 永嘉金溪镇 and 大理州财政局 are the same issuers as 永嘉县金溪镇 and
// 大理白族自治州财政局.
func (h *herald) official(i disclosure.Issuer) disclosure.Issuer {
	name := []rune(i.Name)
	if i.Region == "" && i.Level == disclosure.LevelTownship {
		if j, ok := h.shortCounty(name); ok {
			return j
		}
	}
	full := h.placeInFull(name, i)
	if place := []rune(i.Region); len(place) > 2 && i.IsGovernment() && i.Code != "" && !strings.Contains(full, i.Region) {
		head := strings.TrimSuffix(strings.TrimSuffix(full, "政府"), "人民")
		if wider, cut := strings.CutSuffix(head, string(place[:len(place)-1])); cut && wider != "" { // 滨州市邹平
			full = wider + i.Region + "人民政府"
		}
	}
	if full == i.Name {
		return i
	}
	if j, ok := h.named(full); ok && j.Level == i.Level && (i.Region == "" || i.Code == j.Code) {
		return j
	}
	return i
}

// placeInFull replaces the short name of the issuer's place at the beginning of its name: a county's, and one that says its class;
// wider places in front of it stay as printed. What a body is called by the stem of its province or city (海南海事局) is its name.
func (h *herald) placeInFull(name []rune, i disclosure.Issuer) string {
	government := i.IsGovernment() && i.Level != disclosure.LevelTownship
	at := 0
	for _, m := range h.gaz.Mentions(name) {
		place, sole := h.sole(m)
		if m.Start != at || !sole || m.End >= len(name)-1 && !government {
			break
		}
		first := at == 0
		at = m.End
		own := i.Code == "" || strconv.Itoa(int(place.Code)) == i.Code || place.Code == 0
		if i.Level == disclosure.LevelTownship && !m.Classed(name) && runeCount(stem(string(name[m.End:]))) < minTownship {
			break // 太平畈乡 is no 畈乡 in 太平区
		}
		short := government && m.Alias && strconv.Itoa(int(place.Code)) == i.Code // 辽宁2015年政府信息公开年报
		if own && (short || m.Classed(name) || place.Level == disclosure.LevelCounty && first && !government) {
			return string(name[:m.Start]) + place.Name + string(name[m.End:])
		}
	}
	return string(name)
}

// minTownship is the shortest name of a township with its class word: 金溪镇.
const minTownship = 3

// shortCounty reads a township name with the short name of its county in front: 永嘉金溪镇. A word that only begins like a county
// (友谊路街道) is none, nor is one of which the document says that it lies elsewhere.
func (h *herald) shortCounty(name []rune) (disclosure.Issuer, bool) {
	for cut := 2; cut <= 3 && cut+minTownship <= runeCount(stem(string(name))); cut++ {
		found := h.gaz.Find(string(name[:cut]), gazetteer.Query{Year: h.id.year, Level: disclosure.LevelCounty})
		if len(found) != 1 || runeCount(found[0].Name) != cut+1 || h.gaz.OtherWord(name[cut:]) || h.elsewhere(found[0]) {
			continue
		}
		j, ok := h.named(found[0].Name + string(name[cut:]))
		if ok && j.Level == disclosure.LevelTownship {
			return j, true
		}
	}
	return disclosure.Issuer{}, false
}

// elsewhere says whether the document names counties in full and a county is none of them.
func (h *herald) elsewhere(county gazetteer.Place) bool {
	other := false
	for _, m := range h.gaz.Mentions(h.v.Runes) {
		place, sole := h.sole(m)
		if m.Alias || !sole || place.Level != disclosure.LevelCounty {
			continue
		}
		if place.Code == county.Code {
			return false
		}
		other = true
	}
	return other
}

// amongNamesakes gives an issuer whose name begins with a place of several (鼓楼区) the one that the document names in full
// elsewhere (徐州市鼓楼区), when it names only one.
func (h *herald) amongNamesakes(i disclosure.Issuer) disclosure.Issuer {
	full := map[uint32]gazetteer.Place{}
	for _, m := range h.gaz.Mentions(h.v.Runes) {
		if place, sole := h.sole(m); !m.Alias && sole && strings.HasPrefix(i.Name, place.Name) {
			full[place.Code] = place
		}
	}
	if len(full) != 1 {
		return i
	}
	for _, p := range full {
		hint := gazetteer.Query{Year: h.id.year, Province: p.Province, Prefecture: p.Prefecture}
		if j, ok := h.gaz.Issuer(i.Name, h.id.year, hint); ok && j.Level == i.Level && j.Code != "" {
			return j
		}
	}
	return i
}

// placed gives the place of an issuer whose name does not say it, from what else the document names. A name that begins with the class
// of its place (县档案局) belongs to a place of that class. Where the title's name was masked or replaced the text must name both together.
func (h *herald) placed(i disclosure.Issuer) disclosure.Issuer {
	class, name := "", i.Name
	for _, c := range []string{"省", "市", "县", "区", "州", "旗"} {
		if rest, cut := strings.CutPrefix(i.Name, c); cut {
			class, name = c, rest
		}
	}
	if class == "" && strings.Contains(h.v.text(), "国家"+name) { // 卫生计生委 of the nation, whose address is in a district
		if j, ok := h.named("国家" + name); ok && j.Region == gazetteer.Nation {
			return j
		}
	}
	for _, place := range h.places(i.Level, class) {
		if !strings.HasSuffix(place, class) || h.corrupted() && !strings.Contains(h.v.text(), place+stem(name)) {
			continue
		}
		if j, ok := h.named(place + name); ok && j.Level == i.Level && j.Region != "" {
			if strings.HasPrefix(name, strings.TrimRight(place, "市县区旗")) { // 怀柔工商分局 of 怀柔区
				j.Name = i.Name
			}
			return j
		}
	}
	return i
}

// regionOnly gives an issuer without a name the place that the page's path, an organisation code or the address of the page
// names.
func (h *herald) regionOnly(i disclosure.Issuer) disclosure.Issuer {
	if i.Level != disclosure.LevelTownship && i.Level != disclosure.LevelDepartment || h.corrupted() {
		return i
	}
	names := h.pagePlaces(disclosure.LevelDepartment, "")
	if len(names) != 1 {
		return i
	}
	found := h.gaz.Find(names[0], gazetteer.Query{Year: h.id.year})
	if len(found) == 1 {
		i.Region, i.Province, i.Code = found[0].Name, found[0].Province, fmt.Sprintf("%06d", found[0].Code)
	}
	return i
}

// sole gives the place that a mention means in the report's year, when it can mean one only.
func (h *herald) sole(m gazetteer.Mention) (gazetteer.Place, bool) {
	places := m.Nearest(h.id.year)
	return places[0], len(places) == 1
}

// soleProvince gives the province when all the places that the text names with their class lie in one, "" otherwise: that of an
// issuer whose own place is not coded or not named (东林街道, 重庆市万盛经开区).
func (h *herald) soleProvince() string {
	sole := ""
	for _, m := range h.gaz.Mentions(h.v.Runes) {
		place, one := h.sole(m)
		if m.Alias || !one || place.Province == "" {
			continue
		}
		if sole != "" && sole != place.Province {
			return ""
		}
		sole = place.Province
	}
	return sole
}

// corrupted says whether the title's name was masked or replaced: then the page that shows it is a copy.
func (h *herald) corrupted() bool {
	title := h.v.String(h.title.start, h.title.end)
	return strings.Contains(title, spamMark) || masks.MatchString(title)
}

// places lists the places of a class ("" for any) that can hold an issuer of a level, the best supported first: named by the page,
// else in the body.
func (h *herald) places(level disclosure.Level, class string) []string {
	if out := h.pagePlaces(level, class); len(out) > 0 {
		return out
	}
	body := map[string]int{}
	for _, p := range h.lines {
		h.mentions(p, level, body)
	}
	return ranked(body, class)
}

// pagePlaces lists the places that the page names: in its path and head, by an organisation code, in its address.
func (h *herald) pagePlaces(level disclosure.Level, class string) []string {
	head := map[string]int{}
	for i, p := range h.lines {
		if p.start >= h.title.start && i >= 8 || p.end-p.start > 4*longestTitle {
			break
		}
		h.mentions(p, level, head)
	}
	if site := h.doc.Meta["sitename"]; site != "" {
		h.mentionsIn([]rune(foldString(site)), level, head)
	}
	if out := ranked(head, class); len(out) > 0 {
		return out
	}
	if place := h.codePlace(); place != "" {
		return []string{place}
	}
	if site := h.hostPlace(level); site != "" {
		return []string{site}
	}
	return nil
}

func (h *herald) mentions(p span, level disclosure.Level, into map[string]int) {
	h.mentionsIn(h.v.Runes[p.start:p.end], level, into)
}

func (h *herald) mentionsIn(text []rune, level disclosure.Level, into map[string]int) {
	for _, m := range h.gaz.Mentions(text) {
		p, sole := h.sole(m)
		if m.Alias || !sole {
			continue
		}
		if p.Level == disclosure.LevelCounty || level == disclosure.LevelDepartment && p.Level == disclosure.LevelPrefecture {
			into[p.Name]++
		}
	}
}

// ranked gives the name of a class ("" for any) that stands most often, when it stands oftener than the next.
func ranked(count map[string]int, class string) []string {
	names := make([]string, 0, len(count))
	for n := range count {
		if strings.HasSuffix(n, class) {
			names = append(names, n)
		}
	}
	sort.Slice(names, func(i, j int) bool {
		if count[names[i]] != count[names[j]] {
			return count[names[i]] > count[names[j]]
		}
		return names[i] < names[j]
	})
	if len(names) == 0 || len(names) > 1 && count[names[0]] == count[names[1]] {
		return nil
	}
	return names[:1]
}

// creditCode is the code of an organisation: 11 or 12 for a body of the state, the code of its place, then nine or ten more.
// Addresses and index numbers of government pages carry it.
var creditCode = mustPattern(`(?:^|[^0-9A-Za-z])1[12](\d{6})[0-9A-Z]{9,10}(?:[^0-9A-Za-z]|$)`)

// indexCode is an index number that begins with the code of its place: 330726JD040000/2018-03819.
var indexCode = mustPattern(`索\s*引\s*号\s*[:|\s]*(\d{6})[0-9A-Z]{2,}`)

// codePlace reads the place from such a code in the address or at the top of the page.
func (h *herald) codePlace() string {
	head := h.v.String(0, min(len(h.v.Runes), codeReach))
	for _, text := range []string{h.doc.URL, h.doc.Meta["siteidcode"], head} {
		m := creditCode.FindStringSubmatch(text)
		if m == nil {
			m = indexCode.FindStringSubmatch(text)
		}
		if m == nil {
			continue
		}
		code, err := strconv.ParseUint(m[1], 10, 32)
		if err != nil {
			continue
		}
		if p, ok := h.gaz.ByCode(uint32(code), h.id.year); ok && p.Level != disclosure.LevelProvince {
			return p.Name
		}
	}
	return ""
}

// codeReach is how far from the top an index number stands.
const codeReach = 800

var host = mustPattern(`([a-z]{5,})\.gov\.cn`)

// hostPlace reads the place from the name of a government's site: www.zoucheng.gov.cn. It is weak evidence and stands for the
// place alone.
func (h *herald) hostPlace(level disclosure.Level) string {
	m := host.FindStringSubmatch(strings.ToLower(h.doc.URL))
	if m == nil {
		return ""
	}
	for _, site := range []string{m[1], m[1][2:]} { // zoucheng, and gsliangzhou with the letters of its province
		if found := h.spelled(site, level); len(found) == 1 {
			return found[0]
		} else if len(found) > 1 {
			return ""
		}
	}
	return ""
}

// spelled lists the places whose name is spelled so in pinyin.
func (h *herald) spelled(pinyin string, level disclosure.Level) []string {
	var out []string
	for _, p := range h.gaz.Search(pinyin, 0) {
		right := p.Level == disclosure.LevelCounty || level == disclosure.LevelDepartment && p.Level == disclosure.LevelPrefecture
		end := strings.TrimPrefix(p.Pinyin, pinyin)
		if right && end != p.Pinyin && (end == "shi" || end == "xian" || end == "qu" || end == "qi") {
			out = append(out, p.Name)
		}
	}
	return out
}
