package gazetteer

import (
	"testing"

	"gongkai/ingest/disclosure"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(placesCSV, zonesCSV); err != nil {
			b.Fatal(err)
		}
	}
}

// The expected codes are those of GB/T 2260; the years are those of the State Council's approvals.
func TestByCode(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		code     uint32
		year     int
		name     string
		province string
		above    uint32
		next     uint32
	}{
		{430621, 2012, "岳阳县", "湖南省", 430600, 0},
		{110103, 2009, "崇文区", "北京市", 110000, 110101},
		{652303, 2006, "米泉市", "新疆维吾尔自治区", 652300, 650109},
		{320684, 2019, "海门市", "江苏省", 320600, 320614},
		{533103, 2009, "潞西市", "云南省", 533100, 533103},
		{533103, 2010, "芒市", "云南省", 533100, 0},
		{429004, 2020, "仙桃市", "湖北省", 420000, 0},
		{500229, 2025, "城口县", "重庆市", 500000, 0},
		{460302, 2021, "西沙区", "海南省", 460300, 0},
		{420600, 2009, "襄樊市", "湖北省", 420000, 420600},
	} {
		p, ok := g.ByCode(c.code, c.year)
		if !ok || p.Name != c.name || p.Province != c.province || p.Parent != c.above || p.Successor != c.next {
			t.Errorf("ByCode(%d, %d) = %+v, %v", c.code, c.year, p, ok)
		}
	}
	if p, ok := g.ByCode(110103, 2010); !ok || p.Name != "崇文区" || p.InForce(2010) {
		t.Errorf("崇文区 was merged in 2010: ByCode gives %+v, %v", p, ok)
	}
	if p, ok := g.ByCode(232761, 2010); ok {
		t.Errorf("232761 is no code of GB/T 2260, but ByCode gives %+v", p)
	}
}

// Numbers of units at the ends of years as the Ministry of Civil Affairs' yearly bulletins count them: 333 prefecture-level
// units in 2010 and 2020, 2,844 county-level units in 2020; 上海 16 districts, 岳阳 9 counties, 湖南 14 prefectures.
func TestCount(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		level  disclosure.Level
		inside uint32
		year   int
		want   int
	}{
		{disclosure.LevelProvince, 0, 2020, 31},
		{disclosure.LevelPrefecture, 0, 2020, 333},
		{disclosure.LevelPrefecture, 0, 2010, 333},
		{disclosure.LevelCounty, 0, 2020, 2844},
		{disclosure.LevelCounty, 310000, 2020, 16},
		{disclosure.LevelCounty, 430600, 2020, 9},
		{disclosure.LevelPrefecture, 430000, 2020, 14},
	} {
		if got := g.Count(c.level, c.inside, c.year); got != c.want {
			t.Errorf("Count(%s, %d, %d) = %d, want %d", c.level, c.inside, c.year, got, c.want)
		}
	}
}
