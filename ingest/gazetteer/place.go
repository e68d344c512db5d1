package gazetteer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

// Place is one unit of GB/T 2260 under one name and code, or a functional zone, which has a name and a parent and no code.
type Place struct {
	Code       uint32 // six digits; 0 for a zone
	Name       string // full name: 岳阳县
	Level      disclosure.Level
	Province   string // full name of the province; a province names itself
	Prefecture string // full name of the prefecture above a county; "" when the province is directly above
	Parent     uint32 // code of the unit directly above; 0 for provinces
	From, To   int    // years at whose end it was in force, inclusive; From 2002 may be earlier, To 0 means still in force
	Successor  uint32 // the code that followed after To; of a unit that was divided, the one that took most of it
	Pinyin     string // toneless, without blanks: yueyangxian
	Initials   string // first letters: yyx
	Aliases    []string
	Former     []string // names of the units whose successor it is
}

// InForce says whether the place was in force at the end of the year. Year 0 asks for today.
func (p Place) InForce(year int) bool {
	if year == 0 {
		return p.To == 0
	}
	return p.From <= year && (p.To == 0 || year <= p.To)
}

// distance is by how many years the place misses a year; 0 when it was in force.
func (p Place) distance(year int) int {
	switch {
	case p.InForce(year):
		return 0
	case year == 0:
		return 9999 - p.To
	case year < p.From:
		return p.From - year
	}
	return year - p.To
}

func levelOf(code uint32) disclosure.Level {
	switch {
	case code%10000 == 0:
		return disclosure.LevelProvince
	case code%100 == 0:
		return disclosure.LevelPrefecture
	}
	return disclosure.LevelCounty
}

// within says whether a code lies in the unit of another code. 0 holds every code.
func within(code, unit uint32) bool {
	switch {
	case unit == 0:
		return true
	case unit%10000 == 0:
		return code/10000 == unit/10000
	case unit%100 == 0:
		return code/100 == unit/100
	}
	return code == unit
}

// stem cuts a name down to what people call the place: 湖南省 → 湖南, 广西壮族自治区 → 广西, 三都水族自治县 → 三都, 管城回族区 → 管城. It gives ""
// when less than two characters would be left (云县).
func (g *Gazetteer) stem(name string) string {
	s, autonomous := cutAny(name, g.lists.AutonomousEndings)
	if !autonomous {
		s, _ = cutAny(name, g.lists.PlaceEndings)
	}
	if autonomous || strings.HasSuffix(s, "族") {
		for {
			shorter, ok := cutAny(s, g.lists.Peoples)
			if !ok || utf8.RuneCountInString(shorter) < 2 {
				break
			}
			s = shorter
		}
		s = strings.TrimSuffix(s, "族")
	}
	if s == name || utf8.RuneCountInString(s) < 2 {
		return ""
	}
	return s
}

// cutAny removes the first of the endings that fits.
func cutAny(s string, endings []string) (string, bool) {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(s, e); ok && rest != "" {
			return rest, true
		}
	}
	return s, false
}

// shortEndings are the plain endings of units with long ones.
var shortEndings = []struct{ long, short string }{{"自治州", "州"}, {"自治县", "县"}, {"自治旗", "旗"}, {"族区", "区"}}

// aliasesOf gives the short names of a place: the stem, for autonomous units the stem with the plain ending (湘西州, 三都县) and
// without the peoples (湘西自治州), and customary names.
func (g *Gazetteer) aliasesOf(name string) []string {
	var out []string
	if stem := g.stem(name); stem != "" {
		out = append(out, stem)
		for _, e := range shortEndings {
			if strings.HasSuffix(name, e.long) {
				out = append(out, stem+e.short)
				if e.long != "族区" && stem+e.long != name {
					out = append(out, stem+e.long)
				}
			}
		}
	}
	for _, a := range g.lists.Aliases[name] {
		if !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}
