package disclosure

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestDictionaryTexts(t *testing.T) {
	d, err := LoadDictionary()
	if err != nil {
		t.Fatal(err)
	}
	type named struct{ name, unit string }
	zh, en := map[named]string{}, map[named]string{}
	for _, m := range d.Metrics {
		checkText(t, m.ID+" name", m.Name, true)
		checkText(t, m.ID+" meaning", m.Meaning, true)
		checkText(t, m.ID+" basis", m.Basis, false)
		for _, c := range m.Crosswalk {
			checkText(t, m.ID+" crosswalk source", c.Source, c.Class != ComparableNone)
			checkText(t, m.ID+" crosswalk note", c.Note, c.Class == ComparableNear)
		}
		if other, ok := zh[named{m.Name.ZH, m.Unit}]; ok {
			t.Errorf("%s and %s are both called %s (%s)", other, m.ID, m.Name.ZH, m.Unit)
		}
		if other, ok := en[named{m.Name.EN, m.Unit}]; ok {
			t.Errorf("%s and %s are both called %s (%s)", other, m.ID, m.Name.EN, m.Unit)
		}
		zh[named{m.Name.ZH, m.Unit}], en[named{m.Name.EN, m.Unit}] = m.ID, m.ID
	}
	for _, r := range d.Rates {
		checkText(t, r.ID+" name", r.Name, true)
		checkText(t, r.ID+" meaning", r.Meaning, true)
		checkText(t, r.ID+" unit", r.Unit, true)
		if r.MinDen <= 0 {
			t.Errorf("%s has no minimum denominator", r.ID)
		}
	}
}

// checkText says whether a text is there in both languages and each is in its language.
func checkText(t *testing.T, what string, text Text, needed bool) {
	t.Helper()
	switch {
	case text.ZH == "" && text.EN == "" && !needed:
	case text.ZH == "" || text.EN == "":
		t.Errorf("%s lacks a language: %+v", what, text)
	case !strings.ContainsFunc(text.ZH, func(r rune) bool { return unicode.Is(unicode.Han, r) }):
		t.Errorf("%s: the Chinese text is %q", what, text.ZH)
	case strings.Contains(text.EN, "_") || strings.TrimSpace(text.EN) != text.EN:
		t.Errorf("%s: the English text is %q", what, text.EN)
	}
}

// TestDictionaryForms checks that rows and crosswalk speak of the same forms: a form that prints a metric is not one in which
// the metric does not exist.
func TestDictionaryForms(t *testing.T) {
	crossed := 0
	for _, m := range MustDictionary().Metrics {
		class := map[Form]Comparability{}
		for _, c := range m.Crosswalk {
			if _, twice := class[c.Form]; twice {
				t.Errorf("%s has two crosswalk entries for %s", m.ID, c.Form)
			}
			if !slices.Contains([]Comparability{ComparableSame, ComparableNear, ComparableNone}, c.Class) {
				t.Errorf("%s: unknown class %q", m.ID, c.Class)
			}
			class[c.Form] = c.Class
		}
		if len(class) > 0 {
			crossed++
			if len(class) != 4 {
				t.Errorf("%s has crosswalk entries for %d forms, want 4", m.ID, len(class))
			}
		}
		for _, r := range m.Rows {
			if !slices.Contains(Forms, r.Form) || r.Label == "" || r.Row <= 0 {
				t.Errorf("%s: incomplete row %+v", m.ID, r)
			}
			if class[r.Form] == ComparableNone {
				t.Errorf("%s is printed in %s, but the crosswalk says that it is not there", m.ID, r.Form)
			}
		}
		for i, y := range m.BreakYears {
			if y < 2009 || y > 2025 || i > 0 && y <= m.BreakYears[i-1] {
				t.Errorf("%s: break years %v", m.ID, m.BreakYears)
			}
		}
	}
	if crossed < 150 {
		t.Errorf("%d metrics have a crosswalk, want at least 150", crossed)
	}
}

// The section of licences, penalties and charges has 22 value cells in the form of 2019 and 10 in that of 2021, the section of
// reviews and litigation 15 in both: 国办公开办函〔2019〕60号 and 〔2021〕30号.
func TestFormCells(t *testing.T) {
	cells := map[Form]map[bool]int{Form2019: {}, Form2021: {}}
	for _, m := range MustDictionary().Metrics {
		for _, r := range m.Rows {
			if by := cells[r.Form]; by != nil && r.Column != "" {
				by[strings.HasPrefix(r.Code, "第二十条")]++
			}
		}
	}
	if got := cells[Form2019]; got[true] != 22 || got[false] != 15 {
		t.Errorf("form 2019 has %d cells of article 20 and %d of disputes, want 22 and 15", got[true], got[false])
	}
	if got := cells[Form2021]; got[true] != 10 || got[false] != 15 {
		t.Errorf("form 2021 has %d cells of article 20 and %d of disputes, want 10 and 15", got[true], got[false])
	}
}

func TestDictionaryHasEveryReferenceMetric(t *testing.T) {
	data, err := os.ReadFile("../../../shared/handbook/metric_ids.json")
	if err != nil {
		t.Skip("the reference ids are not beside the project:", err)
	}
	var want map[string]struct{ Unit string }
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) != 397 {
		t.Errorf("the reference has %d ids, want 397", len(want))
	}
	d := MustDictionary()
	for id, ref := range want {
		m, ok := d.Metric(id)
		if !ok {
			t.Errorf("the metric %s is missing", id)
		} else if m.Unit != ref.Unit {
			t.Errorf("%s is counted in %s, the reference says %s", id, m.Unit, ref.Unit)
		}
	}
}

// Break years: the 2014 table, the 2019 form and, for proactive disclosure, the 2021 form; handbook/statistics.md section 2.
func TestBreakYears(t *testing.T) {
	d := MustDictionary()
	for id, want := range map[string][]int{
		"requests.received.total": {2014, 2019}, "disclosure.total": {2014, 2019, 2021}, "review.total": {2014, 2019},
		"litigation.total": {2014, 2019}, "requests.result.granted.total": {2014, 2019}, "requests.carried_out.total": nil, "normative.docs.in_force": nil,
	} {
		if m, _ := d.Metric(id); !slices.Equal(m.BreakYears, want) {
			t.Errorf("%s has the break years %v, want %v", id, m.BreakYears, want)
		}
	}
	for id, want := range map[string][]int{
		"rate.requests_per_100k": {2014, 2019}, "rate.disclosures_per_100k": {2014, 2019, 2021}, "rate.review_corrected": {2019}, "rate.carry_over": {2019},
	} {
		if r, _ := d.Rate(id); !slices.Equal(r.BreakYears, want) {
			t.Errorf("%s has the break years %v, want %v", id, r.BreakYears, want)
		}
	}
}

func TestParseDictionaryErrors(t *testing.T) {
	const head = "version: 1\nthemes: [{id: a, name: {zh: 甲, en: a}}]\nmetrics:\n"
	for _, c := range []struct{ name, yaml, want string }{
		{"unknown field", head + "  - {id: x, nom: 1}\n", "nom"},
		{"no unit", head + "  - {id: x, num: 1, zh: 甲, en: a, theme: a}\n", "needs a unit"},
		{"no English", head + "  - {id: x, num: 1, zh: 甲, unit: 条, kind: flow, theme: a}\n", "zh and an en name"},
		{"unknown theme", head + "  - {id: x, num: 1, zh: 甲, en: a, unit: 条, kind: flow, theme: b}\n", "unknown theme"},
		{"id twice", head + "  - {id: x, num: 1, zh: 甲, en: a, unit: 条, kind: flow, theme: a}\n  - {id: x, num: 2, zh: 乙, en: b, unit: 条, kind: flow, theme: a}\n", "stands twice"},
		{"number twice", head + "  - {id: x, num: 1, zh: 甲, en: a, unit: 条, kind: flow, theme: a}\n  - {id: y, num: 1, zh: 乙, en: b, unit: 条, kind: flow, theme: a}\n", "share the number"},
		{"rate of nothing", head + "  - {id: x, num: 1, zh: 甲, en: a, unit: 条, kind: flow, theme: a}\nrates:\n  - {id: rate.r, num: 2, multiplier: 1, model: poisson, numerator: [y], denominator: [x]}\n", "unknown metric y"},
	} {
		if _, err := parseDictionary([]byte(c.yaml)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func BenchmarkParseDictionary(b *testing.B) {
	for b.Loop() {
		if _, err := parseDictionary(dictionaryYAML); err != nil {
			b.Fatal(err)
		}
	}
}
