package gazetteer

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"gongkai/ingest/disclosure"
)

//go:embed data/places.csv
var placesCSV []byte

//go:embed data/zones.csv
var zonesCSV []byte

// Default gives the gazetteer built into the program. It is decoded on the first call; the result must not be changed.
// The embedded tables are checked by the tests, so a broken one stops the program that holds it.
var Default = sync.OnceValue(func() *Gazetteer {
	g, err := load(placesCSV, zonesCSV)
	if err != nil {
		panic(err)
	}
	return g
})

func load(places, zones []byte) (*Gazetteer, error) {
	lists, err := loadRecognition()
	if err != nil {
		return nil, err
	}
	g := &Gazetteer{
		lists: lists, byCode: map[uint32][]int{}, children: map[uint32][]int{}, byName: map[string][]int{}, byAlias: map[string][]int{},
		before: map[uint32][]int{}, heads: map[[2]rune][]pattern{},
	}
	if err := g.readPlaces(places); err != nil {
		return nil, err
	}
	g.nameParents()
	if err := g.readZones(zones); err != nil {
		return nil, err
	}
	g.index()
	return g, nil
}

// readPlaces reads places.csv: code, name, from, to, successor, pinyin.
func (g *Gazetteer) readPlaces(data []byte) error {
	rows, err := readTable("places.csv", data, 6)
	if err != nil {
		return err
	}
	g.places = make([]Place, 0, len(rows)+128)
	for i, r := range rows {
		var n [4]int
		for k, field := range []string{r[0], r[2], r[3], r[4]} {
			if n[k], err = number(field); err != nil {
				return fmt.Errorf("places.csv line %d: %w", i+2, err)
			}
		}
		code := uint32(n[0])
		p := Place{Code: code, Name: r[1], Level: levelOf(code), From: n[1], To: n[2], Successor: uint32(n[3])}
		p.spell(r[5])
		g.byCode[code] = append(g.byCode[code], len(g.places))
		g.places = append(g.places, p)
	}
	return nil
}

// readZones reads zones.csv: name, parent, from, aliases. Zones have no code of GB/T 2260.
func (g *Gazetteer) readZones(data []byte) error {
	rows, err := readTable("zones.csv", data, 4)
	if err != nil {
		return err
	}
	for i, r := range rows {
		code, err := number(r[1])
		if err != nil {
			return fmt.Errorf("zones.csv line %d: %w", i+2, err)
		}
		from, err := number(r[2])
		if err != nil {
			return fmt.Errorf("zones.csv line %d: %w", i+2, err)
		}
		parent, ok := g.ByCode(uint32(code), 0)
		if !ok {
			return fmt.Errorf("zones.csv line %d: no place has the code %d", i+2, code)
		}
		p := Place{
			Name: r[0], Level: disclosure.LevelCounty, Province: parent.Province, Prefecture: parent.Prefecture,
			Parent: parent.Code, From: from, Aliases: strings.Fields(r[3]),
		}
		if parent.Level == disclosure.LevelPrefecture {
			p.Prefecture = parent.Name
		}
		g.places = append(g.places, p)
	}
	return nil
}

// nameParents fills what a place's code says about the units above it, as they were called when it was last in force.
func (g *Gazetteer) nameParents() {
	for i := range g.places {
		p := &g.places[i]
		province := p.Code / 10000 * 10000
		if up, ok := g.ByCode(province, p.To); ok {
			p.Province = up.Name
		}
		if p.Level == disclosure.LevelProvince {
			continue
		}
		p.Parent = province
		if p.Level == disclosure.LevelCounty {
			if up, ok := g.ByCode(p.Code/100*100, p.To); ok {
				p.Parent, p.Prefecture = up.Code, up.Name
			}
		}
	}
}

// index fills the maps that answer by name, by parent and by text.
func (g *Gazetteer) index() {
	for i := range g.places {
		p := &g.places[i]
		p.Aliases = append(p.Aliases, g.aliasesOf(p.Name)...)
		g.byName[p.Name] = append(g.byName[p.Name], i)
		if p.Parent != 0 {
			g.children[p.Parent] = append(g.children[p.Parent], i)
		}
		if p.Successor != 0 {
			g.before[p.Successor] = append(g.before[p.Successor], i)
		}
	}
	for i := range g.places {
		p := &g.places[i]
		for _, a := range p.Aliases {
			g.byAlias[a] = append(g.byAlias[a], i)
		}
		for _, j := range g.before[p.Code] {
			if p.Code != 0 && g.places[j].To < p.From && g.places[j].Name != p.Name {
				p.Former = append(p.Former, g.places[j].Name)
			}
		}
	}
	g.indexText()
}

// spell sets the pinyin from syllables separated by blanks.
func (p *Place) spell(syllables string) {
	var initials []byte
	for _, s := range strings.Fields(syllables) {
		initials = append(initials, s[0])
	}
	p.Pinyin, p.Initials = strings.ReplaceAll(syllables, " ", ""), string(initials)
}

// readTable reads an embedded CSV without its header and checks its width.
func readTable(name string, data []byte, columns int) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = columns
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(rows) < 2 {
		return nil, fmt.Errorf("%s: no rows", name)
	}
	return rows[1:], nil
}

func number(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	return strconv.Atoi(s)
}
