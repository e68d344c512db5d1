package reconcile

import (
	"fmt"

	"gongkai/ingest/disclosure"
)

// rowSums checks T3-E3: in every row of the applications table the 总计 column is the sum of the six applicant columns.
func (c *checker) rowSums() {
	for _, row := range c.rules.rows {
		total, stated, ok := c.cell(row.total)
		if !ok || !stated {
			continue
		}
		var buffer [16]int
		parts := terms(buffer[:0])
		for _, part := range row.parts {
			if c.facts[part] != nil {
				parts = append(parts, part)
			}
		}
		sum, _, ok := c.sum(parts)
		if !ok || len(parts) < minApplicants || sum == total {
			continue
		}
		m := &c.dict.Metrics[row.total]
		c.add(disclosure.Finding{
			Code: "IDENTITY_MISMATCH", Rule: "T3-E3", Severity: disclosure.SeverityError,
			MessageZH: fmt.Sprintf("“%s”一行的总计应等于各类申请人之和，而表中总计为 %s，各栏之和为 %s。", m.Name.ZH, total, sum),
			MessageEN: fmt.Sprintf("In the row “%s” the total should equal the sum of the applicants, but the table gives %s and %s.", m.Name.EN, total, sum),
			Metrics:   append([]string{m.ID}, c.ids(parts)...), Left: total.String(), Right: sum.String(), Evidence: c.evidence(append([]string{m.ID}, c.ids(c.counting(parts))...)...),
		})
	}
}

// minApplicants is the number of applicant columns that a row must have for its sum to be checked: some tables lack one.
const minApplicants = 5

// channelRows are the five channels of the statistics table of 2014.
var channelRows = []string{
	"disclosure.channel.gazette", "disclosure.channel.website", "disclosure.channel.weibo", "disclosure.channel.wechat", "disclosure.channel.other",
}

// channels checks S1: the total counts an item once however many channels carry it, so the channels may exceed it, but
// none of them alone, and together they should not fall short of it.
func (c *checker) channels() {
	if c.r.Form != disclosure.FormStats2014 {
		return
	}
	rows := termsOf(c.dict, channelRows, "")
	total, stated, ok := c.cell(termsOf(c.dict, []string{"disclosure.total"}, "")[0])
	sum, some, all := c.sum(rows)
	if !ok || !stated || !all || !some {
		return
	}
	f := disclosure.Finding{
		Rule: "S1", Metrics: append([]string{"disclosure.total"}, channelRows...), Left: total.String(), Right: sum.String(),
		Evidence: c.evidence(append([]string{"disclosure.total"}, c.ids(c.counting(rows))...)...),
	}
	most := c.most(channelRows)
	switch {
	case most > total:
		f.Code, f.Severity, f.Right = "SUM_MISMATCH_CHANNEL", disclosure.SeverityError, most.String()
		f.MessageZH = fmt.Sprintf("主动公开政府信息数为 %s，却小于单个渠道的 %s。", total, most)
		f.MessageEN = fmt.Sprintf("Disclosed items are %s, fewer than a single channel's %s.", total, most)
	case sum > total:
		f.Code, f.Severity = "CHANNEL_SUM_EXCEEDS_TOTAL_DEDUP", disclosure.SeverityInfo
		f.MessageZH = fmt.Sprintf("各渠道之和 %s 大于主动公开政府信息数 %s：同一信息多渠道公开只计一条，属正常。", sum, total)
		f.MessageEN = fmt.Sprintf("The channels add up to %s, more than the %s items disclosed: an item on several channels counts once.", sum, total)
	case sum < total:
		f.Code, f.Severity = "SUM_MISMATCH_CHANNEL", disclosure.SeverityWarning
		f.MessageZH = fmt.Sprintf("各渠道之和 %s 小于主动公开政府信息数 %s。", sum, total)
		f.MessageEN = fmt.Sprintf("The channels add up to %s, fewer than the %s items disclosed.", sum, total)
	default:
		return
	}
	c.add(f)
}

func (c *checker) most(metrics []string) disclosure.Value {
	var most disclosure.Value
	for _, m := range metrics {
		if v, ok := c.value(m); ok {
			most = max(most, v)
		}
	}
	return most
}
