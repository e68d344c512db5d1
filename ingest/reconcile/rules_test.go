package reconcile

import (
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
)

// ruleCase is one rule of handbook/forms.md with cells that keep it and a change of one cell that breaks it and nothing else.
type ruleCase struct {
	rule     string
	form     disclosure.Form
	year     int
	cells    string // metric=value, as report takes them
	change   string // the cell that breaks the rule
	code     string
	severity disclosure.Severity
	left     string
	right    string
}

// ruleCases holds every rule inside one report. Sums were worked out by hand.
func ruleCases() []ruleCase {
	const mismatch = "IDENTITY_MISMATCH"
	const hard, soft, note = disclosure.SeverityError, disclosure.SeverityWarning, disclosure.SeverityInfo
	channels := "disclosure.channel.gazette=2 disclosure.channel.website=50 disclosure.channel.weibo=3 disclosure.channel.wechat=5 disclosure.channel.other=0"
	return []ruleCase{
		{"T3-E1", disclosure.Form2021, 2024, "requests.received.enterprise=7 requests.carried_in.enterprise=1 requests.result.total.enterprise=6 requests.carried_out.enterprise=2", "requests.carried_out.enterprise=3", mismatch, hard, "8", "9"},
		{"T3-E1", disclosure.Form2019, 2020, "requests.received.total=7 requests.carried_in.total=1 requests.result.total.total=6 requests.carried_out.total=2", "requests.received.total=9", mismatch, hard, "10", "8"},
		{"T3-E2", disclosure.Form2021, 2024, resultCells(disclosure.Form2021, 9), "requests.result.total.total=10", mismatch, hard, "10", "9"},
		{"T3-E2", disclosure.Form2019, 2019, resultCells(disclosure.Form2019, 9), "requests.result.granted.total=8", mismatch, hard, "9", "8"},
		{"T3-E3", disclosure.Form2021, 2024, rowCells("requests.carried_in", "3 1 0 0 2 0 6"), "requests.carried_in.total=5", mismatch, hard, "5", "6"},
		{"T4-E1", disclosure.Form2021, 2024, "review.result.upheld=2 review.result.corrected=0 review.result.other=1 review.result.pending=1 review.total=4", "review.total=3", mismatch, hard, "3", "4"},
		{"T4-E1", disclosure.Form2019, 2019, "litigation.direct.result.upheld=2 litigation.direct.result.corrected= litigation.direct.result.other= litigation.direct.result.pending= litigation.direct.total=2", "litigation.direct.result.upheld=5", mismatch, hard, "2", "5"},
		{"T4-E1", disclosure.Form2021, 2022, "litigation.after_review.result.upheld=0 litigation.after_review.result.corrected=0 litigation.after_review.result.other=0 litigation.after_review.result.pending=0 litigation.after_review.total=0", "litigation.after_review.result.pending=1", mismatch, hard, "0", "1"},
		{"H1", disclosure.FormStats2014, 2016, "requests.received.total=6 requests.channel.in_person=1 requests.channel.fax=0 requests.channel.online=3 requests.channel.letter=2", "requests.received.total=7", "SUM_MISMATCH_CHANNEL", hard, "7", "6"},
		{"H2", disclosure.FormStats2014, 2016, "requests.completed.total=5 requests.completed.on_time=4 requests.completed.extended=1", "requests.completed.on_time=5", mismatch, hard, "5", "6"},
		{"H3", disclosure.FormStats2014, 2016, replyCells, "requests.result.redirected.total=0", mismatch, hard, "20", "12"},
		{"H4", disclosure.FormStats2014, 2016, refusalCells, "requests.result.denied.subtotal.total=20", mismatch, hard, "20", "21"},
		{"H5", disclosure.FormStats2014, 2016, "review.total=5 review.result.upheld=3 review.result.corrected=1 review.result.other=1", "review.total=6", mismatch, hard, "6", "5"},
		{"H6", disclosure.FormStats2014, 2016, "litigation.total=1 litigation.result.upheld=1 litigation.result.corrected= litigation.result.other=", "litigation.total=2", mismatch, hard, "2", "1"},
		{"H7", disclosure.FormStats2014, 2016, "org.staff.total=44 org.staff.full_time=3 org.staff.part_time=41", "org.staff.total=41", mismatch, hard, "41", "44"},
		{"H8", disclosure.FormStats2014, 2016, "response.press_conferences.principal=3 response.press_conferences.total=3", "response.press_conferences.principal=4", mismatch, hard, "4", "3"},
		{"H8", disclosure.FormStats2014, 2016, "response.online_interviews.principal=0 response.online_interviews.total=3", "response.online_interviews.principal=5", mismatch, hard, "5", "3"},
		{"H9", disclosure.FormStats2014, 2016, "disclosure.normative_docs=5 disclosure.total=5", "disclosure.total=4", mismatch, hard, "5", "4"},
		{"S1", disclosure.FormStats2014, 2016, "disclosure.total=60 " + channels, "disclosure.channel.website=70", "SUM_MISMATCH_CHANNEL", hard, "60", "70"},
		{"S1", disclosure.FormStats2014, 2016, "disclosure.total=60 " + channels, "disclosure.total=61", "SUM_MISMATCH_CHANNEL", soft, "61", "60"},
		{"S1", disclosure.FormStats2014, 2016, "disclosure.total=60 " + channels, "disclosure.total=55", "CHANNEL_SUM_EXCEEDS_TOTAL_DEDUP", note, "55", "60"},
		{"S2", disclosure.FormStats2014, 2016, "disclosure.normative_docs=5 normative.docs.issued=5", "normative.docs.issued=4", mismatch, note, "5", "4"},
		{"I-2", disclosure.FormIndicators2008, 2010, "disclosure.total=50 disclosure.fulltext_electronic=50", "disclosure.fulltext_electronic=51", mismatch, soft, "51", "50"},
		{"I-10", disclosure.FormIndicators2008, 2010, "requests.received.total=6 requests.channel.in_person=1 requests.channel.fax=1 requests.channel.email=1 requests.channel.online=1 requests.channel.letter=1 requests.channel.other=1", "requests.channel.email=0", "SUM_MISMATCH_CHANNEL", soft, "6", "5"},
		{"I-17", disclosure.FormIndicators2008, 2010, "requests.result.total.total=6 requests.result.granted.total=4 requests.result.partial.total=1 requests.result.rejected_all.total=1", "requests.result.total.total=7", mismatch, soft, "7", "6"},
		{"I-20", disclosure.FormIndicators2008, 2010, rejectionCells, "requests.result.rejected_all.total=12", mismatch, soft, "12", "11"},
		{"I-35", disclosure.FormIndicators2008, 2010, "appeals.total=2 appeals.first_handling_dissatisfied=2", "appeals.total=1", mismatch, soft, "2", "1"},
		{"X3", disclosure.Form2021, 2024, "normative.rules.issued=0 normative.rules.repealed= normative.rules.in_force=0", "normative.rules.in_force=2", "RULES_POWER_SUSPECT", soft, "2", ""},
		{"X4", disclosure.Form2021, 2024, "admin_charges.amount=10000", "admin_charges.amount=10001", "UNIT_SUSPECT", soft, "10001", ""},
		{"share", disclosure.FormNarrative2008, 2012, "documents.issued=50 documents.disclosed=30 documents.disclosure_rate=60", "documents.disclosure_rate=90", "RATIO_INCONSISTENT", soft, "90", "60.00"},
		{"consultation", disclosure.FormNarrative2008, 2012, "consultation.total=392 consultation.onsite=331 consultation.phone=61", "consultation.total=372", mismatch, soft, "372", "392"},
	}
}

const (
	replyCells = "requests.result.total.total=20 requests.result.already_public.total=1 requests.result.granted.total=2 requests.result.partial.total=1 " +
		"requests.result.denied.subtotal.total=2 requests.result.not_this_agency.total=3 requests.result.not_exist.total=1 requests.result.amend_required.total=2 " +
		"requests.result.redirected.total=8"
	refusalCells = "requests.result.denied.subtotal.total=21 requests.result.denied.state_secret.total=1 requests.result.denied.trade_secret.total=2 " +
		"requests.result.denied.privacy.total=3 requests.result.denied.safety_stability.total=4 requests.result.denied.not_gov_info.total=5 requests.result.denied.other_legal.total=6"
	rejectionCells = "requests.result.rejected_all.total=11 requests.result.denied.not_gov_info.total=1 requests.result.not_exist.total=1 requests.result.not_this_agency.total=1 " +
		"requests.result.unclear.total=1 requests.result.denied.exempt_1.total=1 requests.result.denied.exempt_2.total=1 requests.result.denied.exempt_3.total=1 " +
		"requests.result.denied.exempt_4.total=1 requests.result.denied.exempt_5.total=1 requests.result.denied.exempt_6.total=1 requests.result.denied.other_reason.total=1"
)

// resultCells gives the total column of the results: n granted and nothing else.
func resultCells(form disclosure.Form, n int64) string {
	cells := "requests.result.total.total=" + disclosure.Count(n).String()
	for _, base := range resultRows(disclosure.MustDictionary(), form, "requests.result.total") {
		v := disclosure.Count(0)
		if base == "requests.result.granted" {
			v = disclosure.Count(n)
		}
		cells += " " + base + ".total=" + v.String()
	}
	return cells
}

// rowCells gives one row of the applications table.
func rowCells(base, values string) string {
	out := ""
	for i, v := range strings.Fields(values) {
		out += " " + base + "." + disclosure.MustDictionary().Applicants[i].ID + "=" + v
	}
	return out
}

// placed makes the case's report, every cell with characters of its own.
func (c ruleCase) placed(change string) *disclosure.Report {
	cells := strings.Fields(c.cells)
	if metric, _, changed := strings.Cut(change, "="); changed {
		i := slices.IndexFunc(cells, func(s string) bool { return strings.HasPrefix(s, metric+"=") })
		cells[i] = change
	}
	r := report(c.form, c.year, cells...)
	if c.rule == "X4" {
		r.Issuer.Level = disclosure.LevelTownship
	}
	for i := range r.Facts {
		r.Facts[i].Evidence = disclosure.Evidence{Start: 10 * i, End: 10*i + 3}
	}
	return r
}

// TestEveryRule checks that a report which keeps a rule raises nothing, and that one which breaks it raises that rule alone, with
// both sides, sentences in both languages that name them, the metrics, and the place of every cell that counts.
func TestEveryRule(t *testing.T) {
	for _, c := range ruleCases() {
		t.Run(c.rule+" "+c.change, func(t *testing.T) {
			if c.left == c.right {
				t.Fatal("the case breaks nothing")
			}
			if got := raised(Check(c.placed(""))); got != "" {
				t.Errorf("the rule is kept, and raises %s", got)
			}
			broken := c.placed(c.change)
			got := Check(broken)
			if len(got) != 1 {
				t.Fatalf("the rule is broken, and raises %q", raised(got))
			}
			f := got[0]
			if f.Rule != c.rule || f.Code != c.code || f.Severity != c.severity || f.Left != c.left || f.Right != c.right {
				t.Errorf("raised %s %s %s %s|%s, want %s %s %s %s|%s", f.Rule, f.Code, f.Severity, f.Left, f.Right, c.rule, c.code, c.severity, c.left, c.right)
			}
			for _, side := range []string{c.left, c.right} {
				if !strings.Contains(f.MessageZH, side) || !strings.Contains(f.MessageEN, side) {
					t.Errorf("%s %s: a sentence does not name %s", f.MessageZH, f.MessageEN, side)
				}
			}
			for _, m := range f.Metrics {
				i := slices.IndexFunc(broken.Facts, func(x disclosure.Fact) bool { return x.Metric == m })
				if i >= 0 && (broken.Facts[i].Value == nil || *broken.Facts[i].Value == 0) {
					continue
				}
				if i < 0 || !slices.ContainsFunc(f.Evidence, func(e disclosure.Evidence) bool { return e.Start == 10*i && e.End == 10*i+3 }) {
					t.Errorf("no evidence of %s", m)
				}
			}
		})
	}
}

// TestEveryRuleHasACase keeps the table complete: a rule of identities.yaml without a case fails.
func TestEveryRuleHasACase(t *testing.T) {
	cases := ruleCases()
	for _, id := range mustRules().Identities {
		covered := slices.ContainsFunc(cases, func(c ruleCase) bool {
			metric, _, _ := strings.Cut(c.change, "=")
			takesPart := id.RightRows != "" && strings.HasPrefix(metric, "requests.result.")
			for _, term := range append(append([]string{}, id.Left...), id.Right...) {
				takesPart = takesPart || metric == term || strings.HasPrefix(metric, term+".")
			}
			return c.rule == id.Rule && id.holdsFor(c.form) && takesPart
		})
		if !covered {
			t.Errorf("%s of %v has no case", id.Rule, id.Left)
		}
	}
}

// TestRulesOfDepartments checks X3 for bodies that draft rules and for those that make them.
func TestRulesOfDepartments(t *testing.T) {
	for _, c := range []struct {
		level    disclosure.Level
		code     string
		severity disclosure.Severity
	}{
		{disclosure.LevelTownship, "430621", disclosure.SeverityWarning},
		{disclosure.LevelDepartment, "430600", disclosure.SeverityInfo},
		{disclosure.LevelDepartment, "", ""}, // 自然资源部
		{disclosure.LevelPrefecture, "430600", ""},
		{disclosure.LevelProvince, "430000", ""},
	} {
		r := report(disclosure.Form2021, 2024, "normative.rules.issued=3")
		r.Issuer.Level, r.Issuer.Code = c.level, c.code
		got := Check(r)
		if len(got) > 1 || (len(got) == 1) != (c.severity != "") || len(got) == 1 && got[0].Severity != c.severity {
			t.Errorf("%s %s: %+v, want severity %q", c.level, c.code, got, c.severity)
		}
	}
}

// TestOpenCases checks S3: 12 received and 4 left open by the year before allow 16 to be completed.
func TestOpenCases(t *testing.T) {
	before := report(disclosure.FormStats2014, 2015, "requests.received.total=10", "requests.completed.total=6")
	for completed, want := range map[string]string{"12": "", "16": "", "17": "S3 IDENTITY_MISMATCH"} {
		now := report(disclosure.FormStats2014, 2016, "requests.received.total=12", "requests.completed.total="+completed)
		got := CheckAgainst(now, before)
		if raised(got) != want {
			t.Errorf("%s completed: %q, want %q", completed, raised(got), want)
		}
		if len(got) == 1 && (got[0].Severity != disclosure.SeverityInfo || got[0].Left != "17" || got[0].Right != "16") {
			t.Errorf("%+v, want a note of 17 against 16", got[0])
		}
	}
}
