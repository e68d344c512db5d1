package ingest

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// TestQualityAnswers publishes three reports of a county and asks what the Store says of their days, their checks and their texts.
func TestQualityAnswers(t *testing.T) {
	s, ctx := newStack(t), context.Background()
	var text strings.Builder
	for _, line := range []string{
		"一年来我县围绕群众关心的饮水安全与乡村道路两件实事安排公开事项并逐月在村务栏张榜说明进展情况", "春季汛期之前水利部门把十七座小型水库的加固图纸和资金来源全部放到县城广场供群众翻阅",
		"教育方面把农村寄宿学校的食堂采购价格和营养餐菜单每周贴在校门口由家长委员会轮流核对签字", "卫生院把常用药品的进价与售价并排写在窗口旁边的木牌上方便来看病的老人比较",
		"土地征收补偿的测算过程由镇里的会计在院坝会上逐户念出并当场回答提问", "年底请了九位退休干部和十一位村民代表对全年公开工作打分得出的意见已经写进明年的打算",
	} {
		text.WriteString(line + "。\n")
	}
	report := func(year int, published, words string, findings ...disclosure.Finding) *disclosure.Report {
		r := yueyang(words, fact("disclosure.total", int64(year)))
		r.Year, r.PublishedOn, r.Findings = year, published, findings
		return r
	}
	mismatch := disclosure.Finding{Code: "SUM_MISMATCH_CATEGORY", Rule: "H4", Severity: disclosure.SeverityError, MessageZH: "甲", MessageEN: "a", Metrics: []string{"disclosure.total"}}
	s.publish(t,
		report(2012, "2013-03-28", text.String()+"甲", mismatch, mismatch), report(2013, "2014-04-04", text.String()+"乙", mismatch), report(2014, "2014-05-01", "丙"))
	days, err := s.store.PublicationDays(ctx, analytics.SelectionQuery{Regions: []uint32{430621}})
	if err != nil {
		t.Fatal(err)
	}
	lags := map[int]float64{2012: -3, 2013: 4}
	for _, d := range days {
		result := analytics.Timeliness(d.Days, d.Due)
		if want, known := lags[d.Year]; known != (result.MedianLag != nil) || known && *result.MedianLag != want {
			t.Errorf("%d: %+v, want a lag of %v", d.Year, result, want) // 2014 appeared within the year it is about: an error of the source
		}
	}
	if len(days) != 3 {
		t.Errorf("%d years", len(days))
	}
	checks, err := s.store.Checks(ctx, analytics.SelectionQuery{Level: disclosure.LevelCounty}, disclosure.SeverityError)
	if err != nil {
		t.Fatal(err)
	}
	if len(checks) != 1 || checks[0].Findings != 3 || checks[0].Reports != 2 || checks[0].Checked != 3 || len(checks[0].Examples) != 2 ||
		!strings.HasSuffix(checks[0].Examples[0], "-2013") {
		t.Errorf("checks %+v", checks)
	}
	contradicted, err := s.store.Aggregates(ctx, analytics.AggregateQuery{Measures: []string{"disclosure.total"}, Regions: []uint32{430621}, Contradictions: true})
	if err != nil {
		t.Fatal(err)
	}
	said := map[int][]string{}
	for _, r := range contradicted.Rows {
		said[r.Year] = r.Contradictions
	}
	if len(said) != 3 || !slices.Equal(said[2012], []string{"SUM_MISMATCH_CATEGORY"}) || len(said[2013]) != 1 || said[2014] != nil {
		t.Errorf("contradictions by year: %v", said)
	}
	if none, err := s.store.Checks(ctx, analytics.SelectionQuery{From: 2014}, disclosure.SeverityError); err != nil || len(none) != 0 {
		t.Errorf("of 2014: %+v %v", none, err)
	}
	copied, total, err := s.store.Similarity(ctx, analytics.SelectionQuery{}, 0.8, 10, 0)
	if err != nil {
		t.Fatal(err)
	}
	if total != 1 || len(copied) != 1 || copied[0].Year != 2013 || !copied[0].Exact || copied[0].Share < 0.95 || len(copied[0].Same) == 0 {
		t.Fatalf("copied %d: %+v", total, copied)
	}
	s.quotesStand(t, copied[0])
	// A newer program reads more characters from the same bytes of both: the places are those of the texts as they are stored now.
	later, earlier := report(2013, "2014-04-04", text.String()+"乙", mismatch), report(2012, "2013-03-28", text.String()+"甲", mismatch, mismatch)
	later.Text, later.Title = "公开。\n"+later.Text, "又一题"
	earlier.Text, earlier.Title = "政务公开。\n"+earlier.Text, "又一题"
	s.publish(t, later, earlier)
	if copied, total, err = s.store.Similarity(ctx, analytics.SelectionQuery{}, 0.8, 10, 0); err != nil || total != 1 || !copied[0].Exact || len(copied[0].Same) == 0 {
		t.Fatalf("read again %d: %+v %v", total, copied, err)
	}
	s.quotesStand(t, copied[0])
}

// quotesStand wants the sentences of a pair where they are said to be in both texts.
func (s stack) quotesStand(t *testing.T, pair analytics.SimilarReport) {
	t.Helper()
	for _, side := range []struct {
		report string
		place  func(analytics.SameSentence) (int, int)
	}{
		{pair.Report, func(same analytics.SameSentence) (int, int) { return same.Start, same.End }},
		{pair.Previous, func(same analytics.SameSentence) (int, int) { return same.PreviousStart, same.PreviousEnd }},
	} {
		detail, err := s.store.Report(context.Background(), side.report)
		if err != nil {
			t.Fatal(err)
		}
		for _, same := range pair.Same {
			start, end := side.place(same)
			if got := string([]rune(detail.Text)[start:end]); got != same.Quote {
				t.Errorf("%s: the sentence stands as %q and not %q", side.report, got, same.Quote)
			}
		}
	}
}

// TestPeersAreKept: what a release kept stays, whatever residents are loaded later; without a release peers follow the residents.
func TestPeersAreKept(t *testing.T) {
	s, ctx := newStack(t), context.Background()
	s.publish(t, yueyang("甲", fact("disclosure.total", 1)))
	if err := s.store.KeepPeers(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.store.KeepPeers(ctx); err != nil { // again: nothing is doubled
		t.Fatal(err)
	}
	if _, err := Freeze(ctx, s.db, "2026.1", ""); err != nil {
		t.Fatal(err)
	}
	pinned := analytics.WithPin(ctx, analytics.Pin{Release: "2026.1"})
	before, err := s.store.Peers(pinned, 430621, analytics.EqualPeerWeights)
	if err != nil || !before.Kept || len(before.Peers) != analytics.MostPeers {
		t.Fatalf("%d peers, kept %v: %v", len(before.Peers), before.Kept, err)
	}
	for i, p := range before.Peers { // of 岳阳县: counties, the nearest first, each known by its residents
		if p.Region.Level != disclosure.LevelCounty || p.Residents == nil || i > 0 && *p.Distance < *before.Peers[i-1].Distance {
			t.Errorf("peer %d: %+v", i, p)
		}
	}
	bySize := analytics.PeerWeights{Population: 2}
	weighted, err := s.store.Peers(pinned, 430621, bySize)
	if err != nil || weighted.Kept || len(weighted.Peers) != analytics.MostPeers || weighted.Peers[0].ByProvince != nil ||
		math.Abs(*weighted.Peers[9].Distance-math.Sqrt(*weighted.Peers[9].ByPopulation)) > 1e-12 {
		t.Errorf("by residents alone, the distance is the difference of residents: kept %v, %v", weighted.Kept, err)
	}
	if by, err := s.store.PeerCodes(pinned, []uint32{430621}, 2, bySize); err != nil || by[430621][1] != weighted.Peers[1].Region.Code {
		t.Errorf("codes by residents alone %v, want %v first: %v", by, weighted.Peers[0].Region, err)
	}
	s.publish(t, yueyang("甲乙", fact("disclosure.total", 2)))
	if err := s.store.Reload(ctx); err != nil {
		t.Fatal(err)
	}
	now, err := s.store.Peers(ctx, 430621, analytics.EqualPeerWeights)
	if err != nil || now.Kept || now.Peers[0].Region.Code != before.Peers[0].Region.Code {
		t.Errorf("computed: kept %v, first %v, before %v: %v", now.Kept, now.Peers[0].Region, before.Peers[0].Region, err)
	}
	if err := s.db.Exec(ctx, "truncate_population", nil); err != nil {
		t.Fatal(err)
	}
	if err := Rebuild(ctx, s.db); err != nil {
		t.Fatal(err)
	}
	if err := s.store.Reload(ctx); err != nil {
		t.Fatal(err)
	}
	if none, err := s.store.Peers(ctx, 430621, analytics.EqualPeerWeights); err != nil || none.Residents != nil {
		t.Errorf("residents that nobody counted: %+v %v", none.Residents, err)
	}
	if then, err := s.store.Peers(pinned, 430621, bySize); err != nil || len(then.Peers) != len(weighted.Peers) || *then.Peers[7].Distance != *weighted.Peers[7].Distance {
		t.Errorf("the release's weighted peers changed: %v", err)
	}
	again, err := s.store.Peers(pinned, 430621, analytics.EqualPeerWeights)
	if err != nil || len(again.Peers) != len(before.Peers) || again.Peers[7].Region.Code != before.Peers[7].Region.Code || *again.Peers[7].Distance != *before.Peers[7].Distance {
		t.Errorf("the release's peers changed: %v", err)
	}
}
