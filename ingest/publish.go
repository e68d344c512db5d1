package ingest

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"time"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/reconcile"
	"gongkai/sql"
)

// Outcome is what publishing did with one report.
type Outcome string

// The outcomes of a report or file.
const (
	OutcomePublished   Outcome = "published"
	OutcomeUnchanged   Outcome = "unchanged"   // the same bytes with the same content are published already
	OutcomeQuarantined Outcome = "quarantined" // stored and listed, in no aggregate
	OutcomeFailed      Outcome = "failed"
	OutcomeSkipped     Outcome = "skipped" // not a kind of file that reports come in
)

// Publisher writes reports to the database.
type Publisher struct {
	db     *sql.DB
	dict   *disclosure.Dictionary
	parser string // version of the program, stored with every report
	last   uint64 // newest revision given out
}

// NewPublisher prepares publishing. It reads the newest revision so that its own are larger.
func NewPublisher(ctx context.Context, db *sql.DB, parser string) (*Publisher, error) {
	dict, err := disclosure.LoadDictionary()
	if err != nil {
		return nil, err
	}
	held, err := heldRevisions(ctx, db)
	if err != nil {
		return nil, err
	}
	return &Publisher{db: db, dict: dict, parser: parser, last: held.Newest}, nil
}

// entry is a report on its way into the tables.
type entry struct {
	*disclosure.Report
	issuer   uint64
	revision uint64
	content  string
	sketch   reconcile.Sketch
	facts    int
	findings int
}

// compared says whether the report has running text to compare with other years': figures have none, and what is in no aggregate
// is left out.
func (e entry) compared() bool { return e.Origin == disclosure.OriginDocument && !e.Quarantined() }

// publication is several batches of reports that become visible together.
type publication struct {
	*Publisher
	entries []entry // written but for their rows in reports; without texts, facts and findings
}

// Publish writes reports in one batch: documents, facts, evidence, findings and repairs first, the reports rows last. A
// report is visible when its row is there, so a crash or an error before leaves nothing of the batch to see and the batch can be
// published again. Reports whose bytes and content are published already are left alone. The outcomes stand in the order
// of the reports.
func (p *Publisher) Publish(ctx context.Context, reports []*disclosure.Report) ([]Outcome, error) {
	pub := publication{Publisher: p}
	outcomes, err := pub.add(ctx, reports)
	if err != nil {
		return nil, err
	}
	return outcomes, pub.show(ctx)
}

// add writes a batch of reports, which is not to be seen before show. The outcomes stand in the order of the reports.
func (p *publication) add(ctx context.Context, reports []*disclosure.Report) ([]Outcome, error) {
	outcomes := make([]Outcome, len(reports))
	known, err := p.known(ctx, reports)
	if err != nil {
		return nil, err
	}
	contents := make([]string, len(reports))
	err = onAllCores(len(reports), func(i int) (err error) {
		if contents[i], err = contentHash(reports[i]); err != nil {
			return fmt.Errorf("publish %s: %w", reports[i].Source.Name, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var entries []entry
	for i, r := range reports {
		content := contents[i]
		key := string(r.Origin) + r.Source.SHA256
		if known[key] == content {
			outcomes[i] = OutcomeUnchanged
			continue
		}
		known[key] = content
		outcomes[i] = OutcomePublished
		if r.Quarantined() {
			outcomes[i] = OutcomeQuarantined
		}
		entries = append(entries, entry{
			Report: r, issuer: issuerKey(r), revision: p.nextRevision(), content: content, facts: len(r.Facts), findings: len(r.Findings),
		})
	}
	if len(entries) == 0 {
		return outcomes, nil
	}
	err = onAllCores(len(entries), func(i int) error {
		if entries[i].compared() {
			entries[i].sketch = reconcile.SketchOf(entries[i].Text)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	steps := []struct {
		query string
		fill  func(sql.Batch, entry) error
	}{
		{"insert_documents", appendDocument},
		{"insert_text_sketches", appendSketch},
		{"insert_facts", p.appendFacts},
		{"insert_evidence", p.appendEvidence},
		{"insert_findings", appendFindings},
		{"insert_repairs", appendRepairs},
	}
	for _, s := range steps {
		if err := p.insert(ctx, s.query, entries, s.fill); err != nil {
			return nil, err
		}
	}
	for _, e := range entries {
		head := *e.Report
		head.Text, head.Facts, head.Findings, head.Repairs = "", nil, nil, nil
		e.Report, e.sketch = &head, reconcile.Sketch{}
		p.entries = append(p.entries, e)
	}
	return outcomes, nil
}

// show writes the rows that make the reports visible: all at once up to 100,000, in several steps beyond.
func (p *publication) show(ctx context.Context) error {
	if len(p.entries) == 0 {
		return nil
	}
	return p.insert(ctx, "insert_reports", p.entries, p.appendReport)
}

func (p *Publisher) insert(ctx context.Context, query string, entries []entry, fill func(sql.Batch, entry) error) error {
	err := p.db.Insert(ctx, query, func(b sql.Batch) error {
		for _, e := range entries {
			if err := fill(b, e); err != nil {
				return fmt.Errorf("%s: %w", e.Source.Name, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	return nil
}

// onAllCores does n independent pieces of work and gives the first error in their order.
func onAllCores(n int, work func(i int) error) error {
	errs := make([]error, n)
	workers := min(runtime.GOMAXPROCS(0), n)
	var running sync.WaitGroup
	for w := range workers {
		running.Go(func() {
			for i := w; i < n; i += workers {
				errs[i] = work(i)
			}
		})
	}
	running.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// known maps origin and hash to the content that is published of them.
func (p *Publisher) known(ctx context.Context, reports []*disclosure.Report) (map[string]string, error) {
	hashes := map[disclosure.Origin][]string{}
	for _, r := range reports {
		hashes[r.Origin] = append(hashes[r.Origin], r.Source.SHA256)
	}
	known := map[string]string{}
	for origin, list := range hashes {
		var rows []struct {
			SHA256  string `ch:"sha256"`
			Content string `ch:"content"`
		}
		if err := p.db.Select(ctx, &rows, "documents_known", sql.Params{"origin": string(origin), "hashes": list}); err != nil {
			return nil, err
		}
		for _, r := range rows {
			known[string(origin)+r.SHA256] = r.Content
		}
	}
	return known, nil
}

// nextRevision grows with every report, across restarts and even when the clock goes back.
func (p *Publisher) nextRevision() uint64 {
	now := uint64(time.Now().UnixMicro())
	p.last = max(p.last+1, now)
	return p.last
}

// issuerKey is the issuer's number; a report in quarantine is filed under its own bytes, since its issuer is in doubt.
func issuerKey(r *disclosure.Report) uint64 {
	if !r.Quarantined() {
		return r.Issuer.ID()
	}
	raw, err := hex.DecodeString(r.Source.SHA256)
	if err != nil || len(raw) < 8 {
		return r.Issuer.ID()
	}
	return binary.BigEndian.Uint64(raw)
}

// regionCode is the code of the issuer's place as a number; 0 when it has none (a functional zone) or is unresolved. Central
// bodies belong to the nation.
func regionCode(i disclosure.Issuer) uint32 {
	if i.Region == "全国" {
		return nation
	}
	n, err := strconv.ParseUint(i.Code, 10, 32)
	if err != nil {
		return 0
	}
	return uint32(n)
}
