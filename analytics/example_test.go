package analytics_test

import (
	"fmt"
	"os"
	"strings"

	"gongkai/analytics"
)

// Zero events are a finding too: up to 3.7 per 100,000 are compatible with them.
func ExampleRateCI() {
	rate := analytics.RateCI(0, 100000, 100000, 0.95)
	fmt.Printf("%.1f (%.1f to %.1f), %s\n", *rate.Value, *rate.Lower, *rate.Upper, rate.Method)
	fmt.Println(analytics.RateCI(5, 0, 100000, 0.95).Status)
	// Output:
	// 0.0 (0.0 to 3.7), exact
	// zero_denominator
}

func ExampleWilson() {
	share := analytics.Wilson(1, 1, 0.95)
	fmt.Printf("1 of 1: %.2f to %.2f\n", *share.Lower, *share.Upper)
	// Output: 1 of 1: 0.21 to 1.00
}

func ExampleChange() {
	fmt.Println(analytics.Change(analytics.Values(0)[0], analytics.Values(5)[0]).Status)
	// Output: zero_base
}

func ExampleComparePair() {
	v := analytics.Values(30, 50000, 18, 52000)
	pair := analytics.ComparePair(analytics.ModelRate, v[0], v[1], v[2], v[3], 0.95)
	fmt.Printf("%s: %.2f times (%.2f to %.2f)\n", *pair.Word, *pair.Ratio, *pair.Lower, *pair.Upper)
	// Output: no_clear_difference: 1.73 times (0.94 to 3.30)
}

func ExampleSum() {
	total := analytics.Sum(append(analytics.Values(12, 0, 35), nil))
	fmt.Printf("%.0f from %d of %d units: %s\n", *total.Sum, total.Present, total.Present+total.Missing, total.Status)
	// Output: 47 from 3 of 4 units: partial
}

func ExampleHonestTotal() {
	values := append(analytics.Values(10, 12, 9, 11), nil)
	total := analytics.HonestTotal(values, nil)
	fmt.Printf("%.0f, with the missing unit %.1f to %.1f\n", *total.Sum, *total.Lower, *total.Upper)
	// Output: 42, with the missing unit 51.0 to 54.0
}

func ExampleSegments() {
	fmt.Println(analytics.Segments([]int{2017, 2018, 2019, 2020, 2021}, []int{2019}).Segments)
	// Output: [[2017 2018] [2019 2020 2021]]
}

func ExampleSeries_Segments() {
	s := analytics.Series{Points: []analytics.Point{
		{Year: 2017, Value: analytics.Values(40)[0]},
		{Year: 2018, Status: "not_collected"},
		{Year: 2019, Value: analytics.Values(55)[0]},
	}}.WithBreaks([]int{2019})
	for _, segment := range s.Segments() {
		fmt.Println(segment.Years())
	}
	// Output:
	// [2017 2018]
	// [2019]
}

func ExampleRanking() {
	areas := []analytics.Area{
		{ID: "甲", Num: analytics.Values(400)[0], Den: analytics.Values(100000)[0]},
		{ID: "乙", Num: analytics.Values(210)[0], Den: analytics.Values(100000)[0]},
		{ID: "丙", Num: analytics.Values(19)[0], Den: analytics.Values(10000)[0]},
		{ID: "丁", Num: analytics.Values(60)[0], Den: analytics.Values(100000)[0]},
	}
	for _, a := range analytics.Ranking(analytics.ModelRate, areas, 100000, 0.95, true).Areas {
		fmt.Printf("%s %d-%d\n", a.ID, *a.RankLower, *a.RankUpper)
	}
	// Output:
	// 甲 1-1
	// 乙 2-3
	// 丙 2-3
	// 丁 4-4
}

func ExampleMannKendall() {
	r := analytics.MannKendall(analytics.Values(1, 2, 3, 4, 5), 0.05, 5)
	fmt.Printf("%s, p = %.4f (%s)\n", *r.Trend, *r.P, *r.PMethod)
	// Output: increasing, p = 0.0167 (exact)
}

func ExampleShares() {
	fmt.Println(analytics.Shares(append(analytics.Values(40, 25), nil)).Status)
	// Output: partial
}

func ExampleCalc() {
	in := strings.NewReader(`{"id":"a","method":"change","input":{"prev":120,"cur":150}}
{"id":"b","method":"median","input":{"x":[1,null,3]}}
`)
	if _, err := analytics.Calc(in, os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {"id":"a","result":{"abs":30,"pct":25,"status":"ok"}}
	// {"id":"b","result":{"median":2,"n":2,"status":"ok"}}
}
