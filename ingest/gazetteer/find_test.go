package gazetteer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
)

func codes(places []Place) string {
	var out []string
	for _, p := range places {
		out = append(out, fmt.Sprint(p.Code))
	}
	return strings.Join(out, " ")
}

// The expected codes are those of GB/T 2260.
func TestFind(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		name string
		q    Query
		want string
	}{
		{"岳阳县", Query{Year: 2012}, "430621"},
		{"岳阳", Query{}, "430600 430621"},
		{"湖南", Query{}, "430000"},
		{"广西", Query{Year: 2020}, "450000"},
		{"朝阳区", Query{Year: 2020}, "110105 220104"},
		{"朝阳区", Query{Year: 2020, Province: "吉林"}, "220104"},
		{"朝阳区", Query{Year: 2020, Prefecture: "长春市"}, "220104"},
		{"鼓楼区", Query{Year: 2020, Prefecture: "福州"}, "350102"},
		{"桥东区", Query{Year: 2010}, ""},
		{"郊区", Query{}, ""},
		{"桥东区", Query{Year: 2010, Prefecture: "石家庄市"}, "130103"},
		{"崇文区", Query{Year: 2020}, "110103"},
		{"襄樊市", Query{}, "420600"},
		{"吉林市", Query{}, "220200"},
		{"吉林", Query{Level: disclosure.LevelProvince}, "220000"},
		{"湘西州", Query{}, "433100"},
		{"前郭县", Query{}, "220721"},
		{"杨陵区", Query{Year: 2008}, "610403"},
		{"巢湖市", Query{Year: 2010}, "341400"},
		{"巢湖市", Query{Year: 2012}, "340181"},
		{"西咸新区", Query{}, "0"},
		{"管城区", Query{}, "410104"},
		{"东乡县", Query{Year: 2020, Province: "甘肃省"}, "622926"},
		{"没有县", Query{}, ""},
		{"", Query{}, ""},
	} {
		if got := codes(g.Find(c.name, c.q)); got != c.want {
			t.Errorf("Find(%s, %+v) = %q, want %q", c.name, c.q, got, c.want)
		}
	}
}

func TestMentions(t *testing.T) {
	g := Default()
	for _, c := range []struct{ text, want string }{
		{"2012年岳阳县政府信息公开", "岳阳县=430621"},
		{"湖南省岳阳市岳阳县", "湖南省=430000 岳阳市=430600 岳阳县=430621"},
		{"北京市朝阳区民政局", "北京市=110000 朝阳区=110105"},
		{"石家庄市桥西区", "石家庄市=130100 桥西区=130104"},
		{"桥西区政府", ""},
		{"衢州市衢江区湖南镇", "衢州市=330800 衢江区=330803"},
		{"湖南各市州", "湖南=430000"},
		{"公安局、建设局、平安建设", ""},
		{"吉林市", "吉林市=220200"},
		{"襄樊市", "襄樊市=420600"},
		{"陕西省西咸新区", "陕西省=610000 西咸新区=0"},
		{"实现长治久安", ""},
		{"岳", ""},
		{"", ""},
	} {
		text := []rune(c.text)
		var got []string
		for _, m := range g.Mentions(text) {
			got = append(got, fmt.Sprintf("%s=%s", string(text[m.Start:m.End]), codes(m.Places)))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("Mentions(%s) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSearch(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		text string
		want uint32
	}{
		{"岳阳县", 430621},
		{"岳阳", 430600},
		{"yueyang", 430600},
		{"yue yang xian", 430621},
		{"YUEYANGX", 430621},
		{"hns", 410000},
		{"430621", 430621},
		{"11", 110000},
		{"congwen", 0},
		{"chongwen", 110103},
		{"襄樊", 420600},
		{"维吾尔", 650000},
		{"chongqing", 500000},
		{"xiamen", 350200},
		{"luan", 341500},
		{"余杭", 330110},
	} {
		got := g.Search(c.text, 5)
		switch {
		case c.want == 0 && len(got) > 0:
			t.Errorf("Search(%s) = %s %d, want nothing", c.text, got[0].Name, got[0].Code)
		case c.want != 0 && !slices.ContainsFunc(got, func(p Place) bool { return p.Code == c.want }):
			t.Errorf("Search(%s) = %s, want %d among them", c.text, codes(got), c.want)
		case len(got) > 5:
			t.Errorf("Search(%s) gives %d places, more than its limit", c.text, len(got))
		}
	}
	if got := g.Search("襄樊", 5); len(got) < 2 || got[0].Name != "襄樊市" || !slices.Contains(got[1].Former, "襄樊市") {
		t.Errorf("Search(襄樊) gives the former name first and then what it is called now, got %+v", got)
	}
}

func TestChildren(t *testing.T) {
	g := Default()
	if n := len(g.Children(0, 2020)); n != 34 {
		t.Errorf("%d provinces, want 34", n)
	}
	// 岳阳 has three districts, four counties and two cities; 上海 has 16 districts since 2016 and had 18 in 2010.
	for _, c := range []struct {
		code uint32
		year int
		want int
	}{{430600, 2020, 9}, {310000, 2020, 16}, {310000, 2010, 18}, {430621, 2020, 0}} {
		if n := len(g.Children(c.code, c.year)); n != c.want {
			t.Errorf("Children(%d, %d) has %d places, want %d", c.code, c.year, n, c.want)
		}
	}
}

func BenchmarkMentions(b *testing.B) {
	g := Default()
	text := []rune(strings.Repeat("2012年，湖南省岳阳市岳阳县各部门主动公开政府信息7954条，其中县公安局、建设局公布信息135条，北京市朝阳区来信。", 100))
	b.SetBytes(int64(len(string(text))))
	for b.Loop() {
		g.Mentions(text)
	}
}

func BenchmarkSearch(b *testing.B) {
	g := Default()
	for b.Loop() {
		g.Search("yuey", 10)
	}
}

// Places named in a text stand in order, apart from each other, inside the text, and with the name they have there.
func FuzzMentions(f *testing.F) {
	f.Add("湖南省岳阳市岳阳县人民政府，北京市朝阳区；桥西区")
	g := Default()
	f.Fuzz(func(t *testing.T, s string) {
		text := []rune(s)
		end := 0
		for _, m := range g.Mentions(text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) || len(m.Places) == 0 {
				t.Fatalf("mention %+v of %q", m, s)
			}
			end = m.End
			name := string(text[m.Start:m.End])
			if p := m.Places[0]; p.Name != name && !slices.Contains(p.Aliases, name) {
				t.Fatalf("%q is neither name nor alias of %+v", name, p)
			}
		}
		if is, ok := g.Issuer(s, 2020, Query{}); ok != (is.Level != "") {
			t.Fatalf("Issuer(%q) = %+v, %v", s, is, ok)
		}
	})
}
