package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

var (
	// compiler is the sentence that says who wrote the report.
	compiler = mustPattern(`由(〓?\p{Han}{2,24}?(?:人民政府|政府|局|委员会|办公室|办公厅|厅|办事处|街道办事处|街道|镇|[^城]乡|管委会|中心|学院|大学|学校|医院|公司|[支大总]队|[办委]))(?:\p{Han}{0,12}[科股室处办心])?(?:\([^()]{1,20}\))?(?:[、和及与]\p{Han}{2,24}?)?(?:共同|联合|会同\p{Han}{2,24}?)?(?:负责)?(?:(?:依据|根据|依照|按照?|照)[^。\n由]{1,60}?)?(?:组织)?编(?:制|写|成)$`)
	// author is the same in the active voice, or who publishes the report, or whose report it is.
	author = mustPattern(`(?:^|[,。;:\n 《]|公布|发布|公开|编制|是)(?:现|特|兹)?[将把]?(\p{Han}{2,24}?)(?:、\p{Han}{2,24})?(?:\([^()]{2,20}\))?(?:(?:依据|根据|依照|遵照|按照?|照)[^,。\n]{1,60},?)?(?:的|特|现)?(?:(?:组织)?编(?:制|写|成)(?:的|了|完成|形成)?|(?:面?向社会)?(?:公布|公开|发布))?(?:(?:19|20)\d\d年度?|本)[^,。;\n]{0,12}(?:报告|年报|总结)`)
	// announced is whose report of which year is announced: 现将2015年常熟市商务局信息公开工作年度报告向社会公布.
	announced = mustPattern(`(?:19|20)\d\d年度?(\p{Han}{2,24}?)(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)`)
	// ownSite is whose site holds the report.
	ownSite = mustPattern(`(?:电子版|本报告|年报|报告)[^。\n]{0,14}?(?:在|于|从|登录|通过|登载在|见)[“"]?(\p{Han}{3,24}?)(?:门户|官方|政府|公众|信息|政务)?网`)
	// contact is whom the report asks its readers to turn to.
	contact = mustPattern(`(?:请(?:直接)?(?:与|向|致电|致函|拨打|联系)|可(?:与|向|致电)|联系(?:单位|部门|机构)?:)\s*:?(\p{Han}{3,40}?)(?:联系|反映|咨询|索取|垂询|\(|,|。|;|\n|$)`)
	// subject is who acts in a sentence of the body.
	subject = mustPattern(`(?:^|[\n。,])((?:19|20)\d\d年(?:度|来|以来)?,?|一年来,|全年,?)?(\p{Han}{2,24}?)(?:\([^()]{2,20}\))?(?:(?:19|20)\d\d年度?)?(?:认真|结合|高度|坚持|严格|深入|积极|紧紧|继续|按照|依照|照|根据|依据|围绕|全面|以|在|用|政府信息公开|贯彻|落实|切实|始终|着力|持续|进一步|扎实|主动|共|加强|重新|完善|建立|配备|设立|是|为|系|对照|遵照|组织|推进|紧扣|聚焦|立足|依托|通过|及时|牢牢|全力|不断|大力|健全|执行|没有|未)`)
	// noName is what stands in front of an ending that is no name: 向市局, 县局, 各镇.
	noName = mustPattern(`^(?:[向对由与给在为经将把被从至到及和或按各该全我本])*(?:省|市|县|区|州|旗|镇|乡)?$|^[向对由与给在为经将把被从至到及和或按各该全我本]|[我因未没]|发生|收到|受理`)
	// areaAuthor is a government that leaves out its name, areaOffice the office for disclosure of a government, which answers for its whole area.
	areaAuthor = mustPattern(`^(省|市|县|区)(?:人民)?政府(?:办公室|办公厅)?$`)
	areaOffice = mustPattern(`^(\p{Han}{1,18}[市县区州省旗盟])(?:人民政府|政府信息公开|政务公开|政府办)`)
	// ownPronouns are how a body speaks of itself, ownEndings how the names of such bodies end.
	ownPronouns = newLexicon([]string{
		"我局", "本局", "我委", "本委", "我办", "本办", "我厅", "本厅", "我院", "本院", "我中心", "本中心", "我站", "本站", "我队", "我所", "我处",
		"我镇", "本镇", "我乡", "本乡", "我街", "本街", "我办事处",
	})
	ownEndings = []string{
		"局", "局", "委员会", "委员会", "办公室", "办公室", "厅", "厅", "院", "院", "中心", "中心", "站", "站", "队", "所", "处",
		"镇", "镇", "乡", "乡", "街道", "街道", "街道",
	}
	// shortEndings are the other forms of these endings in running text.
	shortEndings = map[string]string{"委员会": "委", "办公室": "办", "街道": "街道办事处", "镇": "镇人民政府", "乡": "乡人民政府"}
)

// openingReach is how many runes from the top the first sentence of the body stands within.
const openingReach = 1500

// shortestWrapped is the length of a line from which it may be one that was wrapped inside a sentence.
const shortestWrapped = 20

// compiledBy gives the name in the sentence that says who wrote the report, "" when there is none.
func (h *herald) compiledBy() string {
	const verb, reach = "编", 240 // bytes in front of the verb that hold the name and the law
	text := h.v.text()
	for from := 0; ; {
		i := strings.Index(text[from:], verb)
		if i < 0 {
			return ""
		}
		from += i + len(verb)
		_, size := utf8.DecodeRuneInString(text[from:])
		if !strings.Contains(text[max(0, from-reach):from], "由") {
			continue
		}
		if m := compiler.FindStringSubmatch(text[max(0, from-reach) : from+size]); m != nil {
			return m[1]
		}
	}
}

// toldByBody collects the names that running text gives for the issuer: who compiled the report, whom it asks to be
// turned to, who acts in its first sentence. Such a sentence may name another body, so a name counts only when it is of the kind that the
// report speaks of as 我局 or 本镇, or is the disclosure office of a government that reports on its whole area, or, where
// the report has no word for itself, when it names its place.
func (h *herald) toldByBody() []string {
	ending := h.ownEnding()
	level := h.bareLevel()
	area := ending == "" && level != disclosure.LevelDepartment && level != disclosure.LevelTownship && h.speaksForArea()
	head := strings.Split(h.opening(), "\n")
	var out []string
	acts := map[string]int{}
	for _, p := range []*pattern{author, announced, contact, ownSite, subject} {
		for _, m := range p.inLines(head) {
			name, told := "", m[len(m)-1]
			switch {
			case area && p == subject && strings.HasSuffix(told, "人民政府") && h.namesItsPlace(told):
				name = told
			case area:
				name = h.areaGovernment(told, p == contact)
			case ending != "" && (p == contact || endsAs(told, ending)):
				name = endAt(told, ending)
			case ending == "" && p != contact && h.namesItself(told):
				name = told
			case ending == "" && p == contact:
				name = h.actingOffice(told)
			}
			if p == subject && m[1] != "" { // who did something in the year, at the beginning of a sentence
				acts[name]++
			}
			if acts[name]++; name != "" && (area || ending != "" || h.namesItsPlace(name) || acts[name] >= minMentions) {
				out = append(out, name)
			}
		}
	}
	if area && len(out) == 0 && !h.narrowerTitle() {
		if class := h.ownClass(); class != "" {
			out = append(out, h.areaGovernment(class+"政府", false))
		}
	}
	if len(out) == 0 {
		out = append(out, h.ownZone())
	}
	return out
}

// narrowerPlace ends the name of a county.
var narrowerPlace = mustPattern(`[市县区旗]$`)

// narrowerTitle says whether the title names a county that the gazetteer does not know behind a place that it knows: that
// place does not report.
func (h *herald) narrowerTitle() bool {
	if h.title.end <= h.title.start {
		return false
	}
	name := h.nameInTitle(h.v.String(h.title.start, h.title.end))
	places := h.gaz.Mentions([]rune(name))
	return len(places) > 0 && places[0].Start == 0 && places[len(places)-1].End < runeCount(name) && narrowerPlace.MatchString(name)
}

// disclosureOffice is how the name goes on of the office within a body that answers for its disclosure.
var disclosureOffice = mustPattern(`(?:政府信息公开|政务公开|信息公开).*$`)

// minActs is how often a text speaks of the office of a government that is its issuer: where to ask, and twice what it did.
const minActs = 3

// actingOffice gives the office of a government that readers are asked to turn to, when the text tells what that office did
// without naming its place: 请联系平度市政府办公室政府信息公开领导小组办公室, 市政府办公室发布信息96件. "" when it does not.
func (h *herald) actingOffice(told string) string {
	name := disclosureOffice.ReplaceAllString(told, "")
	places := h.gaz.Mentions([]rune(name))
	if len(places) == 0 || !h.namesItself(name) || areaWords.MatchString(h.v.text()) {
		return ""
	}
	class := places[len(places)-1].End - 1 // 平度市政府办公室 is 市政府办公室
	if strings.Count(h.v.text(), string([]rune(name)[class:])) < minActs {
		return ""
	}
	return name
}

// ownClass gives the class of the area that the text speaks of as its own oftener than of others: 我市, 全市.
func (h *herald) ownClass() string {
	times := map[string]int{}
	best := ""
	for _, at := range areaWords.FindAllStringIndex(h.v.text(), -1) {
		word := []rune(h.v.text()[at[0]:at[1]])
		class := string(word[len(word)-1])
		if times[class]++; times[class] > times[best] {
			best = class
		}
	}
	return best
}

// opening gives the beginning of the text with the lines joined that end inside a sentence, and without the blanks that copies put
// around figures.
func (h *herald) opening() string {
	var b strings.Builder
	for _, p := range h.lines {
		if p.start >= openingReach {
			break
		}
		line := h.v.String(p.start, p.end)
		b.WriteString(strings.ReplaceAll(line, " ", ""))
		if p.end-p.start < shortestWrapped || p.end == h.title.end || strings.ContainsRune("。;:!?", h.v.Runes[p.end-1]) {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// areaGovernment gives the government that an office for disclosure belongs to, or that calls itself 县政府 where the text names
// one place of that class oftener than others; "" for other names.
func (h *herald) areaGovernment(name string, office bool) string {
	if m := areaOffice.FindStringSubmatch(name); m != nil && office {
		return m[1]
	}
	m := areaAuthor.FindStringSubmatch(name)
	if m == nil || office {
		return ""
	}
	if place := h.placeOfClass(m[1]); place != "" {
		return place + "人民政府"
	}
	return ""
}

// placeOfClass gives the place of a class that the text names oftener than the others of it, "" when there is none.
func (h *herald) placeOfClass(class string) string {
	named := map[string]int{}
	h.mentionsIn(h.v.Runes, disclosure.LevelDepartment, named)
	return strings.Join(ranked(named, class), "")
}

// otherBodies are words that begin the names of many bodies and never that of one.
var otherBodies = []string{"各", "全", "该", "其他", "有关", "相关", "上级", "省政府", "市政府", "县政府", "区政府", "我", "本"}

// namesItself says whether a name is that of a department or a township.
func (h *herald) namesItself(name string) bool {
	for _, w := range otherBodies {
		if strings.HasPrefix(name, w) {
			return false
		}
	}
	i, ok := h.named(name)
	return ok && (i.Level == disclosure.LevelDepartment || i.Level == disclosure.LevelTownship)
}

// namesItsPlace says whether a name has its place in front.
func (h *herald) namesItsPlace(name string) bool {
	i, ok := h.named(name)
	return ok && i.Code != ""
}

// endsAs says whether a name ends with an ending or its short form.
func endsAs(name, ending string) bool {
	short := shortEndings[ending]
	return strings.HasSuffix(name, ending) || short != "" && strings.HasSuffix(name, short)
}

// endAt cuts a name behind the last word of an ending, "" when it has none: 县工信局秘书股 gives 县工信局.
func endAt(name, ending string) string {
	for _, e := range []string{ending, shortEndings[ending]} {
		if e == "" {
			continue
		}
		if i := strings.LastIndex(name, e); i > 0 && !noName.MatchString(name[:i]) {
			return name[:i+len(e)]
		}
	}
	return ""
}

// ownEnding gives how the name of the issuer ends: by the pronoun that the report uses most, else by a title that names nothing but
// the class (街道信息公开年度报告); "" when there is neither, or when the area's pronouns (我县) are used more.
func (h *herald) ownEnding() string {
	best, most := mostUsed(ownPronouns, ownEndings, h.v.Runes)
	if best == "" && h.title.end > h.title.start {
		if name := h.nameInTitle(h.v.String(h.title.start, h.title.end)); slices.Contains(ownEndings, name) {
			return name
		}
	}
	if best == "" || len(areaWords.FindAllStringIndex(h.v.text(), -1)) > 2*most {
		return ""
	}
	return best
}

// speaksForArea says whether the text speaks of a whole area and never of an office of its own.
func (h *herald) speaksForArea() bool {
	return areaWords.MatchString(h.v.text()) && !selfWords.MatchString(h.v.text())
}
