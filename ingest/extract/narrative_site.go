package extract

import (
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

// column says whether a label names a column of a site, whose posts are a part of the site's: 网站“区县动态”发布13篇.
func column(label string) bool {
	i := strings.LastIndex(label, "”")
	if i < 0 || portal.MatchString(label) || quotedSite.MatchString(label) || strings.Contains(label[:i], "信息公开") || strings.Contains(label[:i], "政务公开") {
		return false
	}
	return len(kinds(label[i:], loadGrammar().channels)) == 0 && strings.Contains(label[i:], "发布")
}

// quotedSite is a web site with its name in quotes: “敦煌旅游网”.
var quotedSite = mustPattern(`[“"][^”"]{1,16}网(?:站)?[”"]`)

// portal is a web site named for a place: “中国庆阳”网.
var portal = mustPattern(`“中国([^”]{1,6})”(?:网|门户|政府)`)

var (
	// siteName is a site by its name; ownName one that the office calls its own.
	siteName = mustPattern(`([^,;:#@、“"通过在]{2,14})网`)
	ownName  = mustPattern(`[我本](?:局|委|办|厅|院|中心|部门|单位|机关)(?:的|自办|自建|主办|开办)*(?:[“"][^”"]{1,16}网|网页|主页)`)
	// generalSite are the words of a site's name that tell nothing about whose it is.
	generalSite = strings.NewReplacer("政府", "", "政务", "", "信息", "", "公众", "", "门户", "", "公开", "", "官方", "", "管理", "")
	// publicSite is a site named in quotes that is shared by many offices.
	publicSite = mustPattern(`中国|政务|人民|信用|公共资源|采购|招标|公开网`)
	// pressed sums up papers and stations without the word media: 报纸电台等公开38条.
	pressed = mustPattern(`(?:报|报纸|报刊|电视台?|电台|广播)等(?:主动|共|累计)*(?:公开|发布|刊发|刊播|刊登)?(?:信息)?$`)
)

// officeAbove is the site of the office of the same field a level or two up.
var officeAbove = mustPattern(`(省|市|州)(?:厅|局|委)(?:机关|政府|门户|政务|官方|信息)*网`)

// siteAbove says whether a site named in a label is that of the office above the reporting one: 省厅网站 in the report of a county's bureau.
func (n *narrator) siteAbove(label string) bool {
	m := officeAbove.FindStringSubmatch(label)
	if m == nil || n.id.issuer.Level != disclosure.LevelDepartment || strings.ContainsAny(label, "、和及与") {
		return false
	}
	own, _ := utf8.DecodeLastRuneInString(n.id.issuer.Region)
	switch own {
	case '县', '旗':
		return true
	case '市', '州', '盟':
		return m[1] == "省"
	}
	return false
}

// ownSite says whether a site named in a label is the reporting department's own and not the government's: it is called by a name of its own in
// quotes, or its name has a word of the department's, as 滕州教育信息网 has of 滕州市教育局.
func (n *narrator) ownSite(label string) bool {
	if ownName.MatchString(label) {
		return true
	}
	m := siteName.FindStringSubmatch(label)
	if n.id.issuer.Level != disclosure.LevelDepartment || m == nil || strings.Contains(m[1], "政府") {
		return false
	}
	if quotedSite.MatchString(label) && !publicSite.MatchString(label) {
		return true
	}
	_, office, ok := strings.Cut(n.id.issuer.Name, n.id.issuer.Region) // 无锡市锡山区教育局: of 锡山区, behind the city
	if !ok {
		office = n.id.issuer.Name
	}
	name := []rune(generalSite.Replace(strings.TrimPrefix(m[1], n.id.issuer.Region)))
	for i := 1; i < len(name); i++ {
		if strings.Contains(office, string(name[i-1:i+1])) {
			return true
		}
	}
	return false
}
