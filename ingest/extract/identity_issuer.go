package extract

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/gazetteer"
)

var (
	// bodyName is a line that can be the name of a body.
	bodyName = regexp.MustCompile(`^(?:〓|[\p{Han}*xX]){2,28}(?:人民政府|政府|办公室|办公厅|局|委员会|委|厅|办事处|管委会|管理委员会|镇|乡|街道|中心|院|处|队|公司|支队|站|办|所|社|署|部)$`)
	// publisher are the fields of a page that name who published it.
	publisher = regexp.MustCompile(`(?:发布机构|发布单位|发文机关|发布机关|公开主体|公开单位|责任部门|信息来源|稿件来源|来源|编制单位|填报单位|发文单位|制作单位|主办单位|供稿|作者)\s*(?:\(盖章\))?\s*[:\s]?\s*((?:〓|\p{Han}){2,26})`)
	// masks are what stands for a name that was taken out.
	masks = regexp.MustCompile(`\*{1,}|__|[xX×]{2,}|某`)
	// selfWords are how a department speaks of itself.
	selfWords = regexp.MustCompile(`我(?:局|办|委|厅|中心|院|处|站|队|所|部|司|会)|本(?:局|办|委|厅|部门|中心)`)
	areaWords = regexp.MustCompile(`全(?:市|县|区|省|州|旗)|我(?:市|县|区|省|州|旗)`)
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
	ourselves = map[string]disclosure.Level{
		"我局": disclosure.LevelDepartment, "我办": disclosure.LevelDepartment, "我委": disclosure.LevelDepartment, "我厅": disclosure.LevelDepartment,
		"我镇": disclosure.LevelTownship, "我乡": disclosure.LevelTownship, "我街道": disclosure.LevelTownship, "我县": disclosure.LevelCounty,
		"我区": disclosure.LevelCounty, "我省": disclosure.LevelProvince,
	}
)

// readIssuer finds who reports. The title counts most, then a name beside it, the signature and the publisher; a department
// named there is believed against a title that names only its place when the body speaks as a department.
func (h *herald) readIssuer() {
	names := h.names()
	best := disclosure.Issuer{}
	for _, n := range names {
		i, ok := h.resolve(n.name)
		if !ok {
			continue
		}
		if best.Level == "" {
			best = i
			continue
		}
		if h.better(i, best) {
			best = i
		}
	}
	if best.Level != "" && best.Region == "" {
		best = h.placed(best)
	}
	if best.Level == "" {
		best.Level = h.bareLevel()
	}
	h.id.issuer = best
	h.reportIssuer(names)
}

// longestField is the longest line of fields in the head of a page.
const longestField = 200

// claim is a name that a place of the document gives for the issuer.
type claim struct {
	name string
	at   span
}

// names collects the names that the document gives for its issuer, the most trusted first.
func (h *herald) names() []claim {
	var out []claim
	add := func(name string, at span) {
		if name = cleanName(name); runeCount(name) >= 2 {
			out = append(out, claim{name, at})
		}
	}
	if h.id.title != "" {
		title := h.id.title
		if h.title.end > h.title.start {
			title = h.v.String(h.title.start, h.title.end)
		}
		add(h.nameInTitle(title), h.title)
		if i := strings.IndexByte(title, '('); i > 0 {
			add(strings.TrimRight(title[i+1:], ") "), h.title)
		}
	}
	for i, p := range h.lines {
		if h.title.end > 0 && (p.start >= h.title.end && p.start < h.title.end+60 || p.end <= h.title.start && p.end > h.title.start-30) &&
			p.end-p.start <= longestTitle && bodyName.MatchString(strings.ReplaceAll(h.line(i), " ", "")) {
			add(strings.ReplaceAll(h.line(i), " ", ""), p)
		}
	}
	for i := len(h.lines) - 1; i >= max(0, len(h.lines)-tailLines); i-- {
		if line := strings.ReplaceAll(h.line(i), " ", ""); len(line) <= 3*longestTitle && bodyName.MatchString(line) {
			add(line, h.lines[i])
			break
		}
	}
	for i := range min(len(h.lines), headLines) {
		if h.lines[i].end-h.lines[i].start > longestField {
			continue
		}
		if m := publisher.FindStringSubmatch(h.line(i)); m != nil {
			add(m[1], h.lines[i])
		}
	}
	add(foldString(h.doc.Meta["contentsource"]), span{})
	return out
}

// resolve asks the gazetteer what a name names; a masked or corrupted name names nobody.
func (h *herald) resolve(name string) (disclosure.Issuer, bool) {
	if rest, cut := strings.CutPrefix(name, spamMark); cut { // only the place in front of a township was replaced
		i, ok := h.resolve(rest)
		return i, ok && i.Level == disclosure.LevelTownship
	}
	if masks.MatchString(name) || strings.Contains(name, spamMark) || pronoun(name) {
		return disclosure.Issuer{}, false
	}
	i, ok := h.gaz.Issuer(name, h.id.year, gazetteer.Query{Year: h.id.year})
	if !ok {
		return disclosure.Issuer{}, false
	}
	return h.official(i), true
}

// official writes the county in front of a name in full, so that 永嘉金溪镇 and 张家川县财政局 are the same issuers as 永嘉县金溪镇
// and 张家川回族自治县财政局.
func (h *herald) official(i disclosure.Issuer) disclosure.Issuer {
	if i.Level == disclosure.LevelCounty || i.Level == disclosure.LevelPrefecture || i.Level == disclosure.LevelProvince {
		return i
	}
	name := []rune(i.Name)
	if i.Region == "" && i.Level == disclosure.LevelTownship {
		if j, ok := h.shortCounty(name); ok {
			return j
		}
	}
	for _, m := range h.gaz.Mentions(name) {
		if m.Start != 0 || len(m.Places) != 1 || m.Places[0].Level != disclosure.LevelCounty || m.End >= len(name)-1 || string(name[:m.End]) == m.Places[0].Name {
			continue
		}
		full := m.Places[0].Name + string(name[m.End:])
		if j, ok := h.gaz.Issuer(full, h.id.year, gazetteer.Query{Year: h.id.year}); ok && j.Level == i.Level && (i.Region == "" || i.Code == j.Code) {
			return j
		}
	}
	return i
}

// minTownship is the shortest name of a township with its class word: 金溪镇.
const minTownship = 3

// shortCounty reads a township name with the short name of its county in front: 永嘉金溪镇.
func (h *herald) shortCounty(name []rune) (disclosure.Issuer, bool) {
	for cut := 2; cut <= 3 && cut+minTownship <= len(name); cut++ {
		found := h.gaz.Find(string(name[:cut]), gazetteer.Query{Year: h.id.year, Level: disclosure.LevelCounty})
		if len(found) != 1 || runeCount(found[0].Name) != cut+1 {
			continue
		}
		j, ok := h.gaz.Issuer(found[0].Name+string(name[cut:]), h.id.year, gazetteer.Query{Year: h.id.year})
		if ok && j.Level == disclosure.LevelTownship {
			return j, true
		}
	}
	return disclosure.Issuer{}, false
}

func pronoun(name string) bool {
	return strings.HasPrefix(name, "我") || strings.HasPrefix(name, "本")
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
	own, area := len(selfWords.FindAllString(text, -1)), len(areaWords.FindAllString(text, -1))
	return own > area
}

// stem is a name without the words that sources add or drop.
func stem(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, "人民政府"), "办事处")
}

// placed gives the place of an issuer whose name does not say it, from what else the document names.
func (h *herald) placed(i disclosure.Issuer) disclosure.Issuer {
	for _, place := range h.places(i.Level) {
		name := i.Name
		if j, ok := h.gaz.Issuer(place+strings.TrimPrefix(strings.TrimPrefix(name, "市"), "县"), h.id.year, gazetteer.Query{Year: h.id.year}); ok && j.Level == i.Level && j.Region != "" {
			return j
		}
	}
	return i
}

// places lists the places that can hold an issuer of a level, the best supported first: named in the page's path and head, in
// the address of the page, in the body.
func (h *herald) places(level disclosure.Level) []string {
	head, body := map[string]int{}, map[string]int{}
	for i, p := range h.lines {
		if p.end-p.start > 4*longestTitle && p.start > h.title.end {
			break
		}
		if p.start < h.title.start || i < 8 {
			h.mentions(p, level, head)
		}
	}
	if site := h.doc.Meta["sitename"]; site != "" {
		h.mentionsIn([]rune(foldString(site)), level, head)
	}
	if out := ranked(head); len(out) > 0 {
		return out
	}
	if place := h.codePlace(); place != "" {
		return []string{place}
	}
	if site := h.hostPlace(level); site != "" {
		return []string{site}
	}
	for _, p := range h.lines {
		h.mentions(p, level, body)
	}
	return ranked(body)
}

func (h *herald) mentions(p span, level disclosure.Level, into map[string]int) {
	h.mentionsIn(h.v.Runes[p.start:p.end], level, into)
}

func (h *herald) mentionsIn(text []rune, level disclosure.Level, into map[string]int) {
	for _, m := range h.gaz.Mentions(text) {
		if m.Alias || len(m.Places) != 1 {
			continue
		}
		p := m.Places[0]
		if p.Level == disclosure.LevelCounty || level == disclosure.LevelDepartment && p.Level == disclosure.LevelPrefecture {
			into[p.Name]++
		}
	}
}

// ranked gives the name that stands most often, when it stands oftener than the next.
func ranked(count map[string]int) []string {
	names := make([]string, 0, len(count))
	for n := range count {
		names = append(names, n)
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
var creditCode = regexp.MustCompile(`(?:^|[^0-9A-Za-z])1[12](\d{6})[0-9A-Z]{9,10}(?:[^0-9A-Za-z]|$)`)

// codePlace reads the place from such a code in the address or at the top of the page.
func (h *herald) codePlace() string {
	head := h.v.String(0, min(len(h.v.Runes), codeReach))
	for _, text := range []string{h.doc.URL, h.doc.Meta["siteidcode"], head} {
		m := creditCode.FindStringSubmatch(text)
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

var host = regexp.MustCompile(`([a-z]{5,})\.gov\.cn`)

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
	text, best, most := h.v.text(), disclosure.Level(""), 0
	for _, word := range []string{"我局", "我办", "我委", "我厅", "我镇", "我乡", "我街道", "我县", "我区", "我省"} {
		if n := strings.Count(text, word); n > most {
			best, most = ourselves[word], n
		}
	}
	return best
}

// reportIssuer writes down what could not be told, completes the printed name of a government, and empties the name of an
// issuer that could not be resolved.
func (h *herald) reportIssuer(names []claim) {
	i := &h.id.issuer
	for _, n := range names {
		if strings.Contains(n.name, spamMark) || masks.MatchString(n.name) {
			h.find("ISSUER_NAME_CORRUPTED", disclosure.SeverityWarning, "机关名称被遮盖或被替换", "The issuer's name is masked or replaced", n.at)
			break
		}
	}
	if i.Name == "" {
		h.quarantine("ISSUER_UNRESOLVED", "发布机关无法确定", "The issuer cannot be told", h.title)
	}
	if i.Region == "" {
		h.quarantine("REGION_UNRESOLVED", "所属地区无法确定", "The place cannot be told", h.title)
	}
	if i.IsGovernment() && i.Name != "" && i.Region != "" && !strings.HasSuffix(i.Name, "政府") && !strings.HasSuffix(i.Name, "办事处") {
		if strings.HasSuffix(i.Name, "街道") {
			i.Name += "办事处"
		} else {
			i.Name += "人民政府"
		}
	}
}
