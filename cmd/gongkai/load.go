package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"gongkai/ingest"
)

type loadCmd struct {
	storage
	Paths      []string `arg:"" optional:"" help:"Files, folders, patterns (2021/*.html), archives (.zip, .tar.gz). | 文件、目录、通配符、压缩包。"`
	Sample     bool     `help:"Load the real figures that come with the program. | 载入自带的示例数据。"`
	Workers    int      `help:"Documents read at once; 0: one for each core. | 并行读取数。" default:"0"`
	Rejects    string   `help:"Where refused rows of figures are listed. | 被拒绝数据行的清单文件。" default:"rejects.csv" type:"path" placeholder:"FILE"`
	Population []string `help:"Residents by place and year, as CSV: code,year,residents,source. | 常住人口 CSV。" type:"existingfile" placeholder:"FILE"`
	Quiet      bool     `short:"q" help:"Print only the tally and errors. | 只输出汇总与错误。"`
}

// Run loads what the paths name and prints a tally. It exits with 1 when a file failed or a row was refused.
func (c loadCmd) Run(ctx context.Context) (err error) {
	if len(c.Paths) == 0 && len(c.Population) == 0 && !c.Sample {
		return exitError{2, "load: name at least one file or folder, or --sample for the figures that come with the program"}
	}
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close(context.WithoutCancel(ctx))) }()
	if err := c.loadPopulation(ctx, db); err != nil {
		return err
	}
	if len(c.Paths) == 0 && !c.Sample {
		return nil
	}
	start := time.Now()
	rejects := &lazyFile{path: c.Rejects}
	tally, err := c.load(ctx, db, rejects)
	if err = errors.Join(err, rejects.Close()); err != nil {
		return err
	}
	c.print(tally, time.Since(start), rejects)
	if tally.Failed() {
		return exitError{status: 1}
	}
	return nil
}

func (c loadCmd) loadPopulation(ctx context.Context, db *database) error {
	for _, path := range c.Population {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		n, err := ingest.LoadPopulation(ctx, db.Writer, filepath.Base(path), file)
		if err = errors.Join(err, file.Close()); err != nil {
			return err
		}
		fmt.Printf("residents: %d figures from %s\n", n, path)
	}
	return nil
}

func (c loadCmd) load(ctx context.Context, db *database, rejects *lazyFile) (ingest.Tally, error) {
	publisher, err := ingest.NewPublisher(ctx, db.Writer, parser())
	if err != nil {
		return ingest.Tally{}, err
	}
	report, finish := c.progress()
	tally, err := ingest.Load(ctx, publisher, ingest.LoadOptions{
		Paths: c.Paths, Sample: c.Sample, Workers: c.Workers, Progress: report, Rejects: rejects, RejectsPath: c.Rejects,
	})
	finish()
	// What was published before an interruption is shown too.
	_, refreshErr := ingest.Refresh(context.WithoutCancel(ctx), db.Writer)
	return tally, errors.Join(err, refreshErr)
}

// progress draws a bar on a terminal and prints a line a file elsewhere.
func (c loadCmd) progress() (report func(ingest.FileResult), finish func()) {
	if c.Quiet {
		return failures, func() {}
	}
	if !term.IsTerminal(int(os.Stderr.Fd())) {
		return line, func() {}
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription("读取 reading"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("files"), progressbar.OptionClearOnFinish())
	return func(r ingest.FileResult) {
		if r.Err != nil || r.Unusable != "" {
			_ = bar.Clear()
			failures(r)
		}
		_ = bar.Add(1)
	}, func() { _ = bar.Finish() }
}

func line(r ingest.FileResult) {
	if r.Err != nil || r.Unusable != "" {
		failures(r)
		return
	}
	text := fmt.Sprintf("%-11s %s", r.Outcome, r.Path)
	if len(r.Reasons) > 0 {
		reasons := slices.Compact(slices.Sorted(slices.Values(r.Reasons)))
		text += " (" + strings.Join(reasons, ", ") + ")"
	}
	fmt.Fprintln(os.Stderr, text)
}

// failures prints the line of a file that gave nothing: what is wrong with it and the fix.
func failures(r ingest.FileResult) {
	message := r.Unusable
	if r.Err != nil {
		message = r.Err.Error()
	}
	if message == "" {
		return
	}
	if !strings.Contains(message, r.Path) && r.Path != "" {
		message = r.Path + ": " + message
	}
	fmt.Fprintf(os.Stderr, "%-11s %s\n", r.Outcome, message)
}

func (c loadCmd) print(t ingest.Tally, took time.Duration, rejects *lazyFile) {
	read := 0
	for _, n := range t.Files {
		read += n
	}
	fmt.Printf("files: %d read", read-t.Files[ingest.OutcomeSkipped]-t.Files[ingest.OutcomeFailed])
	for _, o := range []ingest.Outcome{ingest.OutcomeFailed, ingest.OutcomeSkipped} {
		fmt.Printf(", %d %s", t.Files[o], o)
	}
	fmt.Println()
	fmt.Printf("reports: %d published, %d unchanged, %d quarantined\n", t.Reports[ingest.OutcomePublished], t.Reports[ingest.OutcomeUnchanged],
		t.Reports[ingest.OutcomeQuarantined])
	reasons := make([]string, 0, len(t.Reasons))
	for reason, n := range t.Reasons {
		reasons = append(reasons, fmt.Sprintf("%s %d", reason, n))
	}
	if slices.Sort(reasons); len(reasons) > 0 {
		fmt.Println("reasons:", strings.Join(reasons, ", "))
	}
	if t.Rejected > 0 {
		fmt.Printf("rows refused: %d, listed with their reasons in %s\n", t.Rejected, rejects.path)
	}
	fmt.Printf("took %.1f s\n", took.Seconds())
}

// lazyFile is made when something is first written to it, so that a load without rejected rows leaves no empty file.
type lazyFile struct {
	path string
	file *os.File
}

func (f *lazyFile) Write(p []byte) (int, error) {
	if f.file == nil {
		if err := os.MkdirAll(filepath.Dir(f.path), 0o755); err != nil {
			return 0, err
		}
		file, err := os.Create(f.path)
		if err != nil {
			return 0, fmt.Errorf("list of rejected rows: %w (choose another with --rejects FILE)", err)
		}
		f.file = file
	}
	return f.file.Write(p)
}

func (f *lazyFile) Close() error {
	if f.file == nil {
		return nil
	}
	return f.file.Close()
}
