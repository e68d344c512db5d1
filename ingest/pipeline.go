package ingest

import (
	"context"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/semaphore"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
	"gongkai/ingest/extract"
)

// LoadOptions says what to load and whom to tell.
type LoadOptions struct {
	Paths   []string // files, folders, patterns, archives
	Sample  bool     // the bundled figures too, before the paths
	Workers int      // documents read at once; 0 means one for each core
	// Progress hears of every file that is done, in the order of the walk. May be nil.
	Progress func(FileResult)
	// Rejects takes the rows of figures files that were not published, as CSV. May be nil.
	Rejects io.Writer
	// RejectsPath is the file behind Rejects. A folder or pattern that holds it gives it as skipped: it lists rows and states none.
	RejectsPath string
}

// FileResult is what became of one file.
type FileResult struct {
	Path     string
	Outcome  Outcome
	Reports  map[Outcome]int // for a file of figures: its reports by outcome; for a document: one
	Reasons  []string        // why it is in quarantine, failed or was skipped
	Unusable string          // for a document without a text to read: what is wrong with it and the fix
	Rejected int             // rows of figures that were refused
	Err      error           // set when Outcome is failed
}

// Tally counts a load.
type Tally struct {
	Files    map[Outcome]int
	Reports  map[Outcome]int
	Reasons  map[string]int // of quarantine, failure and skipping
	Rejected int
}

// Failed says whether anything could not be loaded: a file that failed or a row that was refused.
func (t Tally) Failed() bool { return t.Files[OutcomeFailed] > 0 || t.Rejected > 0 }

func (t *Tally) add(r FileResult) {
	t.Files[r.Outcome]++
	for outcome, n := range r.Reports {
		t.Reports[outcome] += n
	}
	for _, reason := range r.Reasons {
		t.Reasons[reason]++
	}
	t.Rejected += r.Rejected
}

// reading is a file on its way: what reading gave, or the error. A large file of figures is not read yet.
type reading struct {
	file    File
	reports []*disclosure.Report
	rejects []Reject
	large   bool
	err     error
}

// Load reads and publishes what the paths name. Documents are read by several workers and published in the order of the
// walk, so the result does not depend on the number of workers. A file that cannot be read fails alone; an error of Load
// means that the database or the context ended the run, and that everything before is published.
func Load(ctx context.Context, p *Publisher, o LoadOptions) (Tally, error) {
	tally := Tally{Files: map[Outcome]int{}, Reports: map[Outcome]int{}, Reasons: map[string]int{}}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	b := newBatch(ctx, cancel, p, func(r FileResult) {
		tally.add(r)
		if o.Progress != nil {
			o.Progress(r)
		}
	})
	underWay := semaphore.NewWeighted(maxUnderWay)
	for next := range readAll(ctx, o, underWay) {
		r := <-next.result
		if ctx.Err() != nil {
			break
		}
		b.add(r)
		underWay.Release(next.weight)
	}
	rejected, err := b.finish()
	if err != nil {
		return tally, err
	}
	if err := ctx.Err(); err != nil {
		return tally, err
	}
	if o.Rejects != nil && len(rejected) > 0 {
		if err := WriteRejects(o.Rejects, rejected); err != nil {
			return tally, fmt.Errorf("write the list of rejected rows: %w", err)
		}
	}
	return tally, nil
}

// maxUnderWay is how many bytes of files are read, extracted and waiting to be published at a time: extraction holds up to seventy
// times the bytes of a text. One file may be larger; it has the memory to itself.
const maxUnderWay = 16 << 20

// future is a file on its way, and what it weighs among those under way.
type future struct {
	result chan reading
	weight int64
}

// readAll walks the paths and reads with bounded workers. The channel gives a future for each file in the order of the walk; at
// most four files a worker and maxUnderWay bytes are read ahead. Files enter in the order in which they are taken, so that none waits
// for a later one. Whoever has taken a future releases its weight.
func readAll(ctx context.Context, o LoadOptions, underWay *semaphore.Weighted) <-chan future {
	queue := make(chan future, 4*o.Workers)
	slots := make(chan struct{}, o.Workers)
	go func() {
		defer close(queue)
		for file, err := range files(ctx, o) {
			next := future{result: make(chan reading, 1), weight: file.weight()}
			if underWay.Acquire(ctx, next.weight) != nil {
				return
			}
			select {
			case queue <- next:
			case <-ctx.Done():
				return
			}
			if err != nil || file.Skipped != "" {
				next.result <- reading{file: file, err: err}
				continue
			}
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				next.result <- readFile(file)
			}()
		}
	}()
	return queue
}

// weight is what a file counts for among those under way: its bytes, and nothing where they are not read here.
func (f File) weight() int64 {
	if f.Skipped != "" || f.largeFigures() {
		return 0
	}
	return min(max(f.Size, 0), maxUnderWay)
}

// files gives the sample, when it is asked for, and then what the paths name.
func files(ctx context.Context, o LoadOptions) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		sample := File{Path: SampleName, Size: int64(len(sampleCSV)), Kind: KindFigures, open: openBytes([]byte(sampleCSV))}
		if o.Sample && !yield(sample, nil) {
			return
		}
		rejects := realPath(o.RejectsPath)
		for file, err := range Walk(ctx, o.Paths) {
			if file.Kind == KindFigures && realPath(file.Path) == rejects {
				file.Skipped = SkipRejects
			}
			if !yield(file, err) {
				return
			}
		}
	}
}

// brokeDown is the error of a file whose reader panicked. Parsers of other hands read what anybody may have written: that file fails
// and not the thousands after it.
func (f File) brokeDown(cause any) error {
	return fmt.Errorf("%s: its reader broke down (%v); convert the file to another format and report this", f.Path, cause)
}

// readFile reads and extracts one file.
func readFile(file File) (r reading) {
	r.file = file
	defer func() {
		if cause := recover(); cause != nil {
			r = reading{file: file, err: file.brokeDown(cause)}
		}
	}()
	if r.large = file.largeFigures(); r.large {
		return r
	}
	if file.Kind == KindFigures {
		in, err := file.Open()
		if err != nil {
			r.err = err
			return r
		}
		defer in.Close()
		r.reports, r.rejects, r.err = ReadFigures(filepath.Base(file.Path), in)
		return r
	}
	data, err := file.Read()
	if err != nil {
		r.err = err
		return r
	}
	doc, err := document.Read(filepath.Base(file.Path), data)
	if err != nil {
		if report := unreadable(file, data, err); report != nil {
			r.reports = []*disclosure.Report{report}
			return r
		}
		r.err = err
		return r
	}
	r.reports = []*disclosure.Report{extract.Report(doc)}
	return r
}

// settle tells what became of a file from what became of its reports.
func (r *FileResult) settle(file File) {
	switch {
	case r.Err != nil:
		r.Outcome = OutcomeFailed
	case file.Skipped != "":
		r.Outcome, r.Reasons = OutcomeSkipped, []string{file.Skipped}
	case r.Reports[OutcomePublished] > 0:
		r.Outcome = OutcomePublished
	case r.Reports[OutcomeQuarantined] > 0:
		r.Outcome = OutcomeQuarantined
	case r.Reports[OutcomeUnchanged] > 0:
		r.Outcome = OutcomeUnchanged
	default:
		r.Outcome = OutcomeFailed
		r.Err = fmt.Errorf("%s: no row could be published", r.Path)
	}
}
