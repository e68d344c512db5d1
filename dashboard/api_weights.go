package dashboard

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// weightValue reads the weight of one feature: population:2.
func weightValue(_ *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	allowed := make([]string, len(p.Allowed))
	for i, name := range p.Allowed {
		allowed[i] = name + ":" + limits(p)
	}
	name, text, _ := strings.Cut(v, ":")
	if !slices.Contains(p.Allowed, name) {
		return "", &fieldError{Allowed: allowed, Suggestions: nearest(name, p.Allowed, 1), kind: problemInvalid, detail: textf(
			"%s 没有特征 %s", "%s has no feature %s", p.name(), clip(name))}
	}
	weight, err := strconv.ParseFloat(text, 64)
	if err != nil || !(weight >= p.Min && weight <= p.Max) {
		return "", invalid(allowed, "%s 的权重应为数 %s", "the weight of %s must be a number %s", name, limits(p))
	}
	return name + ":" + strconv.FormatFloat(weight, 'f', -1, 64), nil
}

// settleWeights completes weights by the features that were not named, which count 1, so that the same weights have one form. It
// refuses two weights of one feature, weights that leave nothing to compare, and weights of peers that nothing is compared with.
func (q *apiQuery) settleWeights() error {
	for _, p := range q.endpoint.params {
		given := q.values[p.name()]
		if p.Kind != "weight" || len(given) == 0 {
			continue
		}
		refuse := func(zh, en string) error {
			return (&problem{kind: problemInvalid, detail: disclosure.Text{ZH: zh, EN: en}}).with(fieldError{Parameter: p.name(), Given: given, Allowed: []string{p.Default, p.Example}})
		}
		byName, all := map[string]string{}, 0.0
		for _, item := range given {
			name, weight, _ := strings.Cut(item, ":")
			if byName[name] != "" {
				return refuse("一个特征只能有一个权重。", "a feature has one weight.")
			}
			byName[name] = weight
		}
		var full []string
		for _, name := range p.Allowed {
			weight := byName[name]
			if weight == "" {
				weight = "1"
			}
			n, _ := strconv.ParseFloat(weight, 64) // weightValue made it
			full, all = append(full, name+":"+weight), all+n
		}
		if all == 0 {
			return refuse("权重不能全为 0。", "not every weight can be 0.")
		}
		if _, isBench := q.endpoint.key("bench"); isBench && q.text("bench") != benchPeers {
			return newProblem(problemInvalid, "%s 需要 bench=peers。", "%s needs bench=peers.", p.name()).
				with(fieldError{Parameter: p.name(), Given: given, Allowed: []string{"bench=" + benchPeers}})
		}
		if slices.Sort(full); strings.Join(full, p.Separator) == canonicalDefault(p) {
			delete(q.values, p.name())
			continue
		}
		q.values[p.name()] = full
	}
	return nil
}

// peerWeights are the weights that a parameter gives the features of peers.
func (q *apiQuery) peerWeights(parameter string) analytics.PeerWeights {
	out := analytics.EqualPeerWeights
	for _, item := range q.values[parameter] {
		name, text, _ := strings.Cut(item, ":")
		weight, _ := strconv.ParseFloat(text, 64) // weightValue made it
		switch name {
		case "population":
			out.Population = weight
		case "province":
			out.Province = weight
		}
	}
	return out
}

// weightMembers states weights in an answer, in the words of the parameter.
func weightMembers(w analytics.PeerWeights) []member {
	return []member{{"population", w.Population}, {"province", w.Province}}
}
