package analytics

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"strconv"

	"golang.org/x/sync/errgroup"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// MostPeers is how many peers of a place are known at most.
const MostPeers = 100

// PeerFeatures are what makes places alike. None of them is an outcome.
var PeerFeatures = []string{"log_population", "same_province"}

// PeerPlace is one place of a peer group.
type PeerPlace struct {
	Region       Region
	Residents    *float64 // at the last count; nil when it is not known
	Distance     *float64 // root mean square difference of the features in standard deviations
	ByPopulation *float64 // squared difference of each feature; nil where it was not compared
	ByProvince   *float64
}

// PeerList is the peer group of a place.
type PeerList struct {
	Region    Region
	Residents *float64
	Peers     []PeerPlace // the nearest first, at most MostPeers
	LeftOut   int         // places of the level whose residents are not known
	Kept      bool        // as a release kept it; else computed from the residents of the generation
	Status    Status
}

// Peers gives the places of the same level that are most like one: about as many residents, the same province. A release that kept
// its peers gives those. ErrNotFound when no place has the code.
func (s *Store) Peers(ctx context.Context, code uint32) (PeerList, error) {
	st, err := s.current(ctx)
	if err != nil {
		return PeerList{}, err
	}
	region, ok := st.places.in(code, 0)
	if !ok {
		return PeerList{}, ErrNotFound
	}
	candidates, unknown := st.places.candidates(region.Level)
	out := PeerList{Region: region, Residents: st.places.newestResidents(code), Peers: []PeerPlace{}, LeftOut: unknown, Status: StatusOK}
	var rows []peerRow
	if rows, err = selectKept[peerRow](ctx, s, "peers", sql.Params{"generation": st.generation, "code": code}); err != nil {
		return out, err
	}
	if out.Kept = len(rows) > 0; !out.Kept {
		rows, out.Status = peersOf(code, region.Province, candidates)
	}
	for _, r := range rows {
		place, _ := st.places.in(r.Peer, 0)
		out.Peers = append(out.Peers, PeerPlace{place, st.places.newestResidents(r.Peer), number(r.Distance), r.ByPopulation, r.ByProvince})
	}
	return out, nil
}

// KeepPeers writes the peers of every place of the current generation, so that a release made of it gives the same ones for ever. What is
// kept already is left alone.
func (s *Store) KeepPeers(ctx context.Context) error {
	st, err := s.current(ctx)
	if err != nil {
		return err
	}
	var kept uint64
	if err := s.db.Get(ctx, &kept, "peers_kept", sql.Params{"generation": st.generation}); err != nil || kept > 0 || st.generation == 0 {
		return err
	}
	type task struct {
		code       uint32
		province   string
		candidates []peerCandidate
	}
	var tasks []task
	for _, level := range []disclosure.Level{disclosure.LevelProvince, disclosure.LevelPrefecture, disclosure.LevelCounty} {
		candidates, _ := st.places.candidates(level)
		for _, c := range candidates {
			tasks = append(tasks, task{c.code, c.province, candidates})
		}
	}
	found := make([][]peerRow, len(tasks))
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for i, t := range tasks {
		workers.Go(func() error {
			found[i], _ = peersOf(t.code, t.province, t.candidates)
			return ctx.Err()
		})
	}
	if err := workers.Wait(); err != nil {
		return fmt.Errorf("find the peers of every place: %w", err)
	}
	return s.db.Insert(context.WithoutCancel(ctx), "insert_gen_peers", func(b sql.Batch) error {
		for i, rows := range found {
			for _, r := range rows {
				if err := b.Append(st.generation, tasks[i].code, r.Place, r.Peer, r.Distance, r.ByPopulation, r.ByProvince); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

type peerRow struct {
	Place        uint8    `ch:"place"`
	Peer         uint32   `ch:"peer"`
	Distance     float64  `ch:"distance"`
	ByPopulation *float64 `ch:"by_population"`
	ByProvince   *float64 `ch:"by_province"`
}

// peerCandidate is a place with its features but whether it lies in the target's province.
type peerCandidate struct {
	code     uint32
	province string
	size     *float64 // logarithm of the residents
}

// candidates are the places of a level that are in force, by code, and how many of them have no known residents.
func (p *places) candidates(level disclosure.Level) (out []peerCandidate, unknown int) {
	for _, code := range p.codes {
		r, _ := p.in(code, 0)
		if r.Level != level || r.ToYear != 0 {
			continue
		}
		c := peerCandidate{code: code, province: r.Province}
		if n := p.newestResidents(code); n != nil {
			c.size = number(math.Log10(*n))
		} else {
			unknown++
		}
		out = append(out, c)
	}
	return out, unknown
}

// newestResidents is the last count of a place; nil without one.
func (p *places) newestResidents(code uint32) *float64 {
	var out *float64
	year := 0
	for _, r := range p.population[code] {
		if r.Year >= year && r.Residents > 0 {
			out, year = number(float64(r.Residents)), r.Year
		}
	}
	return out
}

// peersOf finds the peers of one place. A place that is out of force is no candidate and has none.
func peersOf(code uint32, province string, candidates []peerCandidate) ([]peerRow, Status) {
	all := make([]Candidate, len(candidates))
	for i, c := range candidates {
		same := 0.0
		if c.province == province {
			same = 1
		}
		all[i] = Candidate{ID: strconv.FormatUint(uint64(c.code), 10), Features: []*float64{c.size, &same}}
	}
	group := PeerGroup(strconv.FormatUint(uint64(code), 10), all, PeerFeatures, MostPeers)
	var out []peerRow
	for i, p := range group.Peers {
		peer, _ := strconv.ParseUint(p.ID, 10, 32) // it was made from a code
		out = append(out, peerRow{uint8(i + 1), uint32(peer), *p.Distance, p.Contributions[0], p.Contributions[1]})
	}
	return out, group.Status
}
