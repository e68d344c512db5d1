package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// levelAreas are all places of the level to which the places of a request belong, for one rate over its years taken together: what is
// asked for must not decide how far chance reaches, where the middle lies or what is usual.
type levelAreas struct {
	areas  []analytics.Area
	rows   []analytics.AggregateRow
	status analytics.Status // no_data when the places are of several levels, which have none in common
}

// levelOf reads the level of the places found.
func (a *api) levelOf(ctx context.Context, q *apiQuery, found rateAreas) (levelAreas, error) {
	levels := levelsOf(found.rows)
	if len(levels) != 1 {
		return levelAreas{status: analytics.StatusNoData}, nil
	}
	rows, err := a.readLevel(ctx, q, found.rate, levels[0], found.by)
	return levelAreas{areas: areasOf(rows), rows: rows, status: analytics.StatusOK}, err
}

// dispersion is the one that the request states, or that of the level.
func (l levelAreas) dispersion(q *apiQuery, r *disclosure.Rate) dispersion {
	given, ok := q.givenDispersion()
	switch {
	case ok:
		return given
	case l.status != analytics.StatusOK:
		return dispersion{factor: 1, status: string(l.status)}
	}
	return dispersionOf(r, l.areas)
}

// smallAreas are the level's rates drawn towards each other, by place.
type smallAreas struct {
	analytics.SmallAreasResult
	at map[uint32]int
}

func (s smallAreas) of(region uint32) analytics.SmallArea {
	if i, ok := s.at[region]; ok {
		return s.Areas[i]
	}
	return analytics.SmallArea{}
}

// smallAreas draws rates towards those of the same province where it has enough places, shares towards those of all.
func (l levelAreas) smallAreas(q *apiQuery, r *disclosure.Rate) smallAreas {
	out := smallAreas{at: map[uint32]int{}}
	groups := make([]string, len(l.areas))
	for i, row := range l.rows {
		out.at[row.Region] = i
		if row.Level != disclosure.LevelProvince {
			groups[i] = codeText(row.Region)[:2]
		}
	}
	out.SmallAreasResult = analytics.SmallAreas(modelOf(r), l.areas, groups, r.Multiplier, q.confidence())
	return out
}
