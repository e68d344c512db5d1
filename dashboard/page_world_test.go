package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// world is a made-up country for the page tests: two provinces, one prefecture, five counties, years 2010-2023. Its figures
// come from a formula and stand for nothing; what matters is that every kind of row occurs: stated, zero, approximate,
// blank, not in the form, not collected, too few, sums of parts.
type world struct {
	empty bool
	fail  error
}

var worldPlaces = []analytics.Region{
	{Code: 430000, Name: "湖南省", Level: disclosure.LevelProvince, Province: "湖南省", FromYear: 1981, Pinyin: "hunansheng", Reports: 12},
	{Code: 430600, Name: "岳阳市", Level: disclosure.LevelPrefecture, Province: "湖南省", Parent: 430000, FromYear: 1981, Pinyin: "yueyangshi", Reports: 14},
	{Code: 430621, Name: "岳阳县", Level: disclosure.LevelCounty, Province: "湖南省", Prefecture: "岳阳市", Parent: 430600, FromYear: 1981, Pinyin: "yueyangxian", Reports: 13},
	{Code: 430626, Name: "平江县", Level: disclosure.LevelCounty, Province: "湖南省", Prefecture: "岳阳市", Parent: 430600, FromYear: 1981, Pinyin: "pingjiangxian", Reports: 9},
	{Code: 360000, Name: "江西省", Level: disclosure.LevelProvince, Province: "江西省", FromYear: 1981, Pinyin: "jiangxisheng", Reports: 2},
	{Code: 360981, Name: "丰城市", Level: disclosure.LevelCounty, Province: "江西省", Parent: 360000, FromYear: 1988, Pinyin: "fengchengshi", Reports: 11},
	{Code: 360982, Name: "樟树市", Level: disclosure.LevelCounty, Province: "江西省", Parent: 360000, FromYear: 1988, Pinyin: "zhangshushi"},
	{Code: 110104, Name: "宣武区", Level: disclosure.LevelCounty, Province: "北京市", Parent: 360000, FromYear: 1981, ToYear: 2009, Successor: 360982, Pinyin: "xuanwuqu", Reports: 1},
}

const worldFirst, worldLast = 2010, 2023

func (w *world) Release(context.Context) (analytics.Release, error) {
	if w.empty {
		return analytics.Release{ID: "empty"}, nil
	}
	return analytics.Release{ID: "world-1", Reports: 62, Facts: 1234, Issuers: 9}, nil
}

func (w *world) Ping(context.Context) error { return w.fail }

// state gives the numerator or value of a measure in a place and year, or the status that says why there is none.
func (w *world) state(measure string, r analytics.Region, year int) (float64, analytics.Status) {
	h := int(r.Code)%89 + len(measure)*7 + year*3
	switch {
	case w.empty, year < worldFirst, year > worldLast, r.Code == 360982, r.Code == 110104, (int(r.Code)+year)%6 == 0:
		return 0, analytics.StatusNotCollected
	case measure == "requests.carried_out.total" && year < 2019:
		return 0, analytics.StatusNotInForm
	case h%11 == 0:
		return 0, analytics.Status(disclosure.StatusBlank)
	case h%13 == 0:
		return 0, analytics.Status(disclosure.StatusNotReported)
	case strings.HasPrefix(measure, "review") || strings.HasPrefix(measure, "litigation"):
		return float64(h % 9), "reported"
	case measure == "disclosure.total":
		return float64(h%40)*5321 + 900, "reported"
	default:
		return float64(h%160 + 4), "reported"
	}
}

func (w *world) row(measure string, r analytics.Region, year int) analytics.AggregateRow {
	row := analytics.AggregateRow{
		Region: r.Code, RegionName: r.Name, Level: r.Level, Year: year, Measure: measure, Expected: 1, Break: year == 2014 || year == 2019,
	}
	value, status := w.state(measure, r, year)
	row.Status = string(status)
	if status != "reported" {
		return row
	}
	row.Reported, row.NDocs, row.Basis = 1, 1, analytics.BasisOwn
	row.Report = fmt.Sprintf("%06d-%d", r.Code, year)
	row.Evidence = fmt.Sprintf("/v1/observations/o_%s_80/evidence", row.Report)
	if year == 2012 {
		row.Qualifier = "approx"
	}
	if rate, ok := disclosure.MustDictionary().Rate(measure); ok {
		den := float64(8 + int(r.Code)%37*5)
		w.judge(&row, rate, min(value, den), den)
		return row
	}
	if value == 0 {
		row.Status = "explicit_zero"
	}
	row.Value = &value
	return row
}

func (w *world) judge(row *analytics.AggregateRow, rate *disclosure.Rate, num, den float64) {
	iv := analytics.RateCI(num, den, rate.Multiplier, 0.95)
	if rate.Model == disclosure.ModelBinomial {
		iv = analytics.Wilson(num, den, 0.95)
	}
	row.Num, row.Den, row.Status, row.Reliable = &num, &den, string(iv.Status), analytics.Reliability(num)
	if den < rate.MinDen {
		row.Status = string(analytics.StatusInsufficientN)
		return
	}
	row.Value, row.Lower, row.Upper, row.Method = iv.Value, iv.Lower, iv.Upper, iv.Method
}

func (w *world) Aggregates(_ context.Context, q analytics.AggregateQuery) (analytics.Aggregates, error) {
	var out analytics.Aggregates
	if w.fail != nil {
		return out, w.fail
	}
	for _, m := range q.Measures {
		for year := q.From; year <= q.To; year++ {
			sum := analytics.AggregateRow{Measure: m, Year: year, Status: "not_collected"}
			total := 0.0
			for _, r := range worldPlaces {
				if !w.asked(q, r) {
					continue
				}
				row := w.row(m, r, year)
				if slices.Contains(q.By, "region") {
					keep(&out, row, q.Missing)
					continue
				}
				sum.Expected++
				if row.Value != nil {
					sum.Reported++
					total += *row.Value
				}
			}
			if slices.Contains(q.By, "region") {
				continue
			}
			if sum.Reported > 0 {
				sum.Value, sum.Status = &total, "partial"
			}
			keep(&out, sum, q.Missing)
		}
	}
	return out, nil
}

func keep(out *analytics.Aggregates, row analytics.AggregateRow, missing bool) {
	out.Coverage.Expected++
	if row.Value != nil {
		out.Coverage.Reported++
	}
	if row.Value != nil || missing {
		out.Rows = append(out.Rows, row)
	}
}

func (w *world) asked(q analytics.AggregateQuery, r analytics.Region) bool {
	if len(q.Regions) > 0 {
		return slices.Contains(q.Regions, r.Code)
	}
	return (q.Level == "" || r.Level == q.Level) && (q.Parent == 0 || r.Code/10000 == q.Parent/10000)
}

func (w *world) Observations(context.Context, analytics.ObservationQuery) ([]analytics.Observation, error) {
	return nil, w.fail
}

func (w *world) Observation(context.Context, string) (analytics.Observation, error) {
	return analytics.Observation{}, analytics.ErrNotFound
}

func (w *world) Region(_ context.Context, code uint32) (analytics.Region, error) {
	for _, r := range worldPlaces {
		if r.Code == code {
			return r, w.fail
		}
	}
	return analytics.Region{}, cmp.Or(w.fail, analytics.ErrNotFound)
}

func (w *world) Regions(_ context.Context, q analytics.RegionQuery) ([]analytics.Region, error) {
	var out []analytics.Region
	for _, r := range worldPlaces {
		named := strings.HasPrefix(r.Name, q.Text) || strings.HasPrefix(r.Pinyin, q.Text) || strings.HasPrefix(regionCode(r.Code), q.Text)
		if named && (q.Level == "" || r.Level == q.Level) && (q.Parent == 0 || r.Parent == q.Parent) && (!q.Held || r.Reports > 0) {
			out = append(out, r)
		}
	}
	return out, w.fail
}

func (w *world) summaries() []analytics.ReportSummary {
	var out []analytics.ReportSummary
	for _, r := range worldPlaces {
		for year := worldLast; year >= worldFirst; year-- {
			if _, status := w.state("disclosure.total", r, year); status == analytics.StatusNotCollected {
				continue
			}
			form := disclosure.Form2021
			if year < 2014 {
				form = disclosure.FormNarrative2008
			}
			out = append(out, analytics.ReportSummary{
				ID: fmt.Sprintf("%06d-%d", r.Code, year), Issuer: r.Name + "人民政府", Level: r.Level, Region: r.Code, RegionName: r.Name,
				Province: r.Province, Year: year, Form: form, Origin: disclosure.OriginDocument, Scope: disclosure.ScopeAggregate,
				Title: fmt.Sprintf("%s%d年政府信息公开工作年度报告", r.Name, year), SourceName: "report.html", SHA256: strings.Repeat("0f", 32),
				Revisions: 1, Facts: 9, Findings: 2,
			})
		}
	}
	return out
}

func (w *world) Reports(_ context.Context, q analytics.ReportQuery) ([]analytics.ReportSummary, int, error) {
	var all []analytics.ReportSummary
	for _, r := range w.summaries() {
		if (len(q.Regions) == 0 || slices.Contains(q.Regions, r.Region)) && (q.Level == "" || q.Level == r.Level) &&
			(q.From == 0 || r.Year >= q.From && r.Year <= q.To) && (q.Form == "" || q.Form == r.Form) &&
			strings.Contains(r.Title, q.Text) && (q.Parent == 0 || r.Region/10000 == q.Parent/10000) {
			all = append(all, r)
		}
	}
	rows := all[min(q.Offset, len(all)):]
	return rows[:min(q.Limit, len(rows))], len(all), w.fail
}

// worldText is written for the tests: it has damage, an overlap of two numbers, a table in disguise and markup that must not
// become markup.
const worldText = "2012-全县主动公开政府信息7954条,其中<b>政策</b>338条。\n广告词\n指 标 | 单位 | 数 量 |\n申请总数 | 件 | 0 |\n网站公开数 | 条 | 3100余 |\n共收到申请12件(网站7件)。"

func (w *world) Report(_ context.Context, id string) (analytics.ReportDetail, error) {
	at := slices.IndexFunc(w.summaries(), func(r analytics.ReportSummary) bool { return r.ID == id })
	if at < 0 {
		return analytics.ReportDetail{}, cmp.Or(w.fail, analytics.ErrNotFound)
	}
	d := analytics.ReportDetail{ReportSummary: w.summaries()[at], Text: worldText}
	d.SourceURL = "https://www.example.gov.cn/a?b=1"
	d.Repairs = []disclosure.Repair{w.repair("2012-", "年", 4), w.repair("广告词", "", 0)}
	d.Facts = []analytics.Observation{
		w.fact(d, "disclosure.total", 80, "7954", 7954, ""),
		w.fact(d, "disclosure.category.policy_docs", 40, "338条", 338, ""),
		w.fact(d, "disclosure.channel.website", 50, "3100余", 3100, "approx"),
		w.fact(d, "requests.received.total", 500, "12件(网站7件)", 12, ""),
		w.fact(d, "requests.channel.online", 510, "7件", 7, ""),
		w.fact(d, "review.total", 600, "申请总数", -1, ""),
		w.fact(d, "requests.result.granted.natural_person", 700, "338", 338, ""),
		w.fact(d, "requests.result.granted.total", 706, "338", 338, ""),
		w.fact(d, "metric.of.an.older.dictionary", 9999, "共收到", 1, ""),
	}
	d.Facts[0].Alternatives = []disclosure.Alternative{{Value: disclosure.Count(7999), Evidence: *w.quote("338")}}
	d.Findings = []disclosure.Finding{
		{
			Code: "SUM_MISMATCH_CATEGORY", Severity: disclosure.SeverityError, MessageZH: "各类之和不等于总数", MessageEN: "The parts do not add up to the total",
			Metrics: []string{"disclosure.total"}, Left: "7999", Right: "7954", Evidence: []disclosure.Evidence{*w.quote("政府信息7954条")},
		},
		{Code: "SPAM_TEXT", Severity: disclosure.SeverityWarning, MessageZH: "混入广告", MessageEN: "Spam in the text", Left: "2", Right: "5"},
		{
			Code: "TEXT_COPIED", Severity: disclosure.SeverityWarning, MessageZH: "与上年相同", MessageEN: "Taken over",
			Evidence: []disclosure.Evidence{*w.quote("共收到申请")}, Previous: []disclosure.Evidence{{Quote: "共收到<申请>", Start: 3, End: 8}},
		},
	}
	return d, w.fail
}

// quote finds words in worldText and gives their rune offsets.
func (w *world) quote(words string) *disclosure.Evidence {
	before, _, ok := strings.Cut(worldText, words)
	if !ok {
		panic("worldText has no " + words)
	}
	start := len([]rune(before))
	return &disclosure.Evidence{Quote: words, Start: start, End: start + len([]rune(words))}
}

func (w *world) repair(words, read string, skip int) disclosure.Repair {
	e := w.quote(words)
	return disclosure.Repair{Kind: "LOST_CHARS", Start: e.Start + skip, End: e.End, Read: read}
}

// fact makes a fact; a negative value makes one without a value.
func (w *world) fact(d analytics.ReportDetail, metric string, num int, words string, value int64, qualifier string) analytics.Observation {
	o := analytics.Observation{
		ID: fmt.Sprintf("o_%s_%d", d.ID, num), Report: d.ID, Issuer: d.Issuer, Level: d.Level, Region: d.Region, RegionName: d.RegionName,
		Province: d.Province, Year: d.Year, Metric: metric, Unit: "条", Status: "reported", Qualifier: qualifier, Scope: d.Scope,
		From: "narrative", Form: d.Form, Origin: d.Origin, Evidence: w.quote(words),
	}
	if value < 0 {
		o.Status = string(disclosure.StatusBlank)
		return o
	}
	v := disclosure.Count(value)
	o.Value = &v
	return o
}

func (w *world) Quality(context.Context) (analytics.Quality, error) {
	q := analytics.Quality{
		Findings: []analytics.FindingCount{
			{Code: "SUM_MISMATCH_CATEGORY", Severity: disclosure.SeverityError, Count: 12, Reports: 9},
			{Code: "APPROX_VALUE", Severity: disclosure.SeverityInfo, Count: 31, Reports: 20},
			{Code: "LOST_CHARS", Severity: disclosure.SeverityWarning, Count: 4, Reports: 4},
		},
		Statuses: map[string]int{"reported": 1100, "explicit_zero": 100, "blank": 34},
		Quarantine: []analytics.ReportSummary{{
			ID: "q0123456789abcdef", SourceName: "县工作年报.docx", Quarantine: []string{"YEAR_UNRESOLVED", "REGION_UNRESOLVED"},
		}},
	}
	if w.empty {
		return analytics.Quality{}, nil
	}
	for _, r := range w.summaries() {
		q.Coverage = append(q.Coverage, analytics.CoverageCell{Level: r.Level, Province: r.Province, Year: r.Year, Reported: 1, Expected: 2})
	}
	return q, w.fail
}

func (w *world) PublicationDays(context.Context, analytics.SelectionQuery) ([]analytics.PublishedReports, error) {
	return nil, w.fail
}

func (w *world) Checks(context.Context, analytics.SelectionQuery, disclosure.Severity) ([]analytics.Check, error) {
	return nil, w.fail
}

func (w *world) Similarity(context.Context, analytics.SelectionQuery, float64, int, int) ([]analytics.SimilarReport, int, error) {
	return nil, 0, w.fail
}

func (w *world) Peers(context.Context, uint32, analytics.PeerWeights) (analytics.PeerList, error) {
	return analytics.PeerList{}, w.fail
}

func (w *world) PeerCodes(context.Context, []uint32, int, analytics.PeerWeights) (map[uint32][]uint32, error) {
	return nil, w.fail
}

func (w *world) Releases(context.Context) ([]analytics.FrozenRelease, error) { return nil, w.fail }

func (w *world) Changes(context.Context, string, string, int) ([]analytics.RevisedFact, error) {
	return nil, w.fail
}

func (w *world) MetricUse(_ context.Context, metrics []string) ([]analytics.MetricUse, error) {
	var out []analytics.MetricUse
	for year := worldFirst; year <= worldLast; year++ {
		for _, m := range metrics {
			out = append(out, analytics.MetricUse{Metric: m, Year: year, Valued: year % 7, Other: year % 3})
		}
	}
	return out, w.fail
}

// newWorldServer serves a world; its log goes to the test.
func newWorldServer(t testing.TB, w *world) *Server {
	t.Helper()
	s, err := New(Options{
		Reader: w, Version: "test", Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), Limits: Limits{PerSecond: 1e9, Burst: 1e9},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
