package gazetteer

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestAgainstAreacodes compares every year's end of 2008-2024 and every successor with the table of yescallop/areacodes, which
// is not part of the project.
func TestAgainstAreacodes(t *testing.T) {
	f, err := os.Open("../../../shared/data/regions/areacodes.csv")
	if err != nil {
		t.Skip("the reference table is not beside the project:", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	g := Default()
	for year := 2008; year <= 2024; year++ {
		want := map[string]bool{}
		for _, r := range rows[1:] {
			if from, to := yearOr(r[6], 0), yearOr(r[7], 9999); from <= year && year < to && r[0] < "71" {
				want[r[0]+r[3]] = true
			}
		}
		for _, p := range g.Places() {
			key := fmt.Sprint(p.Code, p.Name)
			if p.Code == 0 || p.Code >= 710000 || !p.InForce(year) {
				continue
			}
			if !want[key] {
				t.Errorf("%d: %s should not be in force", year, key)
			}
			delete(want, key)
		}
		for key := range want {
			t.Errorf("%d: %s is missing", year, key)
		}
	}
	compareSuccessors(t, g, rows[1:])
}

func compareSuccessors(t *testing.T, g *Gazetteer, rows [][]string) {
	checked := 0
	for _, r := range rows {
		ended := yearOr(r[7], 0)
		if ended < 2008 || r[8] == "" || r[4] != "县级" {
			continue
		}
		code, err := strconv.ParseUint(r[0], 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		p, ok := g.ByCode(uint32(code), ended-1)
		if !ok || p.Name != r[3] {
			t.Errorf("%s %s until %d: got %+v", r[0], r[3], ended, p)
			continue
		}
		var allowed []string
		for _, s := range strings.Split(r[8], ";") {
			if !strings.Contains(s, "[") {
				allowed = append(allowed, s)
			}
		}
		checked++
		if slices.Contains(allowed, r[0]) && p.To == 0 || p.InForce(ended) {
			continue // only the unit above it changed
		}
		if !slices.Contains(allowed, strconv.Itoa(int(p.Successor))) {
			t.Errorf("%s %s was followed by %d, want one of %v", r[0], r[3], p.Successor, allowed)
		}
	}
	if checked < 350 {
		t.Errorf("only %d changes were compared, want at least 350", checked)
	}
}

func yearOr(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return otherwise
	}
	return n
}

// TestTables checks what must hold without any reference: names at one time are unique in their parent, successors exist.
func TestTables(t *testing.T) {
	g := Default()
	for _, p := range g.Places() {
		if p.Code == 0 {
			if p.Parent == 0 || p.Province == "" {
				t.Errorf("zone %s has no parent", p.Name)
			}
			continue
		}
		if p.Province == "" || p.Pinyin == "" || p.From == 0 {
			t.Errorf("%d %s is incomplete: %+v", p.Code, p.Name, p)
		}
		if p.Successor != 0 {
			next, ok := g.ByCode(p.Successor, p.To+1)
			if !ok || !next.InForce(p.To+1) {
				t.Errorf("%d %s: its successor %d is not in force in %d", p.Code, p.Name, p.Successor, p.To+1)
			}
		}
		if p.To >= 2008 && p.Successor == 0 {
			t.Errorf("%d %s ended in %d without a successor", p.Code, p.Name, p.To)
		}
	}
}
