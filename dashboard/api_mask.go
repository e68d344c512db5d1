package dashboard

import (
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// ownByOrder makes the first place that a masked request names the one that keeps its name, unless own says which. The order of a
// list is lost with its canonical form, so the choice is written down in it.
func (q *apiQuery) ownByOrder(named []string) {
	if q.text("anonymize") == "" || q.text("own") != "" {
		return
	}
	if _, has := q.endpoint.parameter("own"); !has || len(q.values["region"]) == 0 {
		return
	}
	for _, place := range named {
		if _, sealed := q.sealer.open(place); !sealed {
			q.values["own"] = []string{place}
			return
		}
	}
}

// anonymize prepares what anonymize=1 asks for: which places are hidden, and sealed words for them wherever the answer repeats the
// request. What a mask would be of no use for is refused.
func (q *apiQuery) anonymize() error {
	if q.text("anonymize") == "" {
		return q.checkUnmasked()
	}
	if q.text("explain") != "" {
		return newProblem(problemInvalid, "explain 会写出地区代码，不能与 anonymize 同用。", "explain tells the codes of places and excludes anonymize.").
			with(fieldError{Parameter: "explain", Given: q.text("explain"), Allowed: []string{"anonymize=1 without explain"}})
	}
	sealed, own := q.sealedCodes(), q.code("own")
	if slices.Contains(sealed, own) { // who guesses a sealed place must not learn that he is right
		own = 0
	}
	if _, of := q.endpoint.parameter("code"); of { // the peers of a place are about it
		own = q.code("code")
	}
	places := q.codes("region")
	if len(places) == 0 && q.level() != "" {
		places = q.atlas.inside(q.level(), q.parent())
	}
	if by := q.list("group_by"); slices.Contains(by, "parent") && !slices.Contains(by, "region") {
		places = q.atlas.around(places)
	}
	q.mask = q.sealer.mask(places, own, q.lang)
	if len(q.values["region"]) > 0 {
		q.values["region"] = q.mask.words(q.codes("region"))
		slices.Sort(q.values["region"])
	}
	if set := q.benchPlaces(); len(set) > 0 {
		q.values["bench"] = []string{setOf(q.mask.words(q.openAll(set)))}
	}
	return nil
}

// checkUnmasked refuses what belongs to a masked answer alone.
func (q *apiQuery) checkUnmasked() error {
	needs := func(parameter, given string) error {
		return newProblem(problemInvalid, "%s 需要 anonymize=1。", "%s needs anonymize=1.", parameter).
			with(fieldError{Parameter: parameter, Given: given, Allowed: []string{"anonymize=1"}})
	}
	if own := q.text("own"); own != "" {
		return needs("own", own)
	}
	if len(q.sealedCodes()) > 0 {
		return needs("region", "sealed places")
	}
	return nil
}

// takesSealed says whether a parameter may name a place by its sealed word: only where a mask hides it again.
func (q *apiQuery) takesSealed(p parameter) bool {
	_, masks := q.endpoint.parameter("anonymize")
	return masks && (p.Kind == "regions" || p.Kind == "bench")
}

// sealedCodes are the places that the request names by their sealed words.
func (q *apiQuery) sealedCodes() []uint32 {
	var out []uint32
	for _, word := range slices.Concat(q.values["region"], q.benchPlaces()) {
		if code, sealed := q.sealer.open(word); sealed {
			out = append(out, code)
		}
	}
	return out
}

// maskID is what the labels of a masked answer depend on beside the request.
func (q *apiQuery) maskID() string {
	if q.mask == nil {
		return ""
	}
	return q.sealer.id
}

// hidePeers masks peers: of each its level and its distance stay.
func (q *apiQuery) hidePeers(peers []analytics.PeerPlace) []analytics.PeerPlace {
	if q.mask == nil {
		return peers
	}
	var codes []uint32
	for _, p := range peers {
		codes = append(codes, p.Region.Code)
	}
	q.mask.cover(codes)
	out := slices.Clone(peers)
	for i := range out {
		out[i].Region, out[i].Residents = q.mask.place(out[i].Region), nil
	}
	return out
}

// openAll gives the codes of words that are codes or sealed ones.
func (q *apiQuery) openAll(words []string) []uint32 {
	var out []uint32
	for _, word := range words {
		code, sealed := q.sealer.open(word)
		if !sealed {
			code = parseCode(word) // resolve leaves nothing else
		}
		out = append(out, code)
	}
	return out
}

// hide masks rows once everything that their places decide is known.
func (q *apiQuery) hide(rows []aggregateRow) {
	if q.mask == nil {
		return
	}
	q.mask.cover(regionsOf(rows))
	for i, r := range rows {
		if !q.mask.hides(r.Region) {
			continue
		}
		masked := q.mask.row(*r.AggregateRow)
		rows[i].AggregateRow = &masked
		if r.bench != nil {
			bench := *r.bench
			bench.region = 0 // it contains the place
			rows[i].bench = &bench
		}
	}
}

func regionsOf(rows []aggregateRow) []uint32 {
	out := make([]uint32, len(rows))
	for i, r := range rows {
		out[i] = r.Region
	}
	return out
}

// around lists the places that contained any of others, in whatever years.
func (a *atlas) around(places []uint32) []uint32 {
	var out []uint32
	for _, code := range places {
		for _, r := range a.byCode[code] {
			out = append(out, r.Parent)
		}
	}
	return out
}

// inside lists the places of a level within a place, or all of the level, in whatever years.
func (a *atlas) inside(level disclosure.Level, parent uint32) []uint32 {
	var out []uint32
	for _, code := range a.codes {
		ofLevel := slices.ContainsFunc(a.byCode[code], func(r analytics.Region) bool { return r.Level == level })
		if ofLevel && (parent == 0 || parent == analytics.Nation || a.liesIn(code, parent, 0)) {
			out = append(out, code)
		}
	}
	return out
}

// mostNested is how many levels lie between a place and the nation at most.
const mostNested = 5

// liesIn says whether a place lay within another in any of its years.
func (a *atlas) liesIn(code, parent uint32, depth int) bool {
	return depth < mostNested && slices.ContainsFunc(a.byCode[code], func(r analytics.Region) bool {
		return r.Parent == parent || r.Parent != 0 && r.Parent != code && a.liesIn(r.Parent, parent, depth+1)
	})
}
