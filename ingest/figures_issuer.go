package ingest

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/gazetteer"
)

// Why an imported report goes to quarantine.
const (
	yearUnresolved   = "YEAR_UNRESOLVED"
	regionUnresolved = "REGION_UNRESOLVED"
	issuerUnresolved = "ISSUER_UNRESOLVED"
)

// issuerColumns are the cells that say who published.
type issuerColumns struct {
	name, level, province, region, code string
	year                                int
}

// resolvedIssuer is what the gazetteer made of them.
type resolvedIssuer struct {
	issuer     disclosure.Issuer
	scope      disclosure.Scope
	quarantine []string
	bad        *Reject
}

// issuer resolves a row's issuer, once for equal cells.
func (s *figureScan) issuer(row figureRow, year int) (resolvedIssuer, *Reject) {
	key := issuerColumns{
		row.fields[colIssuer], row.fields[colLevel], row.fields[colProvince], row.fields[colRegion], row.fields[colCode], year,
	}
	found, ok := s.issuers[key]
	if !ok {
		found = s.resolve(key)
		s.issuers[key] = found
	}
	if found.bad != nil {
		bad := *found.bad
		return found, &bad
	}
	return found, nil
}

func (s *figureScan) resolve(c issuerColumns) resolvedIssuer {
	var r resolvedIssuer
	if r.bad = s.checkPlace(c); r.bad != nil {
		return r
	}
	byName, classified := s.places.Issuer(c.name, c.year, gazetteer.Query{Province: c.province})
	r.issuer = disclosure.Issuer{Name: c.name, Level: disclosure.Level(c.level), Province: c.province, Region: c.region, Code: c.code}
	if c.level == "" {
		r.issuer.Level = byName.Level
	}
	if c.year == 0 {
		r.quarantine = append(r.quarantine, yearUnresolved)
	}
	if c.name == "" || r.issuer.Level == "" {
		r.quarantine = append(r.quarantine, issuerUnresolved)
	}
	switch {
	case c.code != "":
		code, _ := strconv.ParseUint(c.code, 10, 32)
		place, _ := s.places.ByCode(uint32(code), c.year)
		r.issuer.Region, r.issuer.Province = place.Name, place.Province
	case c.region == gazetteer.Nation || r.issuer.Level == disclosure.LevelNation:
		r.issuer.Region, r.issuer.Province = gazetteer.Nation, ""
		if r.issuer.Level == disclosure.LevelNation {
			r.issuer.Code = strconv.Itoa(int(nation))
		}
	case classified && byName.Region != "" && byName.Level == r.issuer.Level && (byName.Code != "" || s.zone(byName.Region)):
		r.issuer.Region, r.issuer.Code, r.issuer.Province = byName.Region, byName.Code, byName.Province
	case s.zone(c.region):
	default:
		r.quarantine = append(r.quarantine, regionUnresolved)
	}
	r.scope = disclosure.ScopeAggregate
	if !r.issuer.IsGovernment() {
		r.scope = disclosure.ScopeOwn
	}
	return r
}

// zone says whether a name is a functional zone: a place without a code.
func (s *figureScan) zone(name string) bool {
	found := s.places.Find(name, gazetteer.Query{})
	return len(found) > 0 && found[0].Code == 0
}

// checkPlace checks level, code and province against the gazetteer.
func (s *figureScan) checkPlace(c issuerColumns) *Reject {
	level := disclosure.Level(c.level)
	if c.level != "" && !slices.Contains(disclosure.Levels, level) {
		return reject("issuer_level", "未知的层级“%s”", "unknown level %q; use nation, province, prefecture, county, township or department", c.level)
	}
	if c.province != "" && len(s.places.Find(c.province, gazetteer.Query{Level: disclosure.LevelProvince})) == 0 {
		return reject("province", "没有名为“%s”的省级行政区", "no province is called %q", c.province)
	}
	if c.code == "" {
		return nil
	}
	code, err := strconv.ParseUint(c.code, 10, 32)
	if err != nil || len(c.code) != 6 {
		return reject("gb2260_code", "区划代码“%s”不是六位数字", "the code %q does not have six digits", c.code)
	}
	place, ok := s.places.ByCode(uint32(code), c.year)
	switch {
	case !ok:
		return reject("gb2260_code", "区划代码%s不存在（2002年以来）", "no place has had the code %s since 2002", c.code)
	case c.province != "" && !strings.HasPrefix(place.Province, strings.TrimSuffix(c.province, "省")):
		return reject("gb2260_code", "区划代码%s属于%s，而非%s", "the code %s belongs to %s, not to %s", c.code, place.Province, c.province)
	case (level == disclosure.LevelProvince || level == disclosure.LevelPrefecture || level == disclosure.LevelCounty) && level != place.Level:
		return reject("gb2260_code", "区划代码%s是%s（%s），与层级%s不符", "the code %s is %s, a %s, not a %s", c.code, place.Name, place.Level, c.level)
	}
	return nil
}
