package reconcile

import (
	"fmt"

	"gongkai/ingest/disclosure"
)

// CheckAgainst compares a report with the same issuer's report on the year before: requests carried over, documents in
// force, and text that was copied. It gives no findings when the two are not of one issuer and of consecutive years.
func CheckAgainst(r, previous *disclosure.Report) []disclosure.Finding {
	if previous == nil || r.Year == 0 || previous.Year != r.Year-1 || r.Issuer.ID() != previous.Issuer.ID() {
		return nil
	}
	c, p := newChecker(r), newChecker(previous)
	c.carryOver(p)
	c.inForce(p, "normative.rules")
	c.inForce(p, "normative.docs")
	c.openCases(p)
	if copied := CompareTexts(r.Text, previous.Text); copied.Copied() {
		c.add(copied.Finding())
	}
	return c.out
}

// carryOver checks, per applicant column, that what last year carried out is what this year carried in.
func (c *checker) carryOver(p *checker) {
	for _, a := range c.dict.Applicants {
		in, out := "requests.carried_in."+a.ID, "requests.carried_out."+a.ID
		now, ok1 := c.value(in)
		then, ok2 := p.value(out)
		if !ok1 || !ok2 || now == then {
			continue
		}
		c.add(disclosure.Finding{
			Code: "CARRY_OVER_MISMATCH", Rule: "carry_over", Severity: disclosure.SeverityWarning,
			MessageZH: fmt.Sprintf("“%s”栏：本年报告的上年结转为 %s，上年报告的结转下年度为 %s。", a.Name.ZH, now, then),
			MessageEN: fmt.Sprintf("Column %s: carried in is %s, but last year's report carried out %s.", a.Name.EN, now, then),
			Metrics:   []string{in, out}, Left: now.String(), Right: then.String(), Evidence: c.evidence(in),
		})
	}
}

// inForce checks X1 and X2: in force = in force last year + issued - repealed, and no more can be repealed than there were.
// Revisions counted twice and natural expiry break X1 legitimately, so it is information only.
func (c *checker) inForce(p *checker, base string) {
	before, ok1 := p.value(base + ".in_force")
	now, ok2 := c.value(base + ".in_force")
	issued, ok3 := c.value(base + ".issued")
	repealed, ok4 := c.value(base + ".repealed")
	if !ok1 || !ok3 || !ok4 {
		return
	}
	metrics := []string{base + ".in_force", base + ".issued", base + ".repealed"}
	if repealed > before+issued {
		c.add(disclosure.Finding{
			Code: "IDENTITY_MISMATCH", Rule: "X2", Severity: disclosure.SeverityWarning,
			MessageZH: fmt.Sprintf("废止 %s 件，多于上年有效 %s 件与本年制发 %s 件之和。", repealed, before, issued),
			MessageEN: fmt.Sprintf("%s were repealed, more than the %s in force before and the %s issued.", repealed, before, issued),
			Metrics:   metrics, Left: repealed.String(), Right: (before + issued).String(), Evidence: c.evidence(metrics...),
		})
	}
	if want := before + issued - repealed; ok2 && now != want {
		c.add(disclosure.Finding{
			Code: "IDENTITY_MISMATCH", Rule: "X1", Severity: disclosure.SeverityInfo,
			MessageZH: fmt.Sprintf("现行有效 %s 件，按上年 %s 件加制发 %s 件减废止 %s 件应为 %s 件。", now, before, issued, repealed, want),
			MessageEN: fmt.Sprintf("%s are in force, but %s before plus %s issued minus %s repealed make %s.", now, before, issued, repealed, want),
			Metrics:   metrics, Left: now.String(), Right: want.String(), Evidence: c.evidence(metrics...),
		})
	}
}

// openCases checks S3: in the statistics of 2014 to 2018, which have no row for what is carried over, no more requests can be
// completed than were received and left open by the year before. Those left open longer ago are unknown, so it is information only.
func (c *checker) openCases(p *checker) {
	if c.r.Form != disclosure.FormStats2014 || p.r.Form != disclosure.FormStats2014 {
		return
	}
	const in, out = "requests.received.total", "requests.completed.total"
	received, ok1 := c.value(in)
	completed, ok2 := c.value(out)
	before, ok3 := p.value(in)
	done, ok4 := p.value(out)
	open := max(0, before-done)
	if !ok1 || !ok2 || !ok3 || !ok4 || completed <= received+open {
		return
	}
	c.add(disclosure.Finding{
		Code: "IDENTITY_MISMATCH", Rule: "S3", Severity: disclosure.SeverityInfo,
		MessageZH: fmt.Sprintf("申请办结 %s 件，多于本年收到 %s 件与上年未办结 %s 件之和。", completed, received, open),
		MessageEN: fmt.Sprintf("%s requests were completed, more than the %s received and the %s left open by the year before.", completed, received, open),
		Metrics:   []string{out, in}, Left: completed.String(), Right: (received + open).String(), Evidence: c.evidence(out, in),
	})
}
