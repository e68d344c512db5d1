package extract

import (
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

// The table of article 20 of 2019 in words, one row after the other: 行政许可上一年项目数量312项,本年减少26项,处理决定45230件.
var (
	// itemKinds begin the ids of the rows by their names.
	itemKinds = map[string]string{
		"行政许可": "licensing.", "其他对外管理服务事项": "other_services.", "行政处罚": "penalty.", "行政强制": "coercion.", "行政事业性收费": "admin_charges.",
	}
	itemName  = mustPattern(`行政许可|其他对外管理服务事项|行政处罚|行政强制|行政事业性收费`)
	itemsPrev = mustPattern(`上一?年度?(?:的)?(?:项目)?(?:数量|总数|数)?(?:为|是|共|有)*$`)
	// itemsMore and itemsLess are the column of the change, whose figure is the only one of a report that may be negative.
	itemsMore = mustPattern(`(?:增加?|新增)(?:了|为)?$`)
	itemsLess = mustPattern(`减少?(?:了|为)?$`)
	itemsDone = mustPattern(`处理决定(?:数量|总数|数)?(?:为|是|共|有)*$`)
)

// ofItems reads a number of such a row, where the sentence names the first of its columns in front of it.
func (n *narrator) ofItems(f *frame) bool {
	if f.form != disclosure.Form2019 || f.Kind != numeral.Count || !f.m.can(itemsPrev) {
		return false
	}
	head := f.m.text[:f.byteAt]
	rows := itemName.FindAllStringIndex(head, -1)
	if len(rows) == 0 {
		return false
	}
	row := rows[len(rows)-1]
	behind := head[row[1]:]
	if first := strings.IndexByte(behind, markNumber); first >= 0 && !itemsPrev.MatchString(behind[:first]) {
		return false
	}
	column, value := "", *f
	switch items := f.unit == "项" || f.unit == "个"; {
	case items && itemsPrev.MatchString(behind):
		column = "items_prev_year"
	case strings.IndexByte(behind, markNumber) < 0:
		return false
	case items && itemsMore.MatchString(behind):
		column = "items_change"
	case items && itemsLess.MatchString(behind):
		column, value.Value = "items_change", -f.Value
	case itemsDone.MatchString(behind):
		column = "decisions"
	}
	metric := itemKinds[head[row[0]:row[1]]] + column
	if _, ok := disclosure.MustDictionary().Metric(metric); !ok {
		return false
	}
	n.facts = append(n.facts, n.candidate(&value, metric, "narrative.items"))
	return true
}
