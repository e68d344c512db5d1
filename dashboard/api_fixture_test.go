package dashboard

import (
	"context"
	"fmt"
	"hash/fnv"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"sort"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// apiFixture is a small world for the API's tests: three real counties and two places that share a name. Its figures are
// those of the reports named beside them, or marked as made up.
type apiFixture struct {
	release   string
	calls     atomic.Int64 // reads of data, without Release
	fail      error        // what every read of data gives instead
	rows      int          // more rows for Observations, to page through
	afterRead func(f *apiFixture)
	fixed     []analytics.AggregateRow // what Aggregates gives of the measures, regions and years asked for, when not nil
	random    bool                     // figures of every kind, made up from a hash of their place
	limits    Limits                   // none unless a test is about them
	frozen    []analytics.FrozenRelease
	revised   []analytics.RevisedFact // what Changes gives, whatever the releases
}

var fixtureRegions = []analytics.Region{
	{Code: 430000, Name: "湖南省", Level: disclosure.LevelProvince, Province: "湖南省", FromYear: 1981, Pinyin: "hunansheng"},
	{Code: 310000, Name: "上海市", Level: disclosure.LevelProvince, Province: "上海市", FromYear: 1981, Pinyin: "shanghaishi"},
	{Code: 330000, Name: "浙江省", Level: disclosure.LevelProvince, Province: "浙江省", FromYear: 1981, Pinyin: "zhejiangsheng"},
	{Code: 420000, Name: "湖北省", Level: disclosure.LevelProvince, Province: "湖北省", FromYear: 1981, Pinyin: "hubeisheng"},
	{Code: 430621, Name: "岳阳县", Level: disclosure.LevelCounty, Province: "湖南省", Prefecture: "岳阳市", Parent: 430600, FromYear: 1981, Pinyin: "yueyangxian", Reports: 1},
	{Code: 360981, Name: "丰城市", Level: disclosure.LevelCounty, Province: "江西省", Prefecture: "宜春市", Parent: 360900, FromYear: 1981, Pinyin: "fengchengshi", Reports: 1},
	{Code: 420222, Name: "阳新县", Level: disclosure.LevelCounty, Province: "湖北省", Prefecture: "黄石市", Parent: 420200, FromYear: 1996, Pinyin: "yangxinxian", Reports: 1},
	{Code: 110105, Name: "朝阳区", Level: disclosure.LevelCounty, Province: "北京市", Parent: 110000, FromYear: 1981, Pinyin: "chaoyangqu"},
	{Code: 220104, Name: "朝阳区", Level: disclosure.LevelCounty, Province: "吉林省", Prefecture: "长春市", Parent: 220100, FromYear: 1981, Pinyin: "chaoyangqu"},
	{Code: 533103, Name: "潞西市", Level: disclosure.LevelCounty, Province: "云南省", Parent: 533100, FromYear: 1996, ToYear: 2009, Pinyin: "luxishi"},
	{Code: 533103, Name: "芒市", Level: disclosure.LevelCounty, Province: "云南省", Parent: 533100, FromYear: 2010, Pinyin: "mangshi"},
	{Code: 110104, Name: "宣武区", Level: disclosure.LevelCounty, Province: "北京市", Parent: 110000, FromYear: 1981, ToYear: 2009, Successor: 110102, Pinyin: "xuanwuqu"},
	{Code: 110102, Name: "西城区", Level: disclosure.LevelCounty, Province: "北京市", Parent: 110000, FromYear: 1981, Pinyin: "xichengqu"},
}

func (f *apiFixture) read() error {
	f.calls.Add(1)
	if f.afterRead != nil {
		defer f.afterRead(f)
	}
	return f.fail
}

func (f *apiFixture) Release(ctx context.Context) (analytics.Release, error) {
	id := f.release
	if pin := analytics.PinOf(ctx); pin.Release != "" {
		id = pin.Release
	}
	return analytics.Release{ID: id, BuiltAt: time.Date(2026, 11, 22, 1, 2, 3, 0, time.UTC), Reports: 2, Facts: 2 + f.rows, Issuers: 2}, nil
}

func (f *apiFixture) Releases(context.Context) ([]analytics.FrozenRelease, error) {
	return f.frozen, f.read()
}

func (f *apiFixture) Changes(_ context.Context, _, _ string, limit int) ([]analytics.RevisedFact, error) {
	return f.revised[:min(limit, len(f.revised))], f.read()
}

func (f *apiFixture) Ping(context.Context) error { return f.fail }

func num(v float64) *float64 { return &v }

// knownTotals are the disclosures of the year as the seed reports print them: 岳阳县 2012, 丰城市 2011.
var knownTotals = map[[2]int]float64{{430621, 2012}: 7954, {360981, 2011}: 9219}

func (f *apiFixture) Aggregates(ctx context.Context, q analytics.AggregateQuery) (analytics.Aggregates, error) {
	if err := f.read(); err != nil {
		return analytics.Aggregates{}, err
	}
	if err := ctx.Err(); err != nil {
		return analytics.Aggregates{}, err
	}
	var out analytics.Aggregates
	for _, row := range f.fixed {
		if slices.Contains(q.Measures, row.Measure) && (row.Region == 0) == !slices.Contains(q.By, "region") &&
			(len(q.Regions) == 0 || slices.Contains(q.Regions, row.Region)) && (q.From == 0 || row.Year >= q.From) && (q.To == 0 || row.Year <= q.To) {
			out.Rows = append(out.Rows, row)
		}
	}
	if f.fixed != nil {
		return out, nil
	}
	from, to := q.From, q.To
	if from == 0 {
		from = 2008
	}
	if to == 0 {
		to = 2025
	}
	for _, measure := range q.Measures {
		for _, r := range fixtureRegions {
			if !inQuery(r, q.Regions, q.Level, q.Parent) || r.ToYear != 0 {
				continue
			}
			for year := from; year <= to; year++ {
				row := f.row(measure, r, year)
				out.Coverage.Expected++
				if row.Value != nil {
					out.Coverage.Reported++
				}
				if row.Value != nil || q.Missing {
					out.Rows = append(out.Rows, row)
				}
			}
		}
	}
	return out, nil
}

func inQuery(r analytics.Region, codes []uint32, level disclosure.Level, parent uint32) bool {
	return (len(codes) == 0 || slices.Contains(codes, r.Code)) && (level == "" || r.Level == level) &&
		(parent == 0 || r.Parent == parent || r.Code/10000 == parent/10000)
}

func (f *apiFixture) row(measure string, r analytics.Region, year int) analytics.AggregateRow {
	row := analytics.AggregateRow{
		Region: r.Code, RegionName: r.Name, Level: r.Level, Year: year, Measure: measure, Unit: "条", Status: "not_collected", Expected: 1,
	}
	if f.random {
		return madeUpRow(row)
	}
	value, ok := knownTotals[[2]int{int(r.Code), year}]
	switch {
	case ok && measure == "disclosure.total":
		row.Value, row.Status, row.Form, row.Scope = num(value), "reported", disclosure.FormNarrative2008, disclosure.ScopeAggregate
		row.Basis, row.Reported, row.NDocs, row.Report = analytics.BasisOwn, 1, 1, fmt.Sprintf("r%d-%d", r.Code, year)
		row.Evidence = fmt.Sprintf("/v1/observations/o_%d_%d/evidence", r.Code, year)
	case measure == "rate.granted" && r.Code == 420222 && year == 2023: // 10 of 18: the Wilson interval of pages-and-api.md C.4
		row.Value, row.Lower, row.Upper, row.Num, row.Den = num(10.0/18), num(0.3372), num(0.7544), num(10), num(18)
		row.Unit, row.Status, row.Method, row.NDocs, row.Reliable, row.Reported = "比例", "ok", "wilson", 1, "caution", 1
	case measure == "rate.granted" && r.Code == 430621 && year == 2023: // made up: too few to judge
		row.Num, row.Den, row.Status, row.NDocs, row.Reported = num(1), num(2), "insufficient_n", 1, 1
	}
	return row
}

// madeUpRow fills a row from a hash of its place, with a missing value in one of three.
func madeUpRow(row analytics.AggregateRow) analytics.AggregateRow {
	h := fnv.New64a()
	fmt.Fprint(h, row.Measure, row.Region, row.Year)
	seed := h.Sum64()
	pick := rand.New(rand.NewPCG(seed, 1))
	row.Expected, row.NDocs, row.Form = 3, pick.IntN(4), disclosure.Forms[pick.IntN(len(disclosure.Forms))]
	row.Break = pick.IntN(5) == 0
	if pick.IntN(6) == 0 {
		row.Contradictions = []string{"SUM_MISMATCH_CATEGORY"}
	}
	switch pick.IntN(3) {
	case 0:
		row.Status = []string{"not_collected", "blank", "not_in_form", "insufficient_n", "zero_denominator"}[pick.IntN(5)]
	case 1:
		row.Status, row.Value, row.Reported = "reported", num(float64(pick.IntN(1_000_000))), 3
		row.Qualifier = []string{"", "approx", "at_least"}[pick.IntN(3)]
	default:
		row.Status, row.Value, row.Lower, row.Upper = "ok", num(pick.Float64()*1e5), num(pick.Float64()*1e-9), num(pick.Float64()*1e18)
		row.Num, row.Den, row.Reported, row.Reliable = num(float64(pick.IntN(30))), num(pick.Float64()), pick.IntN(4), "unstable"
	}
	return row
}

func (f *apiFixture) observation(code int, year int, value int64) analytics.Observation {
	v := disclosure.Count(value)
	return analytics.Observation{
		ID: fmt.Sprintf("o_%d_%d", code, year), Report: fmt.Sprintf("r%d-%d", code, year), Issuer: "某县", Level: disclosure.LevelCounty,
		Region: uint32(code), RegionName: "某县", Province: "某省", Year: year, Metric: "disclosure.total", Value: &v, Unit: "条", Status: "reported",
		Scope: disclosure.ScopeAggregate, From: "narrative", Form: disclosure.FormNarrative2008, Origin: disclosure.OriginDocument,
		Evidence:     &disclosure.Evidence{Quote: "=cmd,\"x\"\n7954条", Start: 0, End: 13, Rule: "narrative.disclosure.total"},
		Alternatives: []disclosure.Alternative{{Value: disclosure.Count(7999), Evidence: disclosure.Evidence{Quote: "7999条", Start: 20, End: 25}}},
	}
}

func (f *apiFixture) allObservations() []analytics.Observation {
	out := []analytics.Observation{f.observation(360981, 2011, 9219), f.observation(430621, 2012, 7954)}
	for i := range f.rows {
		o := f.observation(420222, 2010, int64(i))
		o.ID = fmt.Sprintf("o_z%06d", i)
		out = append(out, o)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

func (f *apiFixture) Observations(ctx context.Context, q analytics.ObservationQuery) ([]analytics.Observation, error) {
	if err := f.read(); err != nil {
		return nil, err
	}
	var out []analytics.Observation
	for _, o := range f.allObservations() {
		if o.ID > q.After && (len(q.Forms) == 0 || slices.Contains(q.Forms, o.Form)) && (len(q.Regions) == 0 || slices.Contains(q.Regions, o.Region)) && len(out) < q.Limit &&
			(len(q.Metrics) == 0 || slices.Contains(q.Metrics, o.Metric)) {
			out = append(out, o)
		}
	}
	return out, ctx.Err()
}

func (f *apiFixture) Observation(_ context.Context, id string) (analytics.Observation, error) {
	if err := f.read(); err != nil {
		return analytics.Observation{}, err
	}
	for _, o := range f.allObservations() {
		if o.ID == id {
			return o, nil
		}
	}
	return analytics.Observation{}, analytics.ErrNotFound
}

func (f *apiFixture) Region(_ context.Context, code uint32) (analytics.Region, error) {
	if err := f.read(); err != nil {
		return analytics.Region{}, err
	}
	for _, r := range fixtureRegions {
		if r.Code == code && r.ToYear == 0 {
			return r, nil
		}
	}
	return analytics.Region{}, analytics.ErrNotFound
}

func (f *apiFixture) Regions(_ context.Context, q analytics.RegionQuery) ([]analytics.Region, error) {
	if err := f.read(); err != nil {
		return nil, err
	}
	var out []analytics.Region
	for i, r := range fixtureRegions {
		renamed := i+1 < len(fixtureRegions) && fixtureRegions[i+1].Code == r.Code
		if (q.Spans || !renamed) && inQuery(r, nil, q.Level, q.Parent) && (strings.Contains(r.Name, q.Text) || strings.HasPrefix(r.Pinyin, q.Text)) {
			out = append(out, r)
		}
	}
	return out, nil
}

func (f *apiFixture) summaries() []analytics.ReportSummary {
	return []analytics.ReportSummary{
		{ID: "r430621-2012", Issuer: "岳阳县人民政府", Level: disclosure.LevelCounty, Region: 430621, RegionName: "岳阳县", Province: "湖南省", Year: 2012, Form: disclosure.FormNarrative2008, Origin: disclosure.OriginDocument, Title: "岳阳县2012年政府信息公开年度报告", SHA256: strings.Repeat("ab", 32), Revisions: 1, Facts: 1, Findings: 2},
		{ID: "r360981-2011", Issuer: "丰城市人民政府", Level: disclosure.LevelCounty, Region: 360981, RegionName: "丰城市", Province: "江西省", Year: 2011, Form: disclosure.FormNarrative2008, Origin: disclosure.OriginDocument, Revisions: 1, Facts: 1},
	}
}

func (f *apiFixture) Reports(_ context.Context, q analytics.ReportQuery) ([]analytics.ReportSummary, int, error) {
	if err := f.read(); err != nil {
		return nil, 0, err
	}
	all := f.summaries()
	if q.Quarantined {
		all = []analytics.ReportSummary{{ID: "q4c2f8b4fce2606f9", Quarantine: []string{"YEAR_UNRESOLVED", "REGION_UNRESOLVED"}}}
	}
	var out []analytics.ReportSummary
	for _, r := range all {
		if len(q.Regions) == 0 || slices.Contains(q.Regions, r.Region) {
			out = append(out, r)
		}
	}
	total := len(out)
	out = out[min(q.Offset, len(out)):]
	return out[:min(q.Limit, len(out))], total, nil
}

func (f *apiFixture) Report(_ context.Context, id string) (analytics.ReportDetail, error) {
	if err := f.read(); err != nil {
		return analytics.ReportDetail{}, err
	}
	for _, r := range f.summaries() {
		if r.ID == id {
			return analytics.ReportDetail{
				ReportSummary: r, Text: "2012-全县主动公开政府信息7954条", Repairs: []disclosure.Repair{{Kind: "LOST_CHARS", Start: 4, End: 5, Read: "年"}},
				Facts: f.allObservations()[:2], Findings: []disclosure.Finding{
					{Code: "SUM_MISMATCH_CATEGORY", Rule: "H4", Severity: disclosure.SeverityError, MessageZH: "各类之和 7999 不等于总数 7954", MessageEN: "The categories add to 7999, not 7954", Metrics: []string{"disclosure.total"}, Left: "7999", Right: "7954"},
					{Code: "DATE_CONFLICT", Severity: disclosure.SeverityWarning, MessageZH: "日期不一", MessageEN: "Two dates"},
				},
			}, nil
		}
	}
	return analytics.ReportDetail{}, analytics.ErrNotFound
}

func (f *apiFixture) Quality(context.Context) (analytics.Quality, error) {
	if err := f.read(); err != nil {
		return analytics.Quality{}, err
	}
	return analytics.Quality{
		Coverage: []analytics.CoverageCell{{Level: disclosure.LevelCounty, Province: "湖南省", Year: 2012, Reported: 1, Expected: 122}, {Level: disclosure.LevelDepartment, Province: "湖南省", Year: 2012, Reported: 3}},
		Findings: []analytics.FindingCount{{Code: "SUM_MISMATCH_CATEGORY", Severity: disclosure.SeverityError, Count: 2, Reports: 1}},
		Statuses: map[string]int{"reported": 4, "explicit_zero": 1},
	}, nil
}

// PublicationDays is made up: three county reports on 2022, one on time, one nine days late, one without a day.
func (f *apiFixture) PublicationDays(context.Context, analytics.SelectionQuery) ([]analytics.PublishedReports, error) {
	day := func(d int) time.Time { return time.Date(2023, time.April, d, 0, 0, 0, 0, time.UTC) }
	due, rule := analytics.DueDay(disclosure.LevelCounty, 2022)
	return []analytics.PublishedReports{{
		Level: disclosure.LevelCounty, Year: 2022, Due: due, Rule: rule, Days: []time.Time{day(0), day(9), {}},
	}}, f.read()
}

func (f *apiFixture) Checks(_ context.Context, _ analytics.SelectionQuery, severity disclosure.Severity) ([]analytics.Check, error) {
	if severity != "" && severity != disclosure.SeverityError {
		return nil, f.read()
	}
	return []analytics.Check{{
		Rule: "H4", Code: "SUM_MISMATCH_CATEGORY", Severity: disclosure.SeverityError, Findings: 2, Reports: 1, Checked: 4,
		Examples: []string{"r430621-2012"}, MessageZH: "各类之和 7999 不等于总数 7954", MessageEN: "The categories add to 7999, not 7954",
	}}, f.read()
}

func (f *apiFixture) Similarity(_ context.Context, _ analytics.SelectionQuery, least float64, limit, offset int) ([]analytics.SimilarReport, int, error) {
	all := []analytics.SimilarReport{
		{
			Report: "r430621-2012", Previous: "r430621-2011", Issuer: "岳阳县人民政府", Level: disclosure.LevelCounty, Region: 430621, Year: 2012, Share: 0.9, Exact: true,
			Same: []analytics.SameSentence{{Quote: "全县主动公开政府信息。", Start: 3, End: 14, PreviousStart: 4, PreviousEnd: 15}},
		},
		{Report: "r360981-2011", Previous: "r360981-2010", Issuer: "丰城市人民政府", Level: disclosure.LevelCounty, Region: 360981, Year: 2011, Share: 0.31},
	}
	all = slices.DeleteFunc(all, func(r analytics.SimilarReport) bool { return r.Share < least })
	total := len(all)
	all = all[min(offset, total):]
	return all[:min(limit, len(all))], total, f.read()
}

// Peers is made up: two places beside any.
func (f *apiFixture) Peers(ctx context.Context, code uint32, weights analytics.PeerWeights) (analytics.PeerList, error) {
	target, err := f.Region(ctx, code)
	if err != nil {
		return analytics.PeerList{}, err
	}
	out := analytics.PeerList{Region: target, Residents: num(560_000), LeftOut: 3, Status: analytics.StatusOK}
	for i, peer := range []uint32{420222, 220104} {
		r, err := f.Region(ctx, peer)
		if err != nil {
			return out, err
		}
		out.Peers = append(out.Peers, analytics.PeerPlace{Region: r, Residents: num(600_000), Distance: num(float64(i) * weights.Population), ByPopulation: num(0.1), ByProvince: num(0)})
	}
	return out, nil
}

// PeerCodes gives every place the other counties of the fixture as peers, in the order of their codes; of another province alone when
// the province does not count.
func (f *apiFixture) PeerCodes(_ context.Context, codes []uint32, k int, weights analytics.PeerWeights) (map[uint32][]uint32, error) {
	out := map[uint32][]uint32{}
	for _, code := range codes {
		for _, r := range fixtureRegions {
			if r.Level == disclosure.LevelCounty && r.ToYear == 0 && r.Code != code && (weights.Province > 0 || r.Code/10000 != code/10000) && len(out[code]) < k {
				out[code] = append(out[code], r.Code)
			}
		}
	}
	return out, f.read()
}

func (f *apiFixture) MetricUse(_ context.Context, metrics []string) ([]analytics.MetricUse, error) {
	if err := f.read(); err != nil {
		return nil, err
	}
	if len(metrics) > 0 && !slices.Contains(metrics, "disclosure.total") {
		return nil, nil
	}
	return []analytics.MetricUse{{Metric: "disclosure.total", Year: 2011, Valued: 1}, {Metric: "disclosure.total", Year: 2012, Valued: 1, Other: 1}}, nil
}

// newFixtureServer is a server on a fixture whose log is thrown away.
func newFixtureServer(t testing.TB, f *apiFixture) *Server {
	t.Helper()
	if f.release == "" {
		f.release = "2026-11-22T01:02:03Z-7"
	}
	if f.limits == (Limits{}) {
		f.limits = Limits{PerSecond: 1e9, Burst: 1e9}
	}
	s, err := New(Options{
		Reader: f, Version: "test", Logger: silent(),
		Limits: f.limits,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks the server for an address; headers come in pairs.
func get(t testing.TB, s http.Handler, target string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// do makes a request without a body.
func do(s http.Handler, method, target string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(method, target, nil))
	return w
}

// silent is a logger that throws everything away.
func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }
