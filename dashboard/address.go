package dashboard

import (
	"fmt"
	"net/url"
	"strings"

	"gongkai/analytics"
)

// aggregatesAddress gives the API call that answers exactly the query a figure was drawn from, masked as it is.
func aggregatesAddress(q analytics.AggregateQuery, format string, m *mask) string {
	v := url.Values{}
	v.Set("measure", strings.Join(q.Measures, "~"))
	if len(q.Regions) > 0 {
		v.Set("region", m.list(q.Regions))
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
	m.sign(v)
	return "/v1/aggregates?" + encodeQuery(v)
}

// regionCode prints a GB/T 2260 code with its six digits.
func regionCode(code uint32) string { return fmt.Sprintf("%06d", code) }

// analysisAddress gives the API call that computes an analysis from the places and the year of a query.
func analysisAddress(name string, q analytics.AggregateQuery, m *mask) string {
	v := url.Values{}
	v.Set("measure", strings.Join(q.Measures, "~"))
	v.Set("level", string(q.Level))
	if q.Parent != 0 {
		v.Set("parent", regionCode(q.Parent))
	}
	v.Set("time", yearRange(q.From, q.To))
	m.sign(v)
	return "/v1/" + name + "?" + encodeQuery(v)
}

// pairsAddress gives the API call that compares the places of a query two by two.
func pairsAddress(q analytics.AggregateQuery, m *mask) string {
	v := url.Values{}
	v.Set("measure", strings.Join(q.Measures, "~"))
	v.Set("region", m.list(q.Regions))
	v.Set("time", yearRange(q.From, q.To))
	m.sign(v)
	return "/v1/compare?" + encodeQuery(v)
}

// placePath is the address of a place's page; "" of a masked one, which has none.
func placePath(code uint32) string {
	if isMasked(code) {
		return ""
	}
	return "/r/" + regionCode(code)
}
