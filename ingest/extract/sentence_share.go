package extract

import (
	"strings"

	"gongkai/ingest/numeral"
)

var (
	// shareAside is the share of cases behind their figure, in a bracket or a clause: 收到申请5件(占12.3%),均为自然人. What the sentence goes on to
	// say is said of the figure.
	shareAside = mustPattern(`[,(](?:约|大约|所)?(?:占|比例|比重)[^,;:()@#]{0,14}@%(?:左右|以上|多|强)?\)?|\((?:约)?@%\)`)
	// onCases are words of clauses on cases; onPieces those of clauses on what was published, the shares of whose kinds are figures themselves.
	onCases  = mustPattern(`申请|复议|诉讼|投诉|举报|热线|信箱|来信|留言|咨询|办结|答复`)
	onPieces = mustPattern(`(?:^|[^请])公开(?:各类)?(?:政府|政务)?信息(?:共|总|数|累|@|$)|发布|公布|制发|印发|公文|主动公开`)
)

// dropShares leaves the shares of cases out of a masked sentence.
func (m *masked) dropShares() {
	if !strings.Contains(m.text, "@%") || m.find(onCases, 0) == nil {
		return
	}
	m.cutAll(shareAside, func(start int) bool {
		return m.endsFigure(start) && lastMatch(onCases, m.text[:start]) > lastMatch(onPieces, m.text[:start])
	})
}

// endsFigure says whether a figure of cases with its unit stands right before a place.
func (m *masked) endsFigure(at int) bool {
	for i := range m.numbers {
		if n := &m.numbers[i]; n.byteAt < at && n.byteAt+1+len(n.unit) == at {
			return n.unit != "" && n.Kind == numeral.Count
		}
	}
	return false
}

// lastMatch gives where the last match of a pattern ends, -1 without one.
func lastMatch(p *pattern, text string) int {
	all := p.FindAllStringIndex(text, -1)
	if len(all) == 0 {
		return -1
	}
	return all[len(all)-1][1]
}
