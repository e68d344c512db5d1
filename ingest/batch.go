package ingest

import (
	"cmp"
	"context"
	"io"
	"path/filepath"

	"gongkai/ingest/disclosure"
)

// Batches end at whichever comes first: large enough that an insert is not all overhead, small enough that memory stays
// bounded and an interrupted load has little to repeat.
const (
	batchReports = 500
	batchBytes   = 8 << 20
)

// smallFigures is up to which size a file of figures is read whole and published with its neighbours in one batch.
const smallFigures = 1 << 20

// largeFigures says whether a file of figures is to be read piece by piece: also when it is packed, since its size is not known
// then.
func (f File) largeFigures() bool {
	if f.Kind != KindFigures {
		return false
	}
	ext := filepath.Ext(f.Path)
	return f.Size > smallFigures || ext == ".gz" || ext == ".zst"
}

// batch collects readings until they are worth an insert. One batch is published while the next is read: each waits for the
// other when it is ahead, so that two are in memory at most.
type batch struct {
	readings []reading
	reports  int
	bytes    int
	full     chan []reading
	done     chan published
	failed   <-chan struct{}
}

// published is how publishing ended.
type published struct {
	rejects []Reject
	err     error
}

// newBatch starts publishing what will be added. An error ends the reading with cancel, and finish returns it; told hears of
// every file in order.
func newBatch(ctx context.Context, cancel context.CancelFunc, p *Publisher, told func(FileResult)) *batch {
	b := &batch{full: make(chan []reading), done: make(chan published, 1), failed: ctx.Done()}
	go func() {
		var end published
		for readings := range b.full {
			if end.err != nil {
				continue
			}
			if end.err = publish(ctx, p, readings, told, &end.rejects); end.err != nil {
				cancel()
			}
		}
		b.done <- end
	}()
	return b
}

func (b *batch) add(r reading) {
	if r.large {
		b.flush()
	}
	b.readings = append(b.readings, r)
	b.reports += len(r.reports)
	for _, report := range r.reports {
		b.bytes += len(report.Text)
	}
	if r.large || b.reports >= batchReports || len(b.readings) >= batchReports || b.bytes >= batchBytes {
		b.flush()
	}
}

func (b *batch) flush() {
	if len(b.readings) == 0 {
		return
	}
	select {
	case b.full <- b.readings:
	case <-b.failed:
	}
	b.readings, b.reports, b.bytes = nil, 0, 0
}

// finish publishes the rest and gives the rows that were refused, and the error that ended publishing, if any.
func (b *batch) finish() ([]Reject, error) {
	b.flush()
	close(b.full)
	end := <-b.done
	return end.rejects, end.err
}

// publish publishes the files of a batch, or the one large file that it is.
func publish(ctx context.Context, p *Publisher, readings []reading, told func(FileResult), rejects *[]Reject) error {
	if readings[0].large {
		r, refused, err := publishFigures(ctx, p, readings[0].file)
		if err != nil {
			return err
		}
		*rejects = append(*rejects, refused...)
		told(r)
		return nil
	}
	var reports []*disclosure.Report
	for _, r := range readings {
		reports = append(reports, r.reports...)
	}
	outcomes, err := p.Publish(ctx, reports)
	if err != nil {
		return err
	}
	for _, r := range readings {
		n := len(r.reports)
		out := FileResult{Path: r.file.Path, Reports: map[Outcome]int{}, Rejected: len(r.rejects), Err: r.err}
		out.count(r.reports, outcomes[:n])
		out.settle(r.file)
		*rejects = append(*rejects, r.rejects...)
		told(out)
		outcomes = outcomes[n:]
	}
	return nil
}

// publishFigures reads a large file of figures piece by piece and publishes it as a whole: its reports become visible
// together, or none when the file turns out to be damaged or ctx ends. The error is one of the database; one of the file is in the
// result.
func publishFigures(ctx context.Context, p *Publisher, file File) (FileResult, []Reject, error) {
	out := FileResult{Path: file.Path, Reports: map[Outcome]int{}}
	in, err := file.Open()
	if err != nil {
		out.Err = err
		out.settle(file)
		return out, nil, nil
	}
	defer in.Close()
	pub := publication{Publisher: p}
	var reports []*disclosure.Report
	var failed error // of the database
	write := func() error {
		outcomes, err := pub.add(ctx, reports)
		if err != nil {
			failed = err
			return err
		}
		out.count(reports, outcomes)
		reports = nil
		return nil
	}
	size := 0
	rejects, err := file.scanFigures(in, func(r *disclosure.Report) error {
		reports = append(reports, r)
		if size += len(r.Text); len(reports) < batchReports && size < batchBytes {
			return nil
		}
		size = 0
		return write()
	})
	if err == nil {
		err = write()
	}
	if err == nil {
		failed = pub.show(ctx)
	}
	if failed != nil {
		return out, nil, failed
	}
	if err != nil { // of the file: nothing of it was shown
		out.Reports, out.Reasons, out.Err = map[Outcome]int{}, nil, err
	}
	out.Rejected = len(rejects)
	out.settle(file)
	return out, rejects, nil
}

// scanFigures is ScanFigures of an open file; a panic while it is read is an error of the file.
func (f File) scanFigures(in io.Reader, emit func(*disclosure.Report) error) (rejects []Reject, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = f.brokeDown(cause)
		}
	}()
	return ScanFigures(filepath.Base(f.Path), in, emit)
}

// count adds what became of some of a file's reports.
func (r *FileResult) count(reports []*disclosure.Report, outcomes []Outcome) {
	for i, o := range outcomes {
		r.Reports[o]++
		r.Reasons = append(r.Reasons, reports[i].Quarantine...)
		r.Unusable = cmp.Or(r.Unusable, unusable(reports[i]))
	}
}
