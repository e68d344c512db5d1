package main

import (
	"os"
	"path/filepath"

	"gongkai/ingest"
	"gongkai/ingest/disclosure"
	"gongkai/ingest/extract"
)

// lintCmd is for the office that is about to publish a report: it prints what a reader of the data would find wrong.
type lintCmd struct {
	Files  []string `arg:"" help:"Reports to check. | 待查年报。" type:"path"`
	Format string   `help:"readable, json or sarif. | 输出格式。" enum:"readable,json,sarif" default:"readable"`
	FailOn string   `name:"fail-on" help:"Lowest severity that gives exit status 1: info, warning, error or never. | 达到何种级别时以 1 退出。" enum:"info,warning,error,never" default:"error"`
}

// Run prints the findings of all files and ends with status 3 when a file is no report, with 1 when a finding reaches
// the severity of --fail-on, else with 0.
func (c lintCmd) Run() error {
	var reports []*disclosure.Report
	status := 0
	for _, path := range c.Files {
		r, err := readReport(path)
		if err != nil {
			return err
		}
		r.Source.Name = shownPath(path)
		reports = append(reports, r)
		switch {
		case !extract.IsReport(r):
			status = exitNoReport
		case status == 0 && ingest.Reaches(r.Findings, c.FailOn):
			status = 1
		}
	}
	if err := ingest.WriteLint(os.Stdout, c.Format, reports); err != nil {
		return err
	}
	if status != 0 {
		return exitError{status, ""}
	}
	return nil
}

// shownPath gives a path as seen from the working folder when it lies below it, so that two files of one name are told apart and
// tools find the file.
func shownPath(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if below, err := filepath.Rel(here, path); err == nil && filepath.IsLocal(below) {
		return filepath.ToSlash(below)
	}
	return path
}
