package extract

import (
	"regexp"
	"strings"
	"sync"
	"testing"
)

// TestAutomaton compares an automaton with its expression on texts that end before, in and behind a match.
func TestAutomaton(t *testing.T) {
	for _, c := range []struct {
		expression string
		texts      string // between commas
	}{
		{`申请[^;#]{0,3}#`, `,申请#,申请一二三#,申请一二三四#,申请;#,申请申请一#,#申请`},
		{`^(?:其中)?公开`, `其中公开,公开,其中,不公开,其中其中公开`},
		{`(?:条|件)$`, `条,条件,件a,`},
		{`^$|无`, `,a,有无`},
		{`[一-十].[^一-十]`, `一,一二三,一二a,十十十a`},
		{`𠀀+$`, `𠀀𠀀,𠀀a,𠀁,a𠀀`},
		{`.`, "\n,a"},
		{`\d{4}年|[^\x00-\xFF]{5}`, "2012年,二〇一二年,2012"},
		{`公开|\xe6`, "\xe6,æ,公\xe5"},
	} {
		a, re := newAutomaton(c.expression), regexp.MustCompile(c.expression)
		if a.table.Load() == nil {
			t.Fatalf("%s: no automaton", c.expression)
		}
		for _, text := range strings.Split(c.texts, ",") {
			if got, known := a.holds(text); !known || got != re.MatchString(text) {
				t.Errorf("%s on %q: %v (known: %v), the expression itself %v", c.expression, text, got, known, !got)
			}
		}
	}
}

// TestAutomatonNone leaves to the library what needs more than the beginning and the end of a text, and what any text holds.
func TestAutomatonNone(t *testing.T) {
	for _, expression := range []string{`\b公开`, `(?m)^公开`, `(?i)email`, `公开|`, `(`} {
		if newAutomaton(expression).table.Load() != nil {
			t.Errorf("%s has an automaton", expression)
		}
	}
}

// TestAutomatonFull gives an automaton a text for which it would need a state for every set of places among the last 24 characters.
func TestAutomatonFull(t *testing.T) {
	const expression = `a.{24}b.{24}c`
	p := mustPattern(expression)
	var text strings.Builder
	for i := range uint32(4000) {
		text.WriteByte("ab"[i*i*2654435761>>31])
	}
	if _, known := p.automaton().holds(text.String()); known {
		t.Error("the automaton has made a state for every set of places")
	}
	if states := len(p.automaton().places); states != mostStates {
		t.Errorf("%d states, want %d", states, mostStates)
	}
	for _, end := range []string{"", "c"} {
		if got, want := p.MatchString(text.String()+end), p.re().MatchString(text.String()+end); got != want {
			t.Errorf("with %q behind it: %v, the expression itself %v", end, got, want)
		}
	}
}

// TestAutomatonShared reads texts with one automaton in several goroutines, whose states each of them makes.
func TestAutomatonShared(t *testing.T) {
	p := mustPattern(`申请[^,]{0,20}[条件份]|公开[^,]{0,20}#`)
	var wait sync.WaitGroup
	for k := range 8 {
		wait.Go(func() {
			for i := range 200 {
				text := strings.Repeat("申", (i+k)%5) + strings.Repeat("申请公开", i%7) + strings.Repeat("的", i%23) + "#"
				if got, want := p.MatchString(text), p.re().MatchString(text); got != want {
					t.Errorf("%q: %v, the expression itself %v", text, got, want)
				}
			}
		})
	}
	wait.Wait()
}
