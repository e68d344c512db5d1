package extract

import "regexp/syntax"

// headsOf finds for a pattern that matches at the beginning of a text only a list of words of which every match begins with one,
// nil when there is no such list.
func headsOf(pattern string) []string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil || re.Op != syntax.OpConcat || re.Sub[0].Op != syntax.OpBeginText {
		return nil
	}
	b := beginningOf(re)
	heads := append(b.ends, b.goesOn...)
	if len(heads) == 0 || len(heads) > mostHeads || shortest(heads) == 0 {
		return nil
	}
	return heads
}

// mostHeads bounds the words that a pattern may begin with: looking up one of many is no slower than one of few.
const mostHeads = 512

// beginning is how the matches of a part of a pattern begin: with one of ends, behind which anything may follow, or they are one of
// goesOn, behind which the next part begins.
type beginning struct{ ends, goesOn []string }

// anything is a beginning of which nothing is known.
var anything = beginning{ends: []string{""}}

func beginningOf(re *syntax.Regexp) beginning {
	if exact := contentOf(re).exact; exact != nil {
		return beginning{goesOn: exact}
	}
	switch re.Op {
	case syntax.OpCapture:
		return beginningOf(re.Sub[0])
	case syntax.OpPlus, syntax.OpRepeat, syntax.OpStar:
		sub := beginningOf(re.Sub[0])
		b := beginning{ends: append(sub.ends, sub.goesOn...)}
		if re.Op == syntax.OpStar || re.Op == syntax.OpRepeat && re.Min == 0 {
			b.goesOn = []string{""}
		}
		return b
	case syntax.OpQuest:
		b := beginningOf(re.Sub[0])
		return beginning{b.ends, append(b.goesOn, "")}
	case syntax.OpAlternate:
		var b beginning
		for _, arm := range re.Sub {
			next := beginningOf(arm)
			b.ends, b.goesOn = append(b.ends, next.ends...), append(b.goesOn, next.goesOn...)
		}
		return b
	case syntax.OpConcat:
		return beginningOfAll(re.Sub)
	}
	return anything
}

// beginningOfAll puts the beginnings of successive parts together as far as they are few.
func beginningOfAll(parts []*syntax.Regexp) beginning {
	b := beginning{goesOn: []string{""}}
	for _, part := range parts {
		next := beginningOf(part)
		if len(b.goesOn)*(len(next.ends)+len(next.goesOn)) > mostWords {
			return beginning{ends: append(b.ends, b.goesOn...)}
		}
		b.ends = append(b.ends, product(b.goesOn, next.ends)...)
		b.goesOn = product(b.goesOn, next.goesOn)
	}
	return b
}
