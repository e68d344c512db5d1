package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPlacesAreReproduced runs the generator on the spans of the packages and compares its result with the committed table.
func TestPlacesAreReproduced(t *testing.T) {
	const spans = "../../../../shared/data/regions/regions_npm.csv"
	if _, err := os.Stat(spans); err != nil {
		t.Skip("the spans of the packages are not beside the project:", err)
	}
	data := t.TempDir()
	for _, name := range []string{"changes.csv", "spellings.csv", "readings.csv"} {
		content, err := os.ReadFile(filepath.Join("..", "data", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(data, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(spans, data); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(data, "places.csv"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../data/places.csv")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("data/places.csv is not what the generator makes of its inputs; run it again")
	}
}

func TestDatePlaces(t *testing.T) {
	rows := []map[string]string{
		{"code": "110103", "name": "崇文区", "first_rev": "200212", "last_rev": "200912"},
		{"code": "110101", "name": "东城区", "first_rev": "200212", "last_rev": "202306"},
		{"code": "232761", "name": "加格达奇区", "first_rev": "202306", "last_rev": "202306"},
		{"code": "420104", "name": "乔口区", "first_rev": "200212", "last_rev": "200412"},
		{"code": "420104", "name": "硚口区", "first_rev": "200506", "last_rev": "202306"},
	}
	changes := []map[string]string{
		{"year": "2010", "code": "110103", "name": "崇文区", "kind": "merged", "successors": "110101", "successor_names": "东城区"},
		{"year": "2020", "code": "", "name": "", "kind": "created", "successors": "460302", "successor_names": "西沙区"},
	}
	spellings := []map[string]string{{"code": "420104", "printed": "乔口区", "name": "硚口区"}}
	want := []place{
		{"110101", "东城区", 2002, 0, ""},
		{"110103", "崇文区", 2002, 2009, "110101"},
		{"420104", "硚口区", 2002, 0, ""},
		{"460302", "西沙区", 2020, 0, ""},
	}
	got := datePlaces(rows, changes, spellings)
	if len(got) != len(want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("place %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestSyllables(t *testing.T) {
	s := newSpeller([]map[string]string{{"name": "长", "syllables": "chang"}, {"name": "长子", "syllables": "zhang zi"}})
	for name, want := range map[string]string{"长沙市": "chang sha shi", "长子县": "zhang zi xian"} {
		if got := s.syllables(name); got != want {
			t.Errorf("%s is spelt %q, want %q", name, got, want)
		}
	}
}
