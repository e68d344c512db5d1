package analytics

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// MostPeers is how many peers of a place are known at most.
const MostPeers = 100

// PeerFeatures are what makes places alike. None of them is an outcome.
var PeerFeatures = []string{"log_population", "same_province"}

// PeerWeights says how much each of PeerFeatures counts in the distance between places; 0 leaves it out.
type PeerWeights struct{ Population, Province float64 }

// EqualPeerWeights are the weights of the peers that a release keeps.
var EqualPeerWeights = PeerWeights{1, 1}

// PeerPlace is one place of a peer group.
type PeerPlace struct {
	Region       Region
	Residents    *float64 // at the last count; nil when it is not known
	Distance     *float64 // root (weighted) mean square difference of the features in standard deviations
	ByPopulation *float64 // squared difference of each feature, before its weight; nil where it was not compared
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
// its peers gives those for EqualPeerWeights; for others they are computed. ErrNotFound when no place has the code.
func (s *Store) Peers(ctx context.Context, code uint32, weights PeerWeights) (PeerList, error) {
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
	if weights == EqualPeerWeights {
		if rows, err = selectKept[peerRow](ctx, s, "peers", sql.Params{"generation": st.generation, "code": code}); err != nil {
			return out, err
		}
	}
	if out.Kept = len(rows) > 0; !out.Kept {
		rows, out.Status = newPeerLevel(candidates, weights).peersOf(code, region.Province, MostPeers)
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
	var codes []uint32
	for _, level := range []disclosure.Level{disclosure.LevelProvince, disclosure.LevelPrefecture, disclosure.LevelCounty} {
		candidates, _ := st.places.candidates(level)
		for _, c := range candidates {
			codes = append(codes, c.code)
		}
	}
	found, err := st.places.peersOfAll(ctx, codes, MostPeers, EqualPeerWeights)
	if err != nil {
		return err
	}
	return s.db.Insert(context.WithoutCancel(ctx), "insert_gen_peers", func(b sql.Batch) error {
		for i, rows := range found {
			for _, r := range rows {
				if err := b.Append(st.generation, codes[i], r.Place, r.Peer, r.Distance, r.ByPopulation, r.ByProvince); err != nil {
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

// peerLevel finds peers among the places of one level. What is standardised depends on the target's province alone, so it is done
// once for each and not for each place.
type peerLevel struct {
	candidates []peerCandidate
	at         map[uint32]int
	weights    PeerWeights

	mu     sync.Mutex
	spaces map[string]peerSpace // by the target's province
}

func newPeerLevel(candidates []peerCandidate, weights PeerWeights) *peerLevel {
	l := &peerLevel{candidates: candidates, weights: weights, at: map[uint32]int{}, spaces: map[string]peerSpace{}}
	for i, c := range candidates {
		l.at[c.code] = i
	}
	return l
}

func (l *peerLevel) space(province string) peerSpace {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s, ok := l.spaces[province]; ok {
		return s
	}
	features := make([][]*float64, len(l.candidates))
	for i, c := range l.candidates {
		same := 0.0
		if c.province == province {
			same = 1
		}
		features[i] = []*float64{c.size, &same}
	}
	s := newPeerSpace(features)
	if l.weights != EqualPeerWeights {
		s = s.weighted([]float64{l.weights.Population, l.weights.Province})
	}
	l.spaces[province] = s
	return s
}

// peersOf finds the k nearest peers of one place. A place that is out of force is no candidate and has none.
func (l *peerLevel) peersOf(code uint32, province string, k int) ([]peerRow, Status) {
	at, ok := l.at[code]
	if !ok {
		return nil, StatusInvalid
	}
	found := l.space(province).nearest(at, k, MinFeatureFraction)
	out := make([]peerRow, len(found.Index))
	for i, index := range found.Index {
		parts := found.Contributions[i]
		out[i] = peerRow{uint8(i + 1), l.candidates[index].code, *found.Distance[i], parts[0], parts[1]}
	}
	return out, found.Status
}

// peersOfAll finds the peers of each of the places, in their order. A code that no place has is one without peers.
func (p *places) peersOfAll(ctx context.Context, codes []uint32, k int, weights PeerWeights) ([][]peerRow, error) {
	levels := map[disclosure.Level]*peerLevel{}
	for _, code := range codes {
		if r, ok := p.in(code, 0); ok && levels[r.Level] == nil {
			candidates, _ := p.candidates(r.Level)
			levels[r.Level] = newPeerLevel(candidates, weights)
		}
	}
	found := make([][]peerRow, len(codes))
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for i, code := range codes {
		r, ok := p.in(code, 0)
		if !ok {
			continue
		}
		workers.Go(func() error {
			found[i], _ = levels[r.Level].peersOf(code, r.Province, k)
			return ctx.Err()
		})
	}
	if err := workers.Wait(); err != nil {
		return nil, fmt.Errorf("find the peers of %d places: %w", len(codes), err)
	}
	return found, nil
}

// PeerCodes gives the k nearest peers of each of the places, the nearest first, as Peers does.
// A place that has none is not in the answer.
func (s *Store) PeerCodes(ctx context.Context, codes []uint32, k int, weights PeerWeights) (map[uint32][]uint32, error) {
	st, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	out := map[uint32][]uint32{}
	if weights == EqualPeerWeights {
		kept, err := selectKept[struct {
			Code uint32 `ch:"code"`
			Peer uint32 `ch:"peer"`
		}](ctx, s, "peer_codes", sql.Params{"generation": st.generation, "codes": codes, "k": uint8(min(k, MostPeers))})
		if err != nil {
			return nil, err
		}
		for _, r := range kept {
			out[r.Code] = append(out[r.Code], r.Peer)
		}
		if len(out) > 0 {
			return out, nil
		}
	}
	found, err := st.places.peersOfAll(ctx, codes, min(k, MostPeers), weights)
	if err != nil {
		return nil, err
	}
	for i, rows := range found {
		for _, r := range rows {
			out[codes[i]] = append(out[codes[i]], r.Peer)
		}
	}
	return out, nil
}
