package analytics

import (
	"strings"
	"sync"

	"gongkai/ingest/disclosure"
)

// domain is the set of regions and years that a question is about. A level of the country is asked about again and again, so
// its domain is kept with the places of a generation.
type domain struct {
	codes       []uint32
	order       map[uint32]int // position of each code
	from, to    int
	regionYears int // years in which the regions were in force, added up

	mu     sync.Mutex
	groups map[string][]expectedGroup // by the dimensions that stay apart
}

// groupKey names one combination of the dimensions that stay apart; a dimension that is summed is zero.
type groupKey struct {
	region uint32
	year   int
	level  disclosure.Level
	form   disclosure.Form  // where forms stay apart
	body   Body             // of what bodies state
	scope  disclosure.Scope // of what bodies state
}

// expectedGroup is a groupKey with the region-years that could have a value in it.
type expectedGroup struct {
	groupKey
	regionYears int
	residents   float64 // of those whose residents are known
	uncounted   int     // region-years whose residents are not known
	mixed       bool    // of several levels
	first       disclosure.Level
}

type domainKey struct {
	level    disclosure.Level
	parent   uint32
	from, to int
}

// domainOf gives the domain of a level inside a region.
func (p *places) domainOf(level disclosure.Level, parent uint32, from, to int) *domain {
	key := domainKey{level, parent, from, to}
	p.mu.Lock()
	defer p.mu.Unlock()
	d, ok := p.domains[key]
	if !ok {
		d = p.newDomain(p.within(level, parent, from, to), from, to)
		if len(p.domains) >= maxDomains {
			clear(p.domains)
		}
		p.domains[key] = d
	}
	return d
}

// maxDomains bounds the domains kept: each of a whole level takes some hundred kilobytes.
const maxDomains = 256

func (p *places) newDomain(codes []uint32, from, to int) *domain {
	d := &domain{codes: codes, order: make(map[uint32]int, len(codes)), from: from, to: to, groups: map[string][]expectedGroup{}}
	for i, code := range codes {
		d.order[code] = i
		for year := from; year <= to; year++ {
			if code == Nation || p.inForce(code, year) {
				d.regionYears++
			}
		}
	}
	return d
}

func (d *domain) holds(code uint32) bool {
	_, ok := d.order[code]
	return ok
}

// expected counts the region-years of each group, in the order of the codes and years.
func (d *domain) expected(p *places, by []string) []expectedGroup {
	key := strings.Join(by, ",")
	d.mu.Lock()
	defer d.mu.Unlock()
	if groups, ok := d.groups[key]; ok {
		return groups
	}
	at := map[groupKey]int{}
	groups := []expectedGroup{}
	for _, code := range d.codes {
		for year := d.from; year <= d.to; year++ {
			if code != Nation && !p.inForce(code, year) {
				continue
			}
			k := groupOf(p, by, code, year)
			i, ok := at[k]
			if !ok {
				i = len(groups)
				at[k] = i
				groups = append(groups, expectedGroup{groupKey: k})
			}
			groups[i].expect(p, code, year)
		}
	}
	d.groups[key] = groups
	return groups
}

// expect counts one region-year of the group.
func (g *expectedGroup) expect(p *places, code uint32, year int) {
	if people, ok := p.residentsIn(code, year); ok {
		g.residents += float64(people.Residents)
	} else {
		g.uncounted++
	}
	region, _ := p.in(code, year)
	if g.regionYears == 0 {
		g.first = region.Level
	}
	g.mixed = g.mixed || region.Level != g.first
	g.regionYears++
}

func groupOf(p *places, by []string, code uint32, year int) groupKey {
	var key groupKey
	region, _ := p.in(code, year)
	for _, dimension := range by {
		switch dimension {
		case "region":
			key.region = code
		case "parent":
			key.region = region.Parent
		case "year":
			key.year = year
		case "level":
			key.level = region.Level
		}
	}
	return key
}
