package dashboard

import (
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// burstyCounties are twelve made-up counties of 湖南省 with 400 and 600 of 1,000 in turn, five years long.
func burstyCounties() []analytics.AggregateRow {
	var rows []analytics.AggregateRow
	for i := range 12 {
		for year := 2019; year <= 2023; year++ {
			row := share(uint32(430701+i), year, 400+200*float64(i%2), 1000)
			row.Level, row.Basis = disclosure.LevelCounty, analytics.BasisOwn
			rows = append(rows, row)
		}
	}
	return rows
}

// phiOfBursts is phi of burstyCounties by its formula: all z are ±2√1000·(asin√0.6 - π/4).
func phiOfBursts() float64 {
	z := 2 * math.Sqrt(1000) * (math.Asin(math.Sqrt(0.6)) - math.Pi/4)
	return z * z
}

// TestTrendAllowsForBursts shows a rise of 25 of 1,000 a year among counties that differ forty times more than chance: chance
// alone makes it a trend, and the usual differences do not.
func TestTrendAllowsForBursts(t *testing.T) {
	rows := burstyCounties()
	for i, x := range []float64{450, 475, 500, 525, 550} {
		row := share(430621, 2019+i, x, 1000)
		row.Level, row.Basis = disclosure.LevelCounty, analytics.BasisUnits // no whole-area report: takes no part in phi
		rows = append(rows, row)
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/trends?measure=rate.granted&region=430621&time=2019..2023"
	near := cmpopts.EquateApprox(1e-9, 0)
	if diff := cmp.Diff([]any{phiOfBursts()}, cells(t, s, target, "dispersion"), near); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{12.0}, cells(t, s, target, "phi_regions")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{"no_change", "increasing"}, []any{cells(t, s, target, "marker")[0], cells(t, s, target+"&dispersion=1", "marker")[0]}); diff != "" {
		t.Error(diff)
	}
	if got := cells(t, s, target+"&dispersion=1", "phi_status"); got[0] != "given" {
		t.Errorf("status %v", got)
	}
	// A count has no interval, and so nothing to widen.
	s = newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{count("requests.received.total", 430621, 2023, 5)}})
	if got := cells(t, s, "/v1/trends?measure=requests.received.total&region=430621&time=2023", "phi_status"); got[0] != "no_data" {
		t.Errorf("a count has phi status %v", got)
	}
}

// TestRankingAllowsForBursts ranks the same counties with and without the usual differences, and leaves out a place that is known
// through its bodies only.
func TestRankingAllowsForBursts(t *testing.T) {
	rows := burstyCounties()
	bodies := share(430799, 2023, 990, 1000)
	bodies.Level, bodies.Basis, bodies.Status = disclosure.LevelCounty, analytics.BasisUnits, "partial"
	s := newFixtureServer(t, &apiFixture{fixed: append(rows, bodies)})
	const target = "/v1/rankings?measure=rate.granted&level=county&time=2023"
	got := apiBody(t, fetch(t, s, target))
	if diff := cmp.Diff(phiOfBursts(), got["dispersion"], cmpopts.EquateApprox(1e-9, 0)); diff != "" || got["phi_status"] != "ok" || got["left_out"] != 1.0 || got["ranked"] != 12.0 {
		t.Errorf("%s, status %v, left out %v, ranked %v", diff, got["phi_status"], got["left_out"], got["ranked"])
	}
	// Forty times the variance: no county is surely ahead of another. Chance alone would part the six high ones from the six low.
	if worst := cells(t, s, target, "rank_upper"); worst[1] != 12.0 || worst[12] != nil {
		t.Errorf("worst ranks %v", worst)
	}
	if worst := cells(t, s, target+"&dispersion=1", "rank_upper"); worst[1] != 6.0 || worst[12] != nil {
		t.Errorf("worst ranks by chance alone %v", worst)
	}
	funnel := apiBody(t, fetch(t, s, "/v1/funnel?measure=rate.granted&level=county&time=2023"))
	if funnel["left_out"] != 1.0 || funnel["compared"] != 12.0 {
		t.Errorf("funnel: left out %v, compared %v", funnel["left_out"], funnel["compared"])
	}
}

// TestRankPageAllowsForBursts shows on the page the possible ranks that /v1/rankings gives for the same counties.
func TestRankPageAllowsForBursts(t *testing.T) {
	rows := burstyCounties()
	for i := range rows {
		rows[i].Year -= 11 // into the years of the fixture's reports
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	_, body := fetchPage(t, s, "/rank?measure=rate.granted&level=county&time=2012&lang=en", http.StatusOK)
	if !strings.Contains(body, "1–12") || strings.Contains(body, "1–6<") || !strings.Contains(body, "variance widened by φ = 40") {
		t.Error("the page ranks by chance alone, or does not say what it allows for")
	}
}

// TestRankPageLeavesOutSingleBodies: a county known through its bodies only is listed and not ranked, as in /v1/rankings: eleven are left to
// be ranked, and the page says so.
func TestRankPageLeavesOutSingleBodies(t *testing.T) {
	rows := burstyCounties()
	for i := range rows {
		rows[i].Year -= 11 // into the years of the fixture's reports
	}
	rows[4].Basis, rows[4].RegionName = analytics.BasisUnits, "单位县"
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	_, body := fetchPage(t, s, "/rank?measure=rate.granted&level=county&time=2012&lang=en", http.StatusOK)
	for _, want := range []string{"单位县", "1–11", "11 places compared", "only single bodies of them are known: 1 more", "<td>not judged</td>"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(body, "1–12") {
		t.Error("the page ranks a county by its bodies")
	}
}

// TestPairsOfSingleBodies: a rate that only the bodies of a place give is shown and compared with none, as in /v1/compare.
func TestPairsOfSingleBodies(t *testing.T) {
	for _, basis := range []analytics.Basis{analytics.BasisOwn, analytics.BasisUnits} {
		first, second := share(430621, 2012, 100, 1000), share(360981, 2012, 900, 1000)
		first.Basis, second.Basis = analytics.BasisOwn, basis
		s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{first, second}})
		_, body := fetchPage(t, s, "/compare?regions=430621~360981&measure=rate.granted&year=2012&lang=en", http.StatusOK)
		compared := !strings.Contains(body, "missing or too few, not compared")
		if compared != (basis == analytics.BasisOwn) {
			t.Errorf("basis %s: compared is %v", basis, compared)
		}
	}
}

// TestRankPageOfFewPlaces: nine counties are too few for limits, so nothing on the page speaks of limits or of who is within them.
func TestRankPageOfFewPlaces(t *testing.T) {
	rows := burstyCounties()[:9*5] // five years each
	for i := range rows {
		rows[i].Year -= 11 // into the years of the fixture's reports
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	_, body := fetchPage(t, s, "/rank?measure=rate.granted&level=county&time=2012&lang=en", http.StatusOK)
	for _, words := range []string{"within the limits", "limits widened", "chance alone"} {
		if strings.Contains(body, words) {
			t.Errorf("the page of nine places says %q", words)
		}
	}
	if !strings.Contains(body, "no limits are drawn") || !strings.Contains(body, "</i>not judged</li>") {
		t.Error("the page does not say that nothing is judged")
	}
}

// TestTrendWithoutYearsHasAStatus asks for a place of which nothing is known in the last definition: a missing value has a kind.
func TestTrendWithoutYearsHasAStatus(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{{
		Region: 430621, Measure: "requests.received.total", Year: 2023, Status: string(analytics.StatusNotCollected), Level: disclosure.LevelCounty,
	}}})
	if got := cells(t, s, "/v1/trends?measure=requests.received.total&region=430621&time=2023", "status"); got[0] != "no_data" {
		t.Errorf("status %v", got)
	}
}
