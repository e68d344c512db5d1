package dashboard

import (
	"context"
	"errors"

	"gongkai/analytics"
)

var peerColumns = column[analytics.PeerPlace]{
	"code":                func(p analytics.PeerPlace) any { return codeText(p.Region.Code) },
	"name":                func(p analytics.PeerPlace) any { return p.Region.Name },
	"level":               func(p analytics.PeerPlace) any { return textCell(p.Region.Level) },
	"province":            func(p analytics.PeerPlace) any { return textCell(p.Region.Province) },
	"population":          func(p analytics.PeerPlace) any { return floatCell(p.Residents) },
	"distance":            func(p analytics.PeerPlace) any { return floatCell(p.Distance) },
	"distance_population": func(p analytics.PeerPlace) any { return floatCell(p.ByPopulation) },
	"distance_province":   func(p analytics.PeerPlace) any { return floatCell(p.ByProvince) },
	"page_url":            func(p analytics.PeerPlace) any { return textCell(placePath(p.Region.Code)) },
}

// peers answers /v1/regions/{code}/peers: places of the same level with about as many residents, those of the same province
// first. Distances and their parts are in the answer.
func (a *api) peers(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.reader.Peers(ctx, q.code("code"), q.peerWeights("w"))
	if errors.Is(err, analytics.ErrNotFound) {
		return nil, notFound("code", q.text("code"), "没有地区 %s", "there is no region %s")
	}
	if err != nil {
		return nil, err
	}
	peers := q.hidePeers(found.Peers[:min(int(q.number("k")), len(found.Peers))])
	out, err := listed(q, peerColumns, peers)
	if err != nil {
		return nil, err
	}
	out.around = []member{
		{"region", codeText(found.Region.Code)},
		{"population", floatCell(found.Residents)},
		{"features", analytics.PeerFeatures},
		{"weights", weightMembers(q.peerWeights("w"))},
		{"peer_status", string(found.Status)},
		{"left_out", found.LeftOut},
		{"kept", found.Kept},
	}
	return out, nil
}
