package analytics

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// areaRow is one row of gen_areas.
type areaRow struct {
	Level       string   `ch:"level"`
	Measure     uint16   `ch:"measure"`
	Year        uint16   `ch:"year"`
	Code        uint32   `ch:"code"`
	Numerator   *float64 `ch:"numerator"`
	Denominator *float64 `ch:"denominator"`
	Status      string   `ch:"status"`
	Qualifier   string   `ch:"qualifier"`
	Basis       string   `ch:"basis"`
	Reported    uint32   `ch:"reported"`
	Expected    uint32   `ch:"expected"`
	Docs        uint32   `ch:"docs"`
	Form        string   `ch:"form"`
	Issuer      uint64   `ch:"issuer"`
	Origin      string   `ch:"origin"`
}

type areaKey struct {
	measure uint16
	code    uint32
	year    int
}

// fetch reads the rows of the measures, each measure's kept under its own key.
func (s *Store) fetch(ctx context.Context, sel *selection) error {
	sel.rows, sel.held = map[areaKey]areaRow{}, map[areaKey]disclosure.Form{}
	if len(sel.codes) == 0 || len(sel.measures) == 0 || sel.from > sel.to {
		return nil
	}
	codes, level := sel.codes, ""
	if len(sel.q.Regions) == 0 && sel.q.Level != "" && sel.q.Level != disclosure.LevelNation && (sel.q.Parent == 0 || sel.q.Parent == Nation) {
		codes, level = []uint32{}, string(sel.q.Level) // the whole country: the level alone chooses
	}
	p := sql.Params{"generation": sel.st.generation, "level": level, "codes": codes, "from": uint16(sel.from), "to": uint16(sel.to)}
	under := fmt.Sprintf("areas %d %s %s %d %d ", sel.st.generation, level, codesKey(codes), sel.from, sel.to)
	var unknown, all []uint16
	for _, m := range sel.measures {
		all = append(all, m.num())
		rows, ok := kept[areaRow](s.answers, under+m.id())
		if !ok && !slices.Contains(unknown, m.num()) {
			unknown = append(unknown, m.num())
		}
		sel.take(rows)
	}
	p["measures"] = all
	traced(ctx, "areas", p)
	delete(p, "measures")
	if len(unknown) > 0 {
		p["measures"] = unknown
		var rows []areaRow
		if err := s.db.Select(ctx, &rows, "areas", p); err != nil {
			return err
		}
		delete(p, "measures")
		for _, m := range sel.measures {
			if !slices.Contains(unknown, m.num()) {
				continue
			}
			from, to := measureRange(rows, m.num())
			keep(s.answers, under+m.id(), slices.Clone(rows[from:to]))
		}
		sel.take(rows)
	}
	if !sel.q.Missing {
		return nil
	}
	delete(p, "level")
	held, err := selectKept[heldRow](ctx, s, "held", p)
	for _, h := range held {
		sel.held[areaKey{0, h.Code, int(h.Year)}] = disclosure.Form(h.Form)
	}
	return err
}

type heldRow struct {
	Code uint32 `ch:"code"`
	Year uint16 `ch:"year"`
	Form string `ch:"form"`
}

func (sel *selection) take(rows []areaRow) {
	for _, r := range rows {
		key := areaKey{r.Measure, r.Code, int(r.Year)}
		// A code keeps one row a year; should two levels share it (a county made a city), the whole-area report wins.
		if old, ok := sel.rows[key]; !ok || old.Basis != string(BasisOwn) {
			sel.rows[key] = r
		}
	}
}

// measureRange finds the rows of a measure in rows ordered by measure.
func measureRange(rows []areaRow, num uint16) (from, to int) {
	from = sort.Search(len(rows), func(i int) bool { return rows[i].Measure >= num })
	to = sort.Search(len(rows), func(i int) bool { return rows[i].Measure > num })
	return from, to
}
