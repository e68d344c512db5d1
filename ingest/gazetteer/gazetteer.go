package gazetteer

import (
	"slices"

	"gongkai/ingest/disclosure"
)

// Gazetteer answers questions about places. It is safe for concurrent use.
type Gazetteer struct {
	lists    *recognition
	places   []Place
	byCode   map[uint32][]int // in the order of years
	children map[uint32][]int
	before   map[uint32][]int // by successor
	byName   map[string][]int
	byAlias  map[string][]int
	heads    map[[2]rune][]pattern // names by their first two runes, the longest first
}

// Places gives every place in the order of codes, zones last. The slice is the caller's; the texts are shared.
func (g *Gazetteer) Places() []Place { return slices.Clone(g.places) }

// ByCode gives the place that held a code at the end of a year, or the holder nearest in time: ask InForce which. Year 0 asks
// for the latest. It gives false for a code that was never in force since 2002.
func (g *Gazetteer) ByCode(code uint32, year int) (Place, bool) {
	var best Place
	found := false
	for _, i := range g.byCode[code] {
		if p := g.places[i]; !found || p.distance(year) <= best.distance(year) {
			best, found = p, true
		}
	}
	return best, found
}

// Children gives the units directly below a place at the end of a year (0: today), in the order of codes, without zones.
// Code 0 gives the provinces.
func (g *Gazetteer) Children(code uint32, year int) []Place {
	var out []Place
	if code == 0 {
		for _, p := range g.places {
			if p.Level == disclosure.LevelProvince && p.InForce(year) {
				out = append(out, p)
			}
		}
		return out
	}
	for _, i := range g.children[code] {
		if p := g.places[i]; p.Code != 0 && p.InForce(year) {
			out = append(out, p)
		}
	}
	return out
}

// Count is the number of units of a level inside a place (0: the nation) at the end of a year (0: today): how many
// governments could have published. The place itself counts when it has the level. 台湾, 香港 and 澳门, to which the
// regulations do not apply, are not counted.
func (g *Gazetteer) Count(level disclosure.Level, inside uint32, year int) int {
	n := 0
	for _, p := range g.places {
		if p.Code != 0 && p.Code < 710000 && p.Level == level && within(p.Code, inside) && p.InForce(year) {
			n++
		}
	}
	return n
}
