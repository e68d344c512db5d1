package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/gazetteer"
	"gongkai/sql"
)

// nation is the code of the whole country, as in analytics.Nation: the parent of every province.
const nation uint32 = 100000

// table is one set of reference data on its way into the database. What it is made from is hashed, so that the rows are made
// only when they have to be written.
type table struct {
	name string
	from any // whatever decides the rows
	rows func() [][]any
}

// EnsureReference writes the program's regions, residents and metrics into the database when it holds others or none, and says
// whether it did: the reading copies then have to be built again. It is safe to repeat; a crash in between is mended by the
// next call, because the hash is written last.
func EnsureReference(ctx context.Context, db *sql.DB) (changed bool, err error) {
	dict, err := disclosure.LoadDictionary()
	if err != nil {
		return false, err
	}
	places, last := gazetteer.Default(), time.Now().Year()+1
	regions, people, metrics, parts := regionRows(places), populationRows(), metricRows(dict), ratePartRows(dict)
	tables := []table{
		{"regions", regions, func() [][]any { return regions }},
		{"region_years", []any{regions, firstFigureYear, last}, func() [][]any { return regionYearRows(places, last) }},
		{"population", people, func() [][]any { return people }},
		{"metrics", metrics, func() [][]any { return metrics }},
		{"rate_parts", parts, func() [][]any { return parts }},
	}
	var held []struct {
		Name string `ch:"name"`
		Hash string `ch:"hash"`
	}
	if err := db.Select(ctx, &held, "reference", nil); err != nil {
		return false, err
	}
	hashes := map[string]string{}
	for _, h := range held {
		hashes[h.Name] = h.Hash
	}
	for _, t := range tables {
		hash, err := t.hash()
		if err != nil {
			return changed, err
		}
		if hashes[t.name] == hash {
			continue
		}
		if err := t.write(ctx, db, hash); err != nil {
			return changed, fmt.Errorf("write %s: %w", t.name, err)
		}
		changed = true
	}
	return changed, nil
}

func (t table) hash() (string, error) {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(t.from); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (t table) write(ctx context.Context, db *sql.DB, hash string) error {
	if err := db.Exec(ctx, "truncate_"+t.name, nil); err != nil {
		return err
	}
	err := db.Insert(ctx, "insert_"+t.name, func(b sql.Batch) error {
		for _, row := range t.rows() {
			if err := b.Append(row...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return db.Insert(ctx, "insert_reference", func(b sql.Batch) error { return b.Append(t.name, hash, time.Now().UTC()) })
}

func regionRows(g *gazetteer.Gazetteer) [][]any {
	rows := [][]any{{nation, "全国", string(disclosure.LevelNation), "", "", uint32(0), uint16(1949), uint16(0), uint32(0), "quanguo", []string{"中国", "中华人民共和国"}}}
	for _, p := range g.Places() {
		if p.Code == 0 {
			continue
		}
		aliases := slices.Concat(p.Aliases, p.Former, []string{p.Initials})
		rows = append(rows, []any{
			p.Code, p.Name, string(p.Level), p.Province, p.Prefecture, parentOf(p), uint16(p.From), uint16(p.To), p.Successor, p.Pinyin, aliases,
		})
	}
	return rows
}

func parentOf(p gazetteer.Place) uint32 {
	if p.Level == disclosure.LevelProvince || p.Parent == 0 {
		return nation
	}
	return p.Parent
}

// regionYearRows gives every code once a year: as it was in force, else as it was nearest to the year, so that a report under
// a former code still rolls up to its parent.
func regionYearRows(g *gazetteer.Gazetteer, last int) [][]any {
	var codes []uint32
	seen := map[uint32]bool{}
	for _, p := range g.Places() {
		if p.Code != 0 && !seen[p.Code] {
			seen[p.Code] = true
			codes = append(codes, p.Code)
		}
	}
	slices.Sort(codes)
	var rows [][]any
	for year := firstFigureYear; year <= last; year++ {
		rows = append(rows, []any{uint16(year), nation, string(disclosure.LevelNation), uint32(0), true, ""})
		for _, code := range codes {
			p, ok := g.ByCode(code, year)
			if !ok {
				continue
			}
			rows = append(rows, []any{uint16(year), code, string(p.Level), parentOf(p), p.InForce(year), p.Province})
		}
	}
	return rows
}

func populationRows() [][]any {
	var rows [][]any
	for _, p := range gazetteer.Populations() {
		rows = append(rows, []any{p.Code, uint16(p.Year), uint64(p.Residents), p.Source})
	}
	return rows
}

func metricRows(d *disclosure.Dictionary) [][]any {
	rows := make([][]any, 0, len(d.Metrics)+len(d.Rates))
	for _, m := range d.Metrics {
		rows = append(rows, []any{
			m.Num, m.ID, m.Base, m.Applicant, m.Name.ZH, m.Name.EN, m.Unit, m.Theme, string(m.Kind), string(m.Polarity), m.Kind.Additive(), m.Context,
		})
	}
	for _, r := range d.Rates {
		rows = append(rows, []any{r.Num, r.ID, r.ID, "", r.Name.ZH, r.Name.EN, r.Unit.ZH, r.Theme, "rate", string(r.Polarity), false, false})
	}
	return rows
}

func ratePartRows(d *disclosure.Dictionary) [][]any {
	var rows [][]any
	for _, r := range d.Rates {
		sides := map[string][]string{"num": r.Numerator, "den": r.Denominator}
		if slices.Equal(r.Denominator, []string{disclosure.PopulationDenominator}) {
			sides["den"] = nil
		}
		parts := len(sides["num"]) + len(sides["den"])
		for _, side := range []string{"num", "den"} {
			for _, id := range sides[side] {
				if m, ok := d.Metric(id); ok {
					rows = append(rows, []any{r.Num, m.Num, side, uint8(parts)})
				}
			}
		}
	}
	return rows
}
