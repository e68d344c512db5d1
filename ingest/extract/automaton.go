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
	table   atomic.Pointer[stateTable] // nil where the expression can have no automaton
	width   int                        // places of a state in the table: the classes of characters, and the end of the text
	classes runeClasses

	making sync.Mutex // held by who makes a state; what follows is its work
	prog   *syntax.Prog
	places [][]uint32 // by state: the instructions that wait for a character, or for the end of the text
	walk   walk
}

// stateTable tells by state and by class of the next character the state behind it. When it is full a larger copy takes its place.
type stateTable []atomic.Uint32

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

// newAutomaton makes the automaton of an expression. It has no table when the expression asks for more than the beginning and the
// end of a text: bounds of words, lines, letters of either case.
func newAutomaton(expression string) *automaton {
	a := &automaton{}
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return a
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil || !plainSteps(prog) || !a.classes.find(prog) {
		return a
	}
	a.prog, a.places, a.walk, a.width = prog, make([][]uint32, stateStart), newWalk(prog), len(a.classes.one)+1
	a.walk.begin()
	if a.walk.from(uint32(prog.Start), syntax.EmptyBeginText) {
		return a // any text holds a match: no business of an automaton
	}
	table := make(stateTable, 2*stateStart*a.width)
	a.table.Store(&table)
	a.add(true)
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

// holds says whether a text holds a match. known is false when the automaton cannot tell, for which it takes too many states.
func (a *automaton) holds(text string) (found, known bool) {
	t := a.table.Load()
	if t == nil {
		return false, false
	}
	state := uint32(stateStart)
	for _, r := range text {
		class := a.classes.of(r)
		next := (*t)[int(state)*a.width+class].Load()
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
	end := (*t)[int(state)*a.width+a.width-1].Load()
	if end == stateUnmade {
		end = a.step(state, a.width-1)
	}
	return end == stateFound, true
}

// step gives the state behind a state and a class of characters, or the end of the text, which no text has come to before.
func (a *automaton) step(state uint32, class int) uint32 {
	a.making.Lock()
	defer a.making.Unlock()
	at := int(state)*a.width + class
	if next := (*a.table.Load())[at].Load(); next != stateUnmade {
		return next // made by another text meanwhile
	}
	a.walk.begin()
	var next uint32
	if class == a.width-1 {
		next = a.over(state)
	} else {
		next = a.behind(state, a.classes.one[class])
	}
	(*a.table.Load())[at].Store(next)
	return next
}

// over says whether a match ends where the text does.
func (a *automaton) over(state uint32) uint32 {
	flags := syntax.EmptyEndText
	if state == stateStart {
		flags |= syntax.EmptyBeginText
	}
	for _, place := range a.places[state] {
		if a.prog.Inst[place].Op == syntax.InstEmptyWidth && a.walk.from(place, flags) {
			return stateFound
		}
	}
	return stateDead
}

// behind gives the state behind a state and a character.
func (a *automaton) behind(state uint32, r rune) uint32 {
	found := a.walk.from(uint32(a.prog.Start), 0) // a match may begin anywhere
	for _, place := range a.places[state] {
		if inst := &a.prog.Inst[place]; inst.Op != syntax.InstEmptyWidth && inst.MatchRune(r) {
			found = a.walk.from(inst.Out, 0) || found
		}
	}
	if found {
		return stateFound
	}
	return a.add(false)
}

// add gives the state of the places that were walked to, a new one when there is none of these. No text comes back to its beginning.
func (a *automaton) add(beginning bool) uint32 {
	places := a.walk.places
	if len(places) == 0 && !beginning {
		return stateDead
	}
	slices.Sort(places)
	for state := stateStart + 1; state < len(a.places); state++ {
		if slices.Equal(a.places[state], places) {
			return uint32(state)
		}
	}
	state := len(a.places)
	if state == mostStates {
		return stateFull
	}
	if t := *a.table.Load(); state*a.width == len(t) {
		larger := make(stateTable, min(2*state, mostStates)*a.width)
		for i := range t {
			larger[i].Store(t[i].Load())
		}
		a.table.Store(&larger)
	}
	a.places = append(a.places, slices.Clone(places))
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
