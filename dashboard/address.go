package dashboard

import (
	"fmt"
	"net/url"
	"strings"

	"gongkai/analytics"
)

// aggregatesAddress gives the API call that answers exactly the query a figure was drawn from.
func aggregatesAddress(q analytics.AggregateQuery, format string) string {
	v := url.Values{}
	v.Set("measure", strings.Join(q.Measures, "~"))
	if len(q.Regions) > 0 {
		v.Set("region", joinRegions(q.Regions))
	}
	if q.Level != "" {
		v.Set("level", string(q.Level))
	}
	if q.Parent != 0 {
		v.Set("parent", regionCode(q.Parent))
	}
	if q.From != 0 || q.To != 0 {
		v.Set("time", yearRange(q.From, q.To))
	}
	if len(q.By) > 0 {
		v.Set("group_by", strings.Join(q.By, ","))
	}
	if !q.Missing {
		v.Set("missing", "omit")
	}
	v.Set("format", format)
	return "/v1/aggregates?" + encodeQuery(v)
}

// regionCode prints a GB/T 2260 code with its six digits.
func regionCode(code uint32) string { return fmt.Sprintf("%06d", code) }

// analysisAddress gives the API call that computes an analysis from the places and the year of a query.
func analysisAddress(name string, q analytics.AggregateQuery) string {
	v := url.Values{}
	v.Set("measure", strings.Join(q.Measures, "~"))
	v.Set("level", string(q.Level))
	if q.Parent != 0 {
		v.Set("parent", regionCode(q.Parent))
	}
	v.Set("time", yearRange(q.From, q.To))
	return "/v1/" + name + "?" + encodeQuery(v)
}

// pairsAddress gives the API call that compares the places of a query two by two.
func pairsAddress(q analytics.AggregateQuery) string {
	v := url.Values{}
	v.Set("measure", strings.Join(q.Measures, "~"))
	v.Set("region", joinRegions(q.Regions))
	v.Set("time", yearRange(q.From, q.To))
	return "/v1/compare?" + encodeQuery(v)
}

// joinRegions writes codes as the address grammar has them.
func joinRegions(codes []uint32) string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = regionCode(c)
	}
	return strings.Join(out, "~")
}
