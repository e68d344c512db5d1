package gazetteer

import (
	"sort"

	"gongkai/ingest/disclosure"
)

// Query narrows a search by name. Empty fields do not narrow.
type Query struct {
	Year       int    // the place should have been in force at the end of this year; the nearest is taken when none was
	Province   string // full or short name
	Prefecture string // full or short name
	Level      disclosure.Level
}

// Find gives the places of a name: by full name (current or former), else by short name or customary alias. Places in force in
// the query's year come alone; when there is none, those nearest in time. Namesakes that the query does not tell apart are
// all given, the wider level first. A generic name (桥东区, 矿区) is found only with a province or prefecture.
func (g *Gazetteer) Find(name string, q Query) []Place {
	if g.lists.generic[name] && q.Province == "" && q.Prefecture == "" {
		return nil
	}
	if out := g.choose(g.byName[name], q); len(out) > 0 {
		return out
	}
	return g.choose(g.byAlias[name], q)
}

// choose keeps the candidates that fit the query and, of these, the ones nearest to its year.
func (g *Gazetteer) choose(candidates []int, q Query) []Place {
	best := -1
	var out []Place
	for _, i := range candidates {
		p := g.places[i]
		if !g.fits(p, q) {
			continue
		}
		d := 0
		if q.Year != 0 {
			d = p.distance(q.Year)
		}
		switch {
		case best < 0 || d < best:
			best, out = d, append(out[:0], p)
		case d == best:
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return rank(out[i]) < rank(out[j]) })
	return out
}

func (g *Gazetteer) fits(p Place, q Query) bool {
	if q.Level != "" && p.Level != q.Level {
		return false
	}
	if q.Province != "" && p.Province != q.Province && g.stem(p.Province) != q.Province {
		return false
	}
	if q.Prefecture == "" || p.Prefecture == q.Prefecture || p.Name == q.Prefecture {
		return true
	}
	return g.stem(p.Prefecture) == q.Prefecture || g.stem(p.Name) == q.Prefecture
}

// rank orders places: provinces, prefectures, counties, zones; what is in force before what is not.
func rank(p Place) int {
	n := 0
	switch {
	case p.Code == 0:
		n = 6
	case p.Level == disclosure.LevelPrefecture:
		n = 2
	case p.Level == disclosure.LevelCounty:
		n = 4
	}
	if p.To != 0 {
		n++
	}
	return n
}

// inYear gives the place as it was coded in a year: for a name that is younger than the year, the unit of the same code or stem
// that it succeeded (上虞区 in 2009 is 上虞市 330682). Otherwise the place itself.
func (g *Gazetteer) inYear(p Place, year int) Place {
	for step := 0; step < 4 && year != 0 && year < p.From; step++ {
		older, ok := g.predecessor(p)
		if !ok {
			break
		}
		p = older
	}
	return p
}

func (g *Gazetteer) predecessor(p Place) (Place, bool) {
	for _, i := range g.before[p.Code] {
		o := g.places[i]
		if o.To < p.From && p.Code != 0 && (o.Code == p.Code || g.stem(o.Name) == g.stem(p.Name) || o.Name == p.Name) {
			return o, true
		}
	}
	return Place{}, false
}
