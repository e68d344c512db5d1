package analytics

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"gongkai/ingest/disclosure"
)

// madeUpPlaces are n counties of 30 provinces with residents drawn from a few sizes, so that many distances tie; one in ten has none.
func madeUpPlaces(n int) *places {
	random := rand.New(rand.NewPCG(12, 12))
	p := &places{spans: map[uint32][]place{}, population: map[uint32][]residents{}}
	for i := range n {
		code := uint32(100_000 + i)
		p.codes = append(p.codes, code)
		p.spans[code] = []place{{Region: Region{Code: code, Level: disclosure.LevelCounty, Province: fmt.Sprint("p", random.IntN(30)), FromYear: 2000}}}
		if random.IntN(10) > 0 {
			p.population[code] = []residents{{Year: 2020, Residents: int64(1+random.IntN(40)) * 25_000}}
		}
	}
	return p
}

// TestPeersOfAll: found together, the peers of each place are those that PeerGroup finds for it alone.
func TestPeersOfAll(t *testing.T) {
	p := madeUpPlaces(300)
	found, err := p.peersOfAll(context.Background(), append([]uint32{999_999}, p.codes...), 20, EqualPeerWeights)
	if err != nil {
		t.Fatal(err)
	}
	if len(found[0]) != 0 {
		t.Errorf("a place that is none has the peers %v", found[0])
	}
	candidates, _ := p.candidates(disclosure.LevelCounty)
	for i, target := range candidates {
		all := make([]Candidate, len(candidates))
		for j, c := range candidates {
			same := 0.0
			if c.province == target.province {
				same = 1
			}
			all[j] = Candidate{ID: strconv.Itoa(int(c.code)), Features: []*float64{c.size, &same}}
		}
		alone := PeerGroup(all[i].ID, all, PeerFeatures, 20)
		if len(found[i+1]) != len(alone.Peers) {
			t.Fatalf("%d: %d peers, alone %d", target.code, len(found[i+1]), len(alone.Peers))
		}
		for j, peer := range alone.Peers {
			if got := found[i+1][j]; strconv.Itoa(int(got.Peer)) != peer.ID || got.Distance != *peer.Distance || int(got.Place) != j+1 {
				t.Fatalf("%d: peer %d is %+v, alone %s at %v", target.code, j, got, peer.ID, *peer.Distance)
			}
		}
	}
}

// TestWeightedPeers: worked by hand. Sample deviations are √(5/3) and √(4/3), so that the squared differences from the first area are
// 0.6, 2.4, 5.4 and 3, 0, 3. Weights of 3 and 1: (3·0.6+3)/4 = 1.2, 3·2.4/4 = 1.8, (3·5.4+3)/4 = 4.8; equal ones put the third first.
func TestWeightedPeers(t *testing.T) {
	features := [][]*float64{{number(0), number(0)}, {number(1), number(2)}, {number(2), number(0)}, {number(3), number(2)}}
	space := newPeerSpace(features)
	for _, c := range []struct {
		weights []float64
		order   []int
		squares []float64
	}{
		{nil, []int{2, 1, 3}, []float64{1.2, 1.8, 4.2}},
		{[]float64{1, 1}, []int{2, 1, 3}, []float64{1.2, 1.8, 4.2}},
		{[]float64{3, 1}, []int{1, 2, 3}, []float64{1.2, 1.8, 4.8}},
		{[]float64{2, 0}, []int{1, 2, 3}, []float64{0.6, 2.4, 5.4}},
	} {
		s := space
		if c.weights != nil {
			s = space.weighted(c.weights)
		}
		found := s.nearest(0, 3, MinFeatureFraction)
		for i, square := range c.squares {
			if found.Index[i] != c.order[i] || math.Abs(*found.Distance[i]**found.Distance[i]-square) > 1e-12 {
				t.Errorf("%v: %v at %v, want %v at √%v", c.weights, found.Index, *found.Distance[i], c.order, square)
			}
		}
		if second := found.Contributions[0][1]; (second == nil) != (c.weights != nil && c.weights[1] == 0) {
			t.Errorf("%v: part of the second feature %v", c.weights, second)
		}
	}
	if got := space.weighted([]float64{0, 1}).nearest(0, 3, MinFeatureFraction); got.Status != StatusOK || got.Index[0] != 2 {
		t.Errorf("by the second feature alone: %+v", got)
	}
}

// BenchmarkPeersOfAll3000 finds what `gongkai release` keeps.
func BenchmarkPeersOfAll3000(b *testing.B) {
	p := madeUpPlaces(3000)
	for b.Loop() {
		if _, err := p.peersOfAll(context.Background(), p.codes, MostPeers, EqualPeerWeights); err != nil {
			b.Fatal(err)
		}
	}
}
