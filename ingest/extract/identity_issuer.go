package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/gazetteer"
)

var (
	// relativeName is a name that only says the class of its place.
	relativeName = mustPattern(`^[省市县区州旗](?:\p{Han}{1,14})?(?:局|委|委员会|办|办公室|厅|院|中心|队|站|所|处)$`)
	// governmentName ends the full name of a government.
	governmentName = mustPattern(`(?:政府|办事处|行政公署|行署)$`)
	// masks are what stands for a name that was taken out.
	masks = mustPattern(`\*{1,}|__|[xX×]{2,}|某|[□?]|\.{2,}|…|○{2,}|[A-Z][省市县区镇乡局]`)
	// selfWords are how a department speaks of itself.
	selfWords = mustPattern(`我(?:局|办|委|厅|中心|院|处|站|队|所|部|司|会)|本(?:局|办|委|厅|部门|中心)`)
	areaWords = mustPattern(`全(?:市|县|区|省|州|旗)|我(?:市|县|区|省|州|旗)`)
	// bare are titles without a name: the words of level that stand for the place.
	bareLevels = []struct {
		word  string
		level disclosure.Level
	}{
		{"县", disclosure.LevelCounty},
		{"区", disclosure.LevelCounty},
		{"旗", disclosure.LevelCounty},
		{"乡", disclosure.LevelTownship},
		{"镇", disclosure.LevelTownship},
		{"街道", disclosure.LevelTownship},
		{"省", disclosure.LevelProvince},
	}
	// ourselves are the pronouns that tell the level of an unnamed issuer.
	ourselves = newLexicon([]string{"我局", "我办", "我委", "我厅", "我镇", "我乡", "我街", "本街", "全街", "我县", "我区", "我省"})
	ourLevels = []disclosure.Level{
		disclosure.LevelDepartment, disclosure.LevelDepartment, disclosure.LevelDepartment, disclosure.LevelDepartment,
		disclosure.LevelTownship, disclosure.LevelTownship, disclosure.LevelTownship, disclosure.LevelTownship, disclosure.LevelTownship,
		disclosure.LevelCounty, disclosure.LevelCounty, disclosure.LevelProvince,
	}
	// heads are who leads an issuer that does not speak of itself.
	heads      = newLexicon([]string{"局党组", "局党委", "局长", "局机关", "局办公室", "委党组", "镇党委", "镇长", "乡党委", "乡长", "街道党工委"})
	headLevels = []disclosure.Level{
		disclosure.LevelDepartment, disclosure.LevelDepartment, disclosure.LevelDepartment, disclosure.LevelDepartment, disclosure.LevelDepartment,
		disclosure.LevelDepartment, disclosure.LevelTownship, disclosure.LevelTownship, disclosure.LevelTownship, disclosure.LevelTownship,
		disclosure.LevelTownship,
	}
)

// readIssuer finds who reports. The title counts most, then a name beside it, the signature and the publisher; a department
// named there is believed against a title that names only its place when the body speaks as a department.
func (h *herald) readIssuer() {
	names := h.names()
	voice := h.bareLevel()
	best := disclosure.Issuer{}
	for _, n := range names {
		i, ok := h.resolve(n.name)
		switch {
		case !ok || n.publisher && voice != "" && i.Level != voice: // the site of the county above a town
		case best.Level == "", h.better(i, best):
			best = i
		}
	}
	if best.Level != "" && best.Province == "" && best.Level != disclosure.LevelNation {
		best = h.amongNamesakes(best)
	}
	if best.Level != "" && best.Region == "" {
		best = h.placed(best)
	}
	if best.Level == "" {
		best.Level = voice
		best = h.regionOnly(best)
	}
	if best.Region == "" && relativeName.MatchString(best.Name) && best.Name != h.nameInTitle(h.id.title) {
		best.Name = "" // 县档案局 of a county that nothing names
	}
	if best.Province == "" && best.Level != disclosure.LevelNation && best.Region != gazetteer.Nation {
		best.Province = h.soleProvince()
	}
	h.id.issuer = best
	h.reportIssuer(names)
}

// resolve asks the gazetteer what a name names; a masked or corrupted name names nobody.
func (h *herald) resolve(name string) (disclosure.Issuer, bool) {
	if rest, cut := strings.CutPrefix(name, spamMark); cut { // only the place in front of a township, or of a county, was replaced
		i, ok := h.resolve(rest)
		return i, ok && (i.Level == disclosure.LevelTownship || i.Code != "")
	}
	if slices.Contains(ownEndings, name) || strings.Contains(name, "我") || masks.MatchString(name) || strings.Contains(name, spamMark) || h.pronoun(name) {
		return disclosure.Issuer{}, false
	}
	i, ok := h.named(name)
	if !ok {
		return disclosure.Issuer{}, false
	}
	return h.official(i), true
}

// answer is what the gazetteer knew of a name that it was asked about.
type answer struct {
	name   string
	year   int
	issuer disclosure.Issuer
	ok     bool
}

// named gives the issuer that the gazetteer knows by a name. Reports have few names, and each is asked about several times.
func (h *herald) named(name string) (disclosure.Issuer, bool) {
	for i := range h.asked {
		if a := &h.asked[i]; a.name == name && a.year == h.id.year {
			return a.issuer, a.ok
		}
	}
	i, ok := h.gaz.Issuer(name, h.id.year, gazetteer.Query{Year: h.id.year})
	h.asked = append(h.asked, answer{name, h.id.year, i, ok})
	return i, ok
}

// pronoun says whether a name begins with we or this; 本溪市 is a place.
func (h *herald) pronoun(name string) bool {
	if !strings.HasPrefix(name, "我") && !strings.HasPrefix(name, "本") {
		return false
	}
	places := h.gaz.Mentions([]rune(name))
	return len(places) == 0 || places[0].Start > 0
}

// better says whether a later name tells more about the issuer than the one chosen so far: the place that a bare name
// lacks, or the department behind a title that names its place.
func (h *herald) better(i, chosen disclosure.Issuer) bool {
	if chosen.Region == "" {
		return i.Region != "" && i.Level == chosen.Level && strings.HasSuffix(stem(i.Name), stem(chosen.Name))
	}
	if !chosen.IsGovernment() || i.Level != disclosure.LevelDepartment || i.Code == "" || i.Code != chosen.Code {
		return false
	}
	text := h.v.text()
	own, area := len(selfWords.FindAllStringIndex(text, -1)), len(areaWords.FindAllStringIndex(text, -1))
	return own > area
}

// stem is a name without the words that sources add or drop.
func stem(name string) string {
	return strings.Replace(strings.TrimSuffix(strings.TrimSuffix(name, "人民政府"), "办事处"), "人民政府", "政府", 1)
}

// bareLevel tells the level of an issuer without a name from its title (县…工作年报) or from how the body speaks of itself.
func (h *herald) bareLevel() disclosure.Level {
	name := ""
	if h.title.end > h.title.start {
		name = h.nameInTitle(h.v.String(h.title.start, h.title.end))
	}
	name = strings.ReplaceAll(masks.ReplaceAllString(name, ""), spamMark, "")
	if i, ok := h.gaz.Issuer(name, h.id.year, gazetteer.Query{}); ok && i.Level == disclosure.LevelDepartment {
		return i.Level
	}
	for _, b := range bareLevels {
		if strings.TrimSuffix(strings.TrimSuffix(name, "政府"), "人民") == b.word {
			return b.level
		}
	}
	level, _ := mostUsed(ourselves, ourLevels, h.v.Runes)
	if level == "" {
		level, _ = mostUsed(heads, headLevels, h.v.Runes)
	}
	return level
}

// mostUsed gives what the word means that a text uses most, and how often; "" and 0 when it uses none.
func mostUsed[T ~string](words *lexicon, meanings []T, text []rune) (best T, most int) {
	for i, n := range words.count(text) {
		if n > most {
			best, most = meanings[i], n
		}
	}
	return best, most
}

// reportIssuer writes down what could not be told, completes the printed name of a government, and empties the name of an
// issuer that could not be resolved.
func (h *herald) reportIssuer(names []claim) {
	i := &h.id.issuer
	for _, n := range names {
		if (n.at == h.title || i.Name == "") && (strings.Contains(n.name, spamMark) || masks.MatchString(n.name)) {
			h.find("ISSUER_NAME_CORRUPTED", disclosure.SeverityWarning, "机关名称被遮盖或被替换。", "The issuer's name is masked or replaced.", n.at)
			break
		}
	}
	if i.Name == "" {
		h.quarantine("ISSUER_UNRESOLVED", "发布机关无法确定：请在标题中写明机关全称。", "The issuer cannot be told; its full name belongs in the title.", h.title)
	}
	if i.Region == "" {
		h.quarantine("REGION_UNRESOLVED", "所属地区无法确定：请写明机关所在的省、市、县。", "The place cannot be told; name the issuer's province, city or county.", h.title)
	}
	if name, cut := strings.CutSuffix(i.Name, "人民政府机关"); cut { // the organs of a government are the government
		i.Name = name + "人民政府"
	}
	if name, cut := strings.CutSuffix(i.Name, "政府"); cut && i.IsGovernment() && !strings.HasSuffix(name, "人民") && strings.HasSuffix(name, i.Region) {
		i.Name = name + "人民政府"
	}
	if i.IsGovernment() && i.Level != disclosure.LevelNation && i.Name != "" && i.Region != "" && !governmentName.MatchString(i.Name) {
		switch {
		case strings.HasSuffix(i.Name, "街道"):
			i.Name += "办事处"
		case strings.HasSuffix(i.Name, "街"):
			i.Name += "道办事处"
		default:
			i.Name += "人民政府"
		}
	}
}
