package extract

import (
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
)

// automaton says whether a text holds a match of an expression, and nothing else, with one look into a table for each character. A
// state stands for all places of the expression that the text so far can have led to; the library follows them one by one, in every
// text again. A state is made when a text first comes to it: of the many that an expression can have, texts need a few dozen.
type automaton struct {
	prog    *syntax.Prog
	classes *runeClasses
	table   atomic.Pointer[stateTable]

	making sync.Mutex // held by who makes a state; what follows is its work
	places [][]uint32 // by state: the instructions that wait for a character, or for the end of the text
	walk   walk
}

// stateTable is what reading a text needs of the states. When it is full a larger copy takes its place.
type stateTable struct {
	next []atomic.Uint32 // by state and by class of the next character: the state behind it
	over []bool          // by state: whether a text that ends here holds a match
}

// The states that all automata have.
const (
	stateUnmade = iota // no text has come that way
	stateDead          // whatever follows, there is no match
	stateFound         // a match has ended
	stateFull          // there are mostStates
	stateStart         // the beginning of the text
)

// mostStates bounds the memory that texts can make an automaton take, the largest a quarter of a megabyte.
const mostStates = 600

// newAutomaton makes the automaton of an expression. It is nil when the expression asks for more than the beginning and the end of a
// text: bounds of words, lines, letters of either case.
func newAutomaton(expression string) *automaton {
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil || !plainSteps(prog) {
		return nil
	}
	classes := newRuneClasses(prog)
	if classes == nil {
		return nil
	}
	a := &automaton{prog: prog, classes: classes, places: make([][]uint32, stateStart), walk: newWalk(prog)}
	a.table.Store(newStateTable(2*stateStart, classes.count, nil))
	a.walk.begin()
	if a.walk.from(uint32(prog.Start), syntax.EmptyBeginText) {
		return nil // any text holds a match: no business of an automaton
	}
	a.add(syntax.EmptyBeginText)
	return a
}

// plainSteps says whether an expression is made of the steps that an automaton can do.
func plainSteps(prog *syntax.Prog) bool {
	for i := range prog.Inst {
		switch inst := &prog.Inst[i]; inst.Op {
		case syntax.InstEmptyWidth:
			if op := syntax.EmptyOp(inst.Arg); op != syntax.EmptyBeginText && op != syntax.EmptyEndText {
				return false
			}
		case syntax.InstRune, syntax.InstRune1:
			if syntax.Flags(inst.Arg)&syntax.FoldCase != 0 {
				return false
			}
		}
	}
	return true
}

func newStateTable(states, classes int, old *stateTable) *stateTable {
	t := &stateTable{next: make([]atomic.Uint32, states*classes), over: make([]bool, states)}
	if old != nil {
		for i := range old.next {
			t.next[i].Store(old.next[i].Load())
		}
		copy(t.over, old.over)
	}
	return t
}

// holds says whether a text holds a match. known is false when that takes more states than there may be.
func (a *automaton) holds(text string) (found, known bool) {
	t, state := a.table.Load(), uint32(stateStart)
	for _, r := range text {
		class := a.classes.of(r)
		next := t.next[int(state)*a.classes.count+class].Load()
		if next < stateStart {
			if next == stateUnmade {
				next = a.step(state, class)
				t = a.table.Load()
			}
			if next < stateStart {
				return next == stateFound, next != stateFull
			}
		}
		state = next
	}
	return t.over[state], true
}

// step gives the state behind a state and a class of characters, which no text has come to before.
func (a *automaton) step(state uint32, class int) uint32 {
	a.making.Lock()
	defer a.making.Unlock()
	at := int(state)*a.classes.count + class
	if next := a.table.Load().next[at].Load(); next != stateUnmade {
		return next // made by another text meanwhile
	}
	a.walk.begin()
	found := a.walk.from(uint32(a.prog.Start), 0) // a match may begin anywhere
	for _, place := range a.places[state] {
		if inst := &a.prog.Inst[place]; inst.Op != syntax.InstEmptyWidth && inst.MatchRune(a.classes.one[class]) {
			found = a.walk.from(inst.Out, 0) || found
		}
	}
	next := uint32(stateFound)
	if !found {
		next = a.add(0)
	}
	a.table.Load().next[at].Store(next)
	return next
}

// add gives the state of the places that were walked to, a new one when there is none of these.
func (a *automaton) add(flags syntax.EmptyOp) uint32 {
	places := a.walk.places
	if len(places) == 0 && flags == 0 {
		return stateDead
	}
	slices.Sort(places)
	for state := stateStart + 1; state < len(a.places); state++ { // the beginning is never come back to
		if slices.Equal(a.places[state], places) {
			return uint32(state)
		}
	}
	state := len(a.places)
	if state == mostStates {
		return stateFull
	}
	t := a.table.Load()
	if state == len(t.over) {
		t = newStateTable(min(2*state, mostStates), a.classes.count, t)
	}
	a.places = append(a.places, slices.Clone(places))
	a.walk.begin()
	for _, place := range a.places[state] {
		if a.prog.Inst[place].Op == syntax.InstEmptyWidth && a.walk.from(place, flags|syntax.EmptyEndText) {
			t.over[state] = true
		}
	}
	a.table.Store(t)
	return uint32(state)
}

// walk goes through an expression as far as it can without a character.
type walk struct {
	prog   *syntax.Prog
	seen   []uint32 // by instruction: the number of the walk that last came to it
	number uint32
	places []uint32 // where the walk has ended: instructions that wait for a character, or for the end of the text
}

func newWalk(prog *syntax.Prog) walk { return walk{prog: prog, seen: make([]uint32, len(prog.Inst))} }

func (w *walk) begin() {
	w.number++
	w.places = w.places[:0]
}

// from walks on from an instruction and says whether a match ends on the way. flags tell where in the text the walk takes place.
func (w *walk) from(at uint32, flags syntax.EmptyOp) (found bool) {
	if w.seen[at] == w.number {
		return false
	}
	w.seen[at] = w.number
	switch inst := &w.prog.Inst[at]; inst.Op {
	case syntax.InstMatch:
		return true
	case syntax.InstFail:
		return false
	case syntax.InstAlt, syntax.InstAltMatch:
		found = w.from(inst.Out, flags)
		return w.from(inst.Arg, flags) || found
	case syntax.InstCapture, syntax.InstNop:
		return w.from(inst.Out, flags)
	case syntax.InstEmptyWidth:
		switch op := syntax.EmptyOp(inst.Arg); {
		case op&^flags == 0:
			return w.from(inst.Out, flags)
		case op == syntax.EmptyEndText:
			w.places = append(w.places, at)
		}
		return false
	}
	w.places = append(w.places, at)
	return false
}
