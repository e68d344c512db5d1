package main

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeNamesEveryDependency finds each module that go.mod requires directly in the README's table of reasons.
func TestReadmeNamesEveryDependency(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	direct := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(string(mod), -1)
	if len(direct) < 10 {
		t.Fatalf("go.mod: only %d direct requirements found", len(direct))
	}
	for _, m := range direct {
		if !strings.Contains(string(readme), m[1]) {
			t.Errorf("the README gives no reason for %s", m[1])
		}
	}
}

// TestReadmeNamesEveryCommand finds each command of the command line in the README's list.
func TestReadmeNamesEveryCommand(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	all := reflect.TypeFor[commands]()
	for i := range all.NumField() {
		name := strings.ToLower(all.Field(i).Name)
		if !strings.Contains(string(readme), "bin/gongkai "+name) {
			t.Errorf("the README does not show gongkai %s", name)
		}
	}
}
