package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strings"
	"testing"
	"time"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
	"gongkai/sql"
	"gongkai/sql/sqltest"
)

// yueyang is a made-up report of a real place: two facts, one of them a stated zero.
func yueyang(text string, facts ...disclosure.Fact) *disclosure.Report {
	sum := sha256.Sum256([]byte(text))
	return &disclosure.Report{
		Issuer: disclosure.Issuer{Name: "岳阳县人民政府", Level: disclosure.LevelCounty, Province: "湖南省", Region: "岳阳县", Code: "430621"},
		Year:   2012, Form: disclosure.FormNarrative2008, Origin: disclosure.OriginDocument, Scope: disclosure.ScopeAggregate,
		Title: "年度报告", Source: disclosure.Source{Name: "a.txt", MediaType: "text/plain", Charset: "utf-8", SHA256: hex.EncodeToString(sum[:]), Size: int64(len(text))},
		Text: text, Facts: facts,
	}
}

func fact(metric string, n int64) disclosure.Fact {
	v := disclosure.Count(n)
	status := disclosure.StatusReported
	if n == 0 {
		status = disclosure.StatusExplicitZero
	}
	return disclosure.Fact{
		Metric: metric, Value: &v, Unit: "件", Status: status, Scope: disclosure.ScopeAggregate, From: disclosure.FromNarrative,
		Evidence: disclosure.Evidence{Quote: "甲", Start: 0, End: 1, Rule: "test"},
	}
}

type stack struct {
	db        *sql.DB
	publisher *Publisher
	store     *analytics.Store
}

func newStack(t testing.TB) stack {
	t.Helper()
	ctx := context.Background()
	db := sqltest.New(t)
	if _, err := EnsureReference(ctx, db); err != nil {
		t.Fatal(err)
	}
	publisher, err := NewPublisher(ctx, db, "test")
	if err != nil {
		t.Fatal(err)
	}
	store, err := analytics.NewStore(db)
	if err != nil {
		t.Fatal(err)
	}
	return stack{db, publisher, store}
}

func (s stack) publish(t testing.TB, reports ...*disclosure.Report) []Outcome {
	t.Helper()
	ctx := context.Background()
	outcomes, err := s.publisher.Publish(ctx, reports)
	if err != nil {
		t.Fatal(err)
	}
	s.refresh(t)
	return outcomes
}

func (s stack) refresh(t testing.TB) {
	t.Helper()
	ctx := context.Background()
	if _, err := Refresh(ctx, s.db); err != nil {
		t.Fatal(err)
	}
	if err := s.store.Reload(ctx); err != nil {
		t.Fatal(err)
	}
}

func (s stack) values(t testing.TB) map[string]string {
	t.Helper()
	rows, err := s.store.Observations(context.Background(), analytics.ObservationQuery{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range rows {
		text := r.Status
		if r.Value != nil {
			text = r.Value.String()
		}
		out[r.Metric] = text
	}
	return out
}

func TestPublishSameBytesAgainChangesNothing(t *testing.T) {
	s := newStack(t)
	r := yueyang("甲", fact("disclosure.total", 7954), fact("requests.received.total", 0))
	if got := s.publish(t, r); got[0] != OutcomePublished {
		t.Fatalf("first time: %s", got[0])
	}
	before, err := s.store.Release(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got := s.publish(t, r); got[0] != OutcomeUnchanged {
		t.Fatalf("second time: %s", got[0])
	}
	after, err := s.store.Release(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if before != after || after.Reports != 1 || after.Facts != 2 {
		t.Errorf("release %+v became %+v", before, after)
	}
}

func TestPublishTwinsInOneBatch(t *testing.T) {
	s := newStack(t)
	r := yueyang("甲", fact("disclosure.total", 7954))
	got := s.publish(t, r, r)
	if got[0] != OutcomePublished || got[1] != OutcomeUnchanged {
		t.Errorf("outcomes %v", got)
	}
}

func TestCorrectedReportHidesDroppedFacts(t *testing.T) {
	s := newStack(t)
	first := yueyang("甲", fact("disclosure.total", 7954), fact("review.total", 3))
	corrected := yueyang("乙", fact("disclosure.total", 7999))
	s.publish(t, first)
	s.publish(t, corrected)
	if got := s.values(t); len(got) != 1 || got["disclosure.total"] != "7999" {
		t.Errorf("values after the correction: %v", got)
	}
	s.publish(t, first) // the old file again is no new correction
	if got := s.values(t); got["disclosure.total"] != "7999" {
		t.Errorf("values after loading the old file again: %v", got)
	}
}

func TestFactsWithoutReportRowAreInvisible(t *testing.T) {
	s := newStack(t)
	s.publish(t, yueyang("甲", fact("disclosure.total", 7954)))
	torn := entry{Report: yueyang("乙", fact("disclosure.total", 1), fact("review.total", 2)), issuer: yueyang("").Issuer.ID(), revision: s.publisher.nextRevision()}
	err := s.db.Insert(context.Background(), "insert_facts", func(b sql.Batch) error { return s.publisher.appendFacts(b, torn) })
	if err != nil {
		t.Fatal(err)
	}
	if err := Rebuild(context.Background(), s.db); err != nil {
		t.Fatal(err)
	}
	if err := s.store.Reload(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := s.values(t); len(got) != 1 || got["disclosure.total"] != "7954" {
		t.Errorf("values beside a torn publish: %v", got)
	}
}

func TestUnfinishedGenerationIsInvisibleAndDropped(t *testing.T) {
	s := newStack(t)
	ctx := context.Background()
	s.publish(t, yueyang("甲", fact("disclosure.total", 7954)))
	current, err := currentGeneration(ctx, s.db)
	if err != nil {
		t.Fatal(err)
	}
	unfinished := slice{0, math.MaxUint64}.params(current.Number + 1)
	if err := s.db.Exec(ctx, "refresh_reports", unfinished); err != nil {
		t.Fatal(err)
	}
	if err := s.store.Reload(ctx); err != nil {
		t.Fatal(err)
	}
	if rows, total, err := s.store.Reports(ctx, analytics.ReportQuery{}); err != nil || total != 1 || len(rows) != 1 {
		t.Errorf("reports beside an unfinished generation: %d of %d, %v", len(rows), total, err)
	}
	if err := Rebuild(ctx, s.db); err != nil {
		t.Fatal(err)
	}
	rebuilt, err := currentGeneration(ctx, s.db)
	if err != nil {
		t.Fatal(err)
	}
	if err := dropGenerations(ctx, s.db, rebuilt.Number, time.Now()); err != nil { // what the next build begins with
		t.Fatal(err)
	}
	var left []struct {
		Table      string `ch:"table"`
		Partition  string `ch:"partition_id"`
		Generation uint64 `ch:"generation"`
	}
	if err := s.db.Select(ctx, &left, "generations_old", sql.Params{"current": rebuilt.Number, "begun": uint64(1) << 63}); err != nil {
		t.Fatal(err)
	}
	for _, p := range left {
		t.Errorf("partition %s of %s (generation %d) is left", p.Partition, p.Table, p.Generation)
	}
}

// TestBuildOfAnotherProgramIsLeftAlone begins a build as a second program on the same server would, and builds beside it: the
// first must find its copies when it goes on.
func TestBuildOfAnotherProgramIsLeftAlone(t *testing.T) {
	s := newStack(t)
	ctx := context.Background()
	s.publish(t, yueyang("甲", fact("disclosure.total", 7954)))
	other := uint64(time.Now().UnixMicro())
	if err := s.db.Exec(ctx, "refresh_reports", slice{0, math.MaxUint64}.params(other)); err != nil {
		t.Fatal(err)
	}
	s.publish(t, yueyang("乙", fact("disclosure.total", 7999)))
	if err := s.db.Exec(ctx, "refresh_generation", sql.Params{"generation": other, "rows": uint64(1)}); err != nil {
		t.Fatal(err)
	}
	newest, err := currentGeneration(ctx, s.db)
	if err != nil {
		t.Fatal(err)
	}
	var built []struct {
		Number   uint64    `ch:"generation"`
		Revision uint64    `ch:"revision"`
		Reports  uint64    `ch:"reports"`
		Facts    uint64    `ch:"facts"`
		Issuers  uint64    `ch:"issuers"`
		BuiltAt  time.Time `ch:"built_at"`
	}
	if err := s.db.Select(ctx, &built, "generation_by_number", sql.Params{"generation": other}); err != nil {
		t.Fatal(err)
	}
	if len(built) != 1 || built[0].Reports != 1 || built[0].Revision >= newest.Revision {
		t.Errorf("the other build has %+v, the newest is %+v", built, newest)
	}
}

// TestLateReportOfAnotherProgramIsShown writes a report under a revision that was given out before that of the newest report, as a
// second loader on the same server does that takes longer over its batch.
func TestLateReportOfAnotherProgramIsShown(t *testing.T) {
	s := newStack(t)
	ctx := context.Background()
	late, err := NewPublisher(ctx, s.db, "test")
	if err != nil {
		t.Fatal(err)
	}
	s.publish(t, yueyang("甲", fact("disclosure.total", 7954)))
	report := yueyang("乙", fact("disclosure.total", 7999))
	report.Year = 2013
	e := entry{Report: report, issuer: report.Issuer.ID(), revision: late.last + 1}
	for query, fill := range map[string]func(sql.Batch, entry) error{"insert_facts": late.appendFacts, "insert_reports": late.appendReport} {
		if err := s.db.Insert(ctx, query, func(b sql.Batch) error { return fill(b, e) }); err != nil {
			t.Fatal(err)
		}
	}
	if built, err := Refresh(ctx, s.db); err != nil || !built {
		t.Errorf("the late report is not shown: %v, %v", built, err)
	}
	if built, err := Refresh(ctx, s.db); err != nil || built {
		t.Errorf("nothing changed, yet the copies were built anew: %v, %v", built, err)
	}
}

func TestQuarantineEntersNoAggregate(t *testing.T) {
	s := newStack(t)
	r := yueyang("甲", fact("disclosure.total", 1400))
	r.Year, r.Issuer, r.Quarantine = 0, disclosure.Issuer{}, []string{"YEAR_UNRESOLVED", "REGION_UNRESOLVED"}
	if got := s.publish(t, r); got[0] != OutcomeQuarantined {
		t.Fatalf("outcome %s", got[0])
	}
	if got := s.values(t); len(got) != 0 {
		t.Errorf("values %v", got)
	}
	q, err := s.store.Quality(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(q.Quarantine) != 1 || strings.Join(q.Quarantine[0].Quarantine, " ") != "YEAR_UNRESOLVED REGION_UNRESOLVED" {
		t.Errorf("quarantine %+v", q.Quarantine)
	}
	detail, err := s.store.Report(context.Background(), q.Quarantine[0].ID)
	if err != nil || detail.Text != "甲" || len(detail.Facts) != 1 {
		t.Errorf("the quarantined report: %+v, %v", detail, err)
	}
}

func TestDocumentBeatsFigures(t *testing.T) {
	s := newStack(t)
	figures := yueyang("csv", fact("disclosure.total", 1), fact("litigation.total", 2))
	figures.Origin, figures.Form = disclosure.OriginFigures, disclosure.FormFigures
	s.publish(t, yueyang("甲", fact("disclosure.total", 7954)), figures)
	got := s.values(t)
	if got["disclosure.total"] != "7954" || got["litigation.total"] != "2" {
		t.Errorf("values %v", got)
	}
}

func TestUnknownMetricPublishesNothing(t *testing.T) {
	s := newStack(t)
	_, err := s.publisher.Publish(context.Background(), []*disclosure.Report{yueyang("甲", fact("no.such.metric", 1))})
	if err == nil || !strings.Contains(err.Error(), "no.such.metric") || !strings.Contains(err.Error(), "a.txt") {
		t.Errorf("error %v", err)
	}
}

// TestSlicesHoldEveryIssuer parts all issuer numbers without gap or overlap.
func TestSlicesHoldEveryIssuer(t *testing.T) {
	parts := revisions{Facts: 97_000_000, Rows: 1_000_000}.slices()
	next := uint64(0)
	for _, p := range parts {
		if p.first != next || p.last < p.first {
			t.Fatalf("%+v begins elsewhere than %d", p, next)
		}
		next = p.last + 1
	}
	if next != 0 || len(parts) != 25 {
		t.Errorf("%d parts, the last ends before %d", len(parts), next)
	}
}
