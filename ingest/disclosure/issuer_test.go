package disclosure

import "testing"

func TestIssuersOfOneNameAreOne(t *testing.T) {
	county := Issuer{Level: LevelCounty, Region: "岳阳县", Code: "430621"}
	office := Issuer{Level: LevelDepartment, Region: "衡阳市", Code: "430400"}
	town := Issuer{Level: LevelTownship, Region: "永嘉县", Code: "330324"}
	named := func(i Issuer, name string) Issuer { i.Name = name; return i }
	for _, c := range []struct {
		a, b Issuer
		same bool
	}{
		{named(county, "岳阳县人民政府"), named(county, "岳阳县"), true},
		{named(office, "衡阳市电子政务管理办公室"), named(office, "湖南省衡阳市电子政务管理办公室"), true},
		{named(office, "衡阳市电子政务管理办公室"), named(office, "衡阳市统计局"), false},
		{named(town, "永嘉县桥下镇人民政府"), named(town, "桥下镇"), true},
		{named(county, "岳阳县"), named(office, "岳阳县"), false},
	} {
		if got := c.a.ID() == c.b.ID(); got != c.same {
			t.Errorf("%q and %q: same %v, want %v", c.a.Name, c.b.Name, got, c.same)
		}
	}
}
