package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// business tells the figures of disclosure from those of an office's other work that are counted with the same nouns (05_business.yaml).
type business struct {
	Anchor string         `yaml:"anchor"`
	Bridge string         `yaml:"bridge"`
	Ends   string         `yaml:"ends"`
	Words  []string       `yaml:"words"`
	Kinds  []*sharedNouns `yaml:"kinds"`
	Parts  []*sharedNouns `yaml:"parts"`

	anchor *pattern
	bridge *pattern
	ends   *runeSet
}

// sharedNouns is a family of figures whose nouns are those of other work too.
type sharedNouns struct {
	Name     string    `yaml:"name"`
	Metrics  []string  `yaml:"metrics"`
	Nouns    []string  `yaml:"nouns"`
	Words    []string  `yaml:"words"`
	Sentence bool      `yaml:"sentence"`
	Whole    bool      `yaml:"whole"`
	From     string    `yaml:"from"`
	Own      []section `yaml:"own"`
	Titled   bool      `yaml:"titled"`
	Cause    string    `yaml:"cause"`

	nouns, words *lexicon
	from, cause  *pattern
}

// compile indexes the words. Those of all families and the nouns of a family are words of each.
func (b *business) compile(g *grammar) error {
	b.ends = newRuneSet(b.Ends)
	if err := g.patterns([]expression{{"anchor", b.Anchor, &b.anchor}, {"bridge", b.Bridge, &b.bridge}}); err != nil {
		return fmt.Errorf("business: %w", err)
	}
	for _, k := range slices.Concat(b.Kinds, b.Parts) {
		k.nouns = newLexicon(k.Nouns)
		k.words = newLexicon(slices.Concat(b.Words, k.Words, k.Nouns))
		if err := g.patterns([]expression{{"from", k.From, &k.from}, {"cause", k.Cause, &k.cause}}); err != nil {
			return fmt.Errorf("business: %s: %w", k.Name, err)
		}
	}
	return nil
}

// kindOf gives the family of a metric, nil for a metric whose words are those of disclosure alone.
func (b *business) kindOf(metrics []string) *sharedNouns { return familyOf(b.Kinds, metrics) }

// familyOf gives the first family of a list that one of the metrics belongs to.
func familyOf(list []*sharedNouns, metrics []string) *sharedNouns {
	for _, k := range list {
		for _, prefix := range k.Metrics {
			if slices.ContainsFunc(metrics, func(m string) bool { return strings.HasPrefix(m, prefix) }) {
				return k
			}
		}
	}
	return nil
}

// names lists the names that the families hold.
func (b *business) names(v *vocabulary) []naming {
	var out []naming
	for _, k := range slices.Concat(b.Kinds, b.Parts) {
		field := "business: " + k.Name
		out = append(out, naming{field + ": own", words(k.Own), v.sections})
		for _, prefix := range k.Metrics {
			if !slices.ContainsFunc(v.metrics, func(m string) bool { return strings.HasPrefix(m, prefix) }) {
				out = append(out, naming{field + ": metrics", []string{prefix}, v.metrics})
			}
		}
	}
	return out
}

// otherWork says whether the number of a frame is one of other work by the words of its clause.
func (n *narrator) otherWork(f *frame, r *rule) bool {
	k, b := r.kind, &n.g.Business
	if k == nil || b.anchor.MatchString(f.clause) {
		return false
	}
	if n.astray {
		return true
	}
	text := k.wordsAbout(f)
	if k.Sentence && (b.anchor.MatchString(f.lead()) || k.Own == nil && k.nouns.any(f.m.heading)) {
		return false
	}
	if b.about(k, f.lead()) || b.about(k, n.before) {
		return !k.Sentence && k.Own != nil && b.foreignWord(k, n.withoutIssuer(text), true) != ""
	}
	if text == "" && k.Whole {
		text = k.upToNoun(f.clauseAhead())
	}
	return n.otherWorkIn(text, k, f.m) != ""
}

// qualifiedPart says whether a number behind 其中 counts a part that other words than those of its family name, which is not the family's
// figure whatever it is a part of.
func (n *narrator) qualifiedPart(f *frame, r *rule) bool {
	k := familyOf(n.g.Business.Parts, r.metrics)
	if k == nil || f.index == 0 || !strings.HasPrefix(f.label, "其中") {
		return false
	}
	return n.g.Business.foreignWord(k, n.withoutIssuer(k.upToNoun(f.label)), false) != ""
}

// clauseAhead is the clause in front of a number's clause when it holds no number: 举办种植技术培训,320名农民参加.
func (f *frame) clauseAhead() string {
	head, ok := strings.CutSuffix(f.m.text[:f.from], ",")
	if !ok {
		return ""
	}
	clause := lastClause(head)
	if strings.IndexByte(clause, markNumber) >= 0 {
		return ""
	}
	return clause
}

// about says whether a text speaks of disclosure with a noun of a family.
func (b *business) about(k *sharedNouns, text string) bool {
	return k.nouns.any(text) && b.anchor.MatchString(text)
}

// otherWorkIn gives a word of other work than disclosure in the words of a clause with a noun of a family, "" when there is none.
func (n *narrator) otherWorkIn(text string, k *sharedNouns, m *masked) string {
	b, own := &n.g.Business, k.owns(m)
	if !own && strings.IndexByte(text, markLine) >= 0 {
		return string(markLine)
	}
	if k.cause != nil && !b.about(k, m.heading) && !b.about(k, m.chapter) {
		if at := k.cause.FindStringSubmatch(text); at != nil {
			if w := b.foreignWord(k, strings.Join(at[1:], ""), false); w != "" {
				return w
			}
		}
	}
	if k.Titled {
		text = titledNoun.ReplaceAllString(text, "$1$2")
	}
	text = jointly.ReplaceAllString(text, "")
	text = n.withoutIssuer(quotedName.ReplaceAllString(text, ""))
	if k.from != nil {
		if at := k.from.FindAllStringIndex(text, -1); len(at) > 0 {
			text = text[at[len(at)-1][1]:]
		}
	}
	return b.foreignWord(k, text, own)
}

// deniesOtherWork says whether a denial at a place of a sentence is one of other work.
func (n *narrator) deniesOtherWork(m *masked, z *zeroRule, at []int) bool {
	if z.kind == nil || n.g.Business.anchor.MatchString(m.text) {
		return false
	}
	from := strings.LastIndexAny(m.text[:at[0]], clauseMarks) + 1
	text := z.kind.upToNoun(m.text[from:at[0]] + clauseFrom(m.text, at))
	return text != "" && n.otherWorkIn(text, z.kind, m) != ""
}

// owns says whether a sentence stands in a section of the family, by its heading's first words or by any of them: 咨询和投诉.
func (k *sharedNouns) owns(m *masked) bool {
	return slices.Contains(k.Own, m.section.name()) || m.section == sectionDisputes && len(k.Own) > 0 && k.nouns.any(m.heading)
}

// quotedName is the name of an account, a site or a programme.
var quotedName = mustPattern(`[“"][^“”"]*[”"]`)

// jointly is who else took part in what was held: 会同县人事局举办培训班.
var jointly = mustPattern(`(?:会同|联合|协同|配合|商请|邀请|聘请)[^,;:#@、]{1,14}?(?:局|委|办|厅|院|校|中心|公司|大学|学院|部门|单位)(?:的)?(?:专家|教授|老师|领导|同志|专业人员)?`)

// titledNoun is the quoted title of a course right before the noun: “婚育新风进万家”培训班.
var titledNoun = mustPattern(`[“"]([^“”"]*)[”"]((?:专题|系列|主题|业务|知识|技能|公益|法律|大)*(?:培训|讲座|授课|轮训))`)

// wordsAbout gives the words of a clause that can say of what its number is: those up to the last noun before it or the first one behind
// it. A clause without the noun says nothing about that.
func (k *sharedNouns) wordsAbout(f *frame) string {
	before, behind, _ := strings.Cut(f.clause, string(markSelf))
	if text := k.upToNoun(before); text != "" {
		if k.Whole {
			return before
		}
		return text
	}
	if hits := k.nouns.find(behind, nil); len(hits) > 0 {
		return before + behind[:hits[0].to]
	}
	return ""
}

// upToNoun gives a text up to the last noun of a family, "" without one.
func (k *sharedNouns) upToNoun(text string) string {
	end := 0
	for _, h := range k.nouns.find(text, nil) {
		end = max(end, h.to)
	}
	return text[:end]
}

// foreignWord gives the first stretch of a text that is a word of neither disclosure nor a family, "" when there is none; attached looks
// for one right before a noun of the family only.
func (b *business) foreignWord(k *sharedNouns, text string, attached bool) string {
	from := -1
	for i := 0; i <= len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		known := len(k.words.prefix(text[i:]))
		if known == 0 && size > 0 && cjk(r) {
			if from < 0 {
				from = i
			}
			i += size
			continue
		}
		if from >= 0 {
			word := strings.TrimFunc(text[from:i], b.ends.has)
			if utf8.RuneCountInString(word) >= 2 && (!attached || strings.HasSuffix(text[from:i], word) && b.joined(k, text[i:])) {
				return word
			}
			from = -1
		}
		i += max(known, size, 1)
	}
	return ""
}

// joined says whether a text begins with a noun of a family, or with what can stand before it in one compound.
func (b *business) joined(k *sharedNouns, text string) bool {
	return k.nouns.prefix(text[len(b.bridge.FindString(text)):]) != ""
}

// placeStem is the name of a place without the word for its level.
var placeStem = mustPattern(`([^省市州区县旗盟]{2,8})[省市州区县旗镇乡]$`)

// withoutIssuer takes the name of the reporting office off the beginning of a clause, also a short one: 市住建局 of 市住房和城乡建设局. The
// name of its place goes out anywhere: 受理儋州诉求, and whoever a person without a full name is: 王某不服答复.
func (n *narrator) withoutIssuer(text string) string {
	if place := placeStem.FindStringSubmatch(n.id.issuer.Region); place != nil {
		text = strings.ReplaceAll(text, place[1], "")
	}
	text = someone.ReplaceAllString(text, "")
	text = ownRoom.ReplaceAllString(text, "$1")
	m := leadingName.FindStringSubmatchIndex(text)
	if m == nil || !subsequence(text[m[2]:m[3]], n.id.issuer.Region+n.id.issuer.Name) {
		return text
	}
	return text[m[3]:]
}

// someone is a party whose name is not told.
var someone = mustPattern(`\p{Han}某某?`)

// ownRoom is the part of an office that did something, at the beginning of a clause: 政工室牵头办培训班2期.
var ownRoom = mustPattern(`^(?:由|局|委|厅|院)*[^,;:#@]{1,6}?(?:室|科|股|处|办)((?:牵头|负责|主持)(?:组织|举办|开展|主办|承办|办)?)`)

// leadingName is the name of an office or a place at the beginning of a clause.
var leadingName = mustPattern(`^(?:Y年?度?|全年|本年度?|年内|截至D|其中|在|至)*([^,#@、YD]{1,20}?(?:局|委|办|厅|镇|乡|街道|政府|院|中心|处|所|队|站|省|市|县|区|州|旗))`)

// subsequence says whether the characters of a short name stand in a long one in their order.
func subsequence(short, long string) bool {
	for _, r := range short {
		i := strings.IndexRune(long, r)
		if i < 0 {
			return false
		}
		long = long[i+utf8.RuneLen(r):]
	}
	return true
}

// bareWay is a way of asking and no more, which goes on about what was asked before it.
var bareWay = mustPattern(`^(?:其中)?(?:电话|来电|现场|当面|来访|网上|网络|在线|来信|信函)(?:咨询|接待|答复)?(?:人数|人)?$`)

// resume ends the other work that a sentence has turned to, where a clause names disclosure or another part of the sentence begins.
func (n *narrator) resume(f *frame) {
	if !n.astray {
		return
	}
	from := 0
	if f.index > 0 {
		from = f.m.numbers[f.index-1].byteAt
	}
	between := f.m.text[from:f.byteAt]
	n.astray = (!strings.ContainsAny(between, ";)") || bareWay.MatchString(f.label)) && !n.g.Business.anchor.MatchString(between)
}
