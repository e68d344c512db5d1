package extract

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// changedGrammar reads the files of narrative/ with one more, which stands behind all others.
func changedGrammar(t *testing.T, more string) error {
	t.Helper()
	files := fstest.MapFS{"narrative/99_more.yaml": {Data: []byte(more)}}
	names, err := fs.Glob(narrativeFiles, "narrative/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(narrativeFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	_, err = readGrammar(files)
	return err
}

// TestUnknownNames writes rules with a name that is none. The error must tell the file, the rule, the field and the name.
func TestUnknownNames(t *testing.T) {
	for _, c := range []struct{ rule, want string }{
		{"rules: [{id: X1, metric: disclosure.totl, match: a}]", `rule X1: metric: unknown name "disclosure.totl"`},
		{"rules: [{id: X1, metrics: [disclosure.total, b], match: a}]", `rule X1: metric: unknown name "b"`},
		{"rules: [{id: X1, metric: disclosure.total, metrics: [disclosure.total], match: a}]", "rule X1: metric: the rule has metrics as well"},
		{"rules: [{id: X1, equals: [requests], match: a}]", `rule X1: equals: unknown name "requests"`},
		{"rules: [{id: X1, topic: [request], match: a}]", `rule X1: topic: unknown name "request"; known are after_review, `},
		{"rules: [{id: X1, object: [penalties], match: a}]", `rule X1: object: unknown name "penalties"; known are charges, `},
		{"rules: [{id: X1, in: [reqests], match: a}]", `rule X1: in: unknown name "reqests"; known are none, overview, `},
		{"rules: [{id: X1, out: [appendix], match: a}]", `rule X1: out: unknown name "appendix"`},
		{"rules: [{id: X1, form: [form_2020], match: a}]", `rule X1: form: unknown name "form_2020"; known are narrative_2008, `},
		{"rules: [{id: X1, unit: case, match: a}]", `rule X1: unit: unknown class "case"`},
		{"rules: [{id: X1, unit: [件, 班], match: a}]", `rule X1: unit: unknown name "班"; known are `},
		{"rules: [{id: X1, unit: 7, match: a}]", "rule X1: unit: must be a class or a list, not "},
		{"rules: [{id: X1, scope: whole, match: a}]", `rule X1: scope: unknown name "whole"; known are aggregate, `},
		{"rules: [{id: X1, qualifier: about, match: a}]", `rule X1: qualifier: unknown name "about"`},
		{"rules: [{id: X1, own: true, match: a}]", "rule X1: own: only a rule marked also can be"},
		{"rules: [{id: X1, match: a, far: '#{unit}'}]", "rule X1: far: unknown macro {unit}"},
		{"rules: [{id: X1, match: a, lead: '(b'}]", "rule X1: lead: error parsing regexp"},
		{"rules: [{id: X1}]", "rule X1: match: every rule needs words to match"},
		{"rules: [{match: a}]", `rule "": id: every rule needs one of its own`},
		{"rules: [{id: '37', match: a}]", `rule "37": id: every rule needs one of its own (it stands in narrative/30_media.yaml)`},
		{"loose: [{id: X1, topic: [request], match: a}]", `rule X1: topic: unknown name "request"`},
		{"zeros: [{id: X1, metrics: [fees], match: a}]", `zero X1: metrics: unknown name "fees"`},
		{"zeros: [{id: X1, metrics: [fees.application.amount], in: [fee], match: a}]", `zero X1: in: unknown name "fee"`},
		{"zeros: [{id: X1, metrics: [fees.application.amount], match: a, not: '{no}'}]", "zero X1: not: unknown macro {no}"},
	} {
		err := changedGrammar(t, c.rule)
		if err == nil || !strings.Contains(err.Error(), "narrative/99_more.yaml: "+c.want) {
			t.Errorf("%s\n got %v\nwant narrative/99_more.yaml: %s", c.rule, err, c.want)
		}
	}
	for _, c := range []struct{ table, want string }{
		{"rules: [{id: X1, mtch: a}]", "narrative/99_more.yaml: "},
		{"none_stated: [{words: [a], metrics: [b]}]", `none_stated: unknown name "b"`},
	} {
		if err := changedGrammar(t, c.table); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s\n got %v\nwant %s", c.table, err, c.want)
		}
	}
	if err := changedGrammar(t, "rules: [{id: X1, metric: disclosure.total, match: '#{u}', topic: [requests], in: [none], unit: cases}]"); err != nil {
		t.Errorf("a rule without a mistake: %v", err)
	}
}
