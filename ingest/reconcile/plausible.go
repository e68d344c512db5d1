package reconcile

import (
	"fmt"
	"math"

	"gongkai/ingest/disclosure"
)

// plausible runs the checks that need no table: form against year, printed shares, powers and units.
func (c *checker) plausible() {
	c.formYear()
	c.ratios()
	c.consultations()
	c.rulePower()
	c.chargeUnit()
}

func (c *checker) formYear() {
	for _, fy := range c.rules.FormYears {
		if fy.Form != c.r.Form || c.r.Year == 0 || c.r.Year >= fy.From && c.r.Year <= fy.To {
			continue
		}
		c.add(disclosure.Finding{
			Code: "FORM_YEAR_MISMATCH", Rule: "form_year", Severity: disclosure.SeverityWarning,
			MessageZH: fmt.Sprintf("%d 年度报告所用的表格不是当年规定的格式。", c.r.Year),
			MessageEN: fmt.Sprintf("The report on %d uses the tables of another period (%s).", c.r.Year, c.r.Form),
			Left:      string(c.r.Form), Right: fmt.Sprint(c.r.Year),
		})
	}
}

// shareTolerance is the difference in percentage points that rounding to whole percents explains, with a little to spare.
const shareTolerance = 0.6

func (c *checker) ratios() {
	for _, r := range c.rules.Ratios {
		share, ok1 := c.value(r.Share)
		part, ok2 := c.value(r.Part)
		whole, ok3 := c.value(r.Whole)
		if !ok1 || !ok2 || !ok3 || whole == 0 {
			continue
		}
		want := 100 * part.Float() / whole.Float()
		if math.Abs(want-share.Float()) <= shareTolerance {
			continue
		}
		c.add(disclosure.Finding{
			Code: "RATIO_INCONSISTENT", Rule: "share", Severity: disclosure.SeverityWarning,
			MessageZH: fmt.Sprintf("“%s”印为 %s%%，按 %s/%s 计算应为 %.2f%%。", c.name(r.Share).ZH, share, part, whole, want),
			MessageEN: fmt.Sprintf("“%s” is printed as %s%%, but %s of %s is %.2f%%.", c.name(r.Share).EN, share, part, whole, want),
			Metrics:   []string{r.Share, r.Part, r.Whole}, Left: share.String(), Right: fmt.Sprintf("%.2f", want), Evidence: c.evidence(r.Share, r.Part, r.Whole),
		})
	}
}

// consultationParts are the ways of asking that add up to consultation.total when a report names them.
var consultationParts = []string{"consultation.onsite", "consultation.phone", "consultation.online", "consultation.letter"}

func (c *checker) consultations() {
	total, ok := c.value("consultation.total")
	if !ok || c.fact("consultation.total").Qualifier != disclosure.QualifierExact {
		return
	}
	var sum disclosure.Value
	named, metrics := 0, []string{"consultation.total"}
	for _, m := range consultationParts {
		if v, ok := c.value(m); ok {
			if c.fact(m).Qualifier != disclosure.QualifierExact {
				return
			}
			sum, named, metrics = sum+v, named+1, append(metrics, m)
		}
	}
	if named < 2 || sum == total || sum < total && named < 3 {
		return
	}
	c.add(disclosure.Finding{
		Code: "IDENTITY_MISMATCH", Rule: "consultation", Severity: disclosure.SeverityWarning,
		MessageZH: fmt.Sprintf("咨询总数为 %s，各种方式之和为 %s。", total, sum),
		MessageEN: fmt.Sprintf("Enquiries are %s, but their ways add up to %s.", total, sum),
		Metrics:   metrics, Left: total.String(), Right: sum.String(), Evidence: c.evidence(metrics...),
	})
}

// rulesOfBodies are the cells that count rules (规章).
var rulesOfBodies = []string{
	"normative.rules.issued", "normative.rules.repealed", "normative.rules.in_force",
	"normative.rules.made", "normative.rules.newly_disclosed", "normative.rules.disclosed_total",
}

// rulePower checks X3: counties and townships cannot make rules (规章), nor can departments below the nation's. Departments do count
// those that they drafted for their government, so theirs is information only.
func (c *checker) rulePower() {
	severity := disclosure.SeverityWarning
	switch i := c.r.Issuer; {
	case i.Level == disclosure.LevelDepartment && i.Code != "":
		severity = disclosure.SeverityInfo
	case i.Level != disclosure.LevelCounty && i.Level != disclosure.LevelTownship:
		return
	}
	for _, m := range rulesOfBodies {
		v, ok := c.value(m)
		if !ok || v == 0 {
			continue
		}
		c.add(disclosure.Finding{
			Code: "RULES_POWER_SUSPECT", Rule: "X3", Severity: severity,
			MessageZH: fmt.Sprintf("“规章”栏填 %s，而本级机关没有规章制定权，可能误填。", v),
			MessageEN: fmt.Sprintf("The row 规章 states %s, but this body has no power to make rules.", v),
			Metrics:   []string{m}, Left: v.String(), Evidence: c.evidence(m),
		})
		return
	}
}

// townshipCharges is the yearly charge in 万元 above which a township's figure was most likely typed in 元.
const townshipCharges = disclosure.Value(10000 * disclosure.ValueScale)

// chargeUnit checks X4.
func (c *checker) chargeUnit() {
	v, ok := c.value("admin_charges.amount")
	if !ok || c.r.Issuer.Level != disclosure.LevelTownship || v <= townshipCharges {
		return
	}
	c.add(disclosure.Finding{
		Code: "UNIT_SUSPECT", Rule: "X4", Severity: disclosure.SeverityWarning,
		MessageZH: fmt.Sprintf("乡镇一级行政事业性收费 %s 万元，疑为以元填报。", v),
		MessageEN: fmt.Sprintf("A township's charges of %s 万元 were probably typed in 元.", v),
		Metrics:   []string{"admin_charges.amount"}, Left: v.String(), Evidence: c.evidence("admin_charges.amount"),
	})
}
