package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkLoad loads generated reports with the real program and gives documents per second and the most memory that the
// program and its engine held. `make bench-load N=100000` sets how many; the aim is 512 MB for the program, whatever their number.
// 100,000 reports, 0.8 GB of files, took 338 MB in the program and 980 MB in the engine.
func BenchmarkLoad(b *testing.B) {
	n := 2000
	if text := os.Getenv("GONGKAI_BENCH_REPORTS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	dir := b.TempDir()
	writeReports(b, filepath.Join(dir, "in"), n)
	var program, engine, took float64
	b.ResetTimer()
	for i := range b.N {
		c := command(b, dir, "load", "--quiet", "--data", "data"+strconv.Itoa(i), "in")
		var out bytes.Buffer
		c.Stdout, c.Stderr = &out, &out
		start := time.Now()
		if err := c.Start(); err != nil {
			b.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- c.Wait() }()
		program, engine = watchMemory(b, c.Process.Pid, done, program, engine)
		took += time.Since(start).Seconds()
		if !strings.Contains(out.String(), fmt.Sprintf("reports: %d published, 0 unchanged, 0 quarantined", n)) {
			b.Fatalf("not all reports were published:\n%s", out.String())
		}
	}
	b.ReportMetric(float64(n*b.N)/took, "docs/s")
	b.ReportMetric(program, "program-MB")
	b.ReportMetric(engine, "engine-MB")
}

// watchMemory gives the most resident memory, in MB, of a process and of its children until it ends.
func watchMemory(b *testing.B, pid int, done <-chan error, own, children float64) (float64, float64) {
	b.Helper()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			if err != nil {
				b.Error(err)
			}
			return own, children
		case <-tick.C:
			own = max(own, residentMB(strconv.Itoa(pid)))
			lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // a child belongs to the thread that started it
			for _, path := range lists {
				list, _ := os.ReadFile(path)
				for _, child := range strings.Fields(string(list)) {
					children = max(children, residentMB(child))
				}
			}
		}
	}
}

// residentMB is 0 where there is no /proc.
func residentMB(pid string) float64 {
	status, _ := os.ReadFile(filepath.Join("/proc", pid, "status"))
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kb, _ := strconv.ParseFloat(fields[0], 64)
	return kb / 1000
}
