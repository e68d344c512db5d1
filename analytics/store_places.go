package analytics

import (
	"context"
	"errors"
	"sort"
	"strconv"
	"strings"
	"sync"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// Nation is the code that stands for the whole country in addresses and answers.
const Nation uint32 = 100000

// places holds the regions, the reports held by each and the residents: some thousand rows that every question needs.
type places struct {
	spans      map[uint32][]place // by code, oldest first
	children   map[uint32][]uint32
	codes      []uint32 // sorted
	population map[uint32][]residents

	mu      sync.Mutex
	domains map[domainKey]*domain
}

type place struct {
	Region
	aliases []string
}

type residents struct {
	Year      int
	Residents int64
	Source    string
}

func (s *Store) readPlaces(ctx context.Context, generation uint64) (*places, error) {
	p := &places{spans: map[uint32][]place{}, children: map[uint32][]uint32{}, population: map[uint32][]residents{}, domains: map[domainKey]*domain{}}
	held := map[uint32]int{}
	var counts []struct {
		Code    uint32 `ch:"code"`
		Reports uint32 `ch:"reports"`
	}
	if err := s.db.Select(ctx, &counts, "region_reports", sql.Params{"generation": generation}); err != nil {
		return nil, err
	}
	for _, c := range counts {
		held[c.Code] = int(c.Reports)
	}
	var rows []struct {
		Code       uint32   `ch:"code"`
		Name       string   `ch:"name"`
		Level      string   `ch:"level"`
		Province   string   `ch:"province"`
		Prefecture string   `ch:"prefecture"`
		Parent     uint32   `ch:"parent"`
		From       uint16   `ch:"from_year"`
		To         uint16   `ch:"to_year"`
		Successor  uint32   `ch:"successor"`
		Pinyin     string   `ch:"pinyin"`
		Aliases    []string `ch:"aliases"`
	}
	if err := s.db.Select(ctx, &rows, "regions_all", nil); err != nil {
		return nil, err
	}
	for _, r := range rows {
		if len(p.spans[r.Code]) == 0 {
			p.codes = append(p.codes, r.Code)
		}
		p.spans[r.Code] = append(p.spans[r.Code], place{aliases: r.Aliases, Region: Region{
			Code: r.Code, Name: r.Name, Level: disclosure.Level(r.Level), Province: r.Province, Prefecture: r.Prefecture, Parent: r.Parent,
			FromYear: int(r.From), ToYear: int(r.To), Successor: r.Successor, Pinyin: r.Pinyin, Reports: held[r.Code],
		}})
	}
	for _, code := range p.codes {
		seen := map[uint32]bool{}
		for _, span := range p.spans[code] {
			if span.Parent != 0 && !seen[span.Parent] {
				seen[span.Parent] = true
				p.children[span.Parent] = append(p.children[span.Parent], code)
			}
		}
	}
	var people []struct {
		Code      uint32 `ch:"code"`
		Year      uint16 `ch:"year"`
		Residents uint64 `ch:"residents"`
		Source    string `ch:"source"`
	}
	if err := s.db.Select(ctx, &people, "population", sql.Params{"generation": generation}); err != nil {
		return nil, err
	}
	for _, r := range people {
		p.population[r.Code] = append(p.population[r.Code], residents{int(r.Year), int64(r.Residents), r.Source})
	}
	return p, nil
}

// in gives the region as it was in a year: the span in force, else the nearest one. year 0 means the newest span.
func (p *places) in(code uint32, year int) (Region, bool) {
	spans := p.spans[code]
	if len(spans) == 0 {
		return Region{}, false
	}
	best := spans[len(spans)-1]
	for _, s := range spans {
		if year != 0 && s.FromYear <= year && (s.ToYear == 0 || year <= s.ToYear) {
			return s.Region, true
		}
	}
	if year != 0 && year < spans[0].FromYear {
		best = spans[0]
	}
	return best.Region, true
}

// inForce says whether the code existed in the year.
func (p *places) inForce(code uint32, year int) bool {
	for _, s := range p.spans[code] {
		if s.FromYear <= year && (s.ToYear == 0 || year <= s.ToYear) {
			return true
		}
	}
	return false
}

// within lists the regions of a level inside parent that were in force at some time of the years, by code.
func (p *places) within(level disclosure.Level, parent uint32, from, to int) []uint32 {
	var out []uint32
	var walk func(code uint32)
	seen := map[uint32]bool{}
	walk = func(code uint32) {
		for _, child := range p.children[code] {
			if seen[child] {
				continue
			}
			seen[child] = true
			if r, _ := p.in(child, to); r.Level == level && p.existed(child, from, to) {
				out = append(out, child)
			}
			walk(child)
		}
	}
	walk(parent)
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

func (p *places) existed(code uint32, from, to int) bool {
	for _, s := range p.spans[code] {
		if s.FromYear <= to && (s.ToYear == 0 || s.ToYear >= from) {
			return true
		}
	}
	return false
}

// maxPopulationGap is how many years a count of residents may lie from the year it is used for. The two censuses of 2010
// and 2020 so serve 2005-2025; the year counted is always given with the rate.
const maxPopulationGap = 5

// residentsIn gives the count of residents nearest to the year, the later of two equally near.
func (p *places) residentsIn(code uint32, year int) (residents, bool) {
	best, found := residents{}, false
	for _, r := range p.population[code] {
		gap := abs(r.Year - year)
		if gap > maxPopulationGap || r.Residents <= 0 {
			continue
		}
		if !found || gap < abs(best.Year-year) || gap == abs(best.Year-year) && r.Year > best.Year {
			best, found = r, true
		}
	}
	return best, found
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// Region gives a place by its code, under its newest name. ErrNotFound when no place has the code.
func (s *Store) Region(ctx context.Context, code uint32) (Region, error) {
	st, err := s.current(ctx)
	if err != nil {
		return Region{}, err
	}
	r, ok := st.places.in(code, 0)
	if !ok {
		return Region{}, ErrNotFound
	}
	return r, nil
}

// Regions lists places, one row a code unless Spans is set, by code. With Text the best match comes first: the exact code or name, then names
// that begin with it, then those that contain it; former names and pinyin count as names.
func (s *Store) Regions(ctx context.Context, q RegionQuery) ([]Region, error) {
	st, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	p := st.places
	inside := map[uint32]bool{}
	if q.Parent != 0 && q.Parent != Nation {
		for _, level := range disclosure.Levels {
			for _, code := range p.within(level, q.Parent, 0, 9999) {
				inside[code] = true
			}
		}
	}
	type hit struct {
		Region
		rank int
	}
	var hits []hit
	for _, code := range p.codes {
		r, _ := p.in(code, q.Year)
		switch {
		case q.Level != "" && r.Level != q.Level,
			q.Parent != 0 && q.Parent != Nation && !inside[code],
			q.Year != 0 && !p.inForce(code, q.Year),
			q.Held && r.Reports == 0:
			continue
		}
		rank := p.match(code, q.Text)
		if rank < 0 {
			continue
		}
		hits = append(hits, hit{r, rank})
	}
	sort.SliceStable(hits, func(i, j int) bool {
		if hits[i].rank != hits[j].rank {
			return hits[i].rank < hits[j].rank
		}
		return hits[i].Reports > 0 && hits[j].Reports == 0
	})
	if q.Limit > 0 && len(hits) > q.Limit {
		hits = hits[:q.Limit]
	}
	out := make([]Region, 0, len(hits))
	for _, h := range hits {
		if !q.Spans {
			out = append(out, h.Region)
			continue
		}
		for _, span := range p.spans[h.Code] {
			out = append(out, span.Region)
		}
	}
	return out, nil
}

// match ranks how a text names a place: 0 exact, 1 the name with its province in front, 2 a beginning, 3 a part, -1 not at all.
func (p *places) match(code uint32, text string) int {
	text = strings.ToLower(strings.Join(strings.Fields(text), ""))
	if text == "" {
		return 0
	}
	digits := strconv.FormatUint(uint64(code), 10)
	if digits == text {
		return 0
	}
	best := -1
	take := func(rank int) {
		if best < 0 || rank < best {
			best = rank
		}
	}
	if strings.HasPrefix(digits, text) {
		take(2)
	}
	for _, span := range p.spans[code] {
		for _, name := range append([]string{span.Name, span.Pinyin}, span.aliases...) {
			name = strings.ToLower(name)
			switch {
			case name == "":
			case name == text:
				take(0)
			case strings.HasSuffix(text, name) && text == strings.ToLower(span.Province+name), text == strings.ToLower(span.Province+span.Prefecture+name),
				text == strings.ToLower(span.Prefecture+name):
				take(1)
			case strings.HasPrefix(name, text):
				take(2)
			case strings.Contains(name, text):
				take(3)
			}
		}
	}
	return best
}

func isNoRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }
