package dashboard

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// scope is what the scope bar of a page selects: whose reports, where, and which years.
type scope struct {
	Level    disclosure.Level
	Parent   uint32
	Place    analytics.Region // of Parent; zero for the nation
	From, To int
	Year     int // the year of figures that compare places
	Held     *held
	Levels   []disclosure.Level
}

// areaLevels are the levels that figures can be added over; bodies of a place are read through their place. Lists of
// reports and their coverage know all issuers.
var (
	areaLevels   = []disclosure.Level{disclosure.LevelProvince, disclosure.LevelPrefecture, disclosure.LevelCounty}
	issuerLevels = append(slices.Clone(areaLevels), disclosure.LevelTownship, disclosure.LevelDepartment)
)

func (s *Server) readScope(ctx context.Context, p *page, levels []disclosure.Level) (scope, error) {
	r := p.request
	h, err := s.held(ctx, p.Release.ID)
	if err != nil {
		return scope{}, err
	}
	out := scope{Held: h, Levels: levels}
	allowed := make([]string, len(levels))
	for i, l := range levels {
		allowed[i] = string(l)
	}
	out.Level = disclosure.Level(r.choice("level", string(disclosure.LevelCounty), allowed))
	if v := r.text("parent"); v != "" {
		region, ok, err := s.onePlace(ctx, v)
		switch {
		case err != nil:
			return scope{}, err
		case !ok:
			r.notices = append(r.notices, r.say("notice.unknown_place", v))
		default:
			out.Parent, out.Place = region.Code, region
		}
	}
	out.From, out.To = r.years(h.lastYear)
	province := out.Place.Province
	if out.Place.Level == disclosure.LevelProvince {
		province = out.Place.Name
	}
	out.Year = r.number("year", h.latestYear(out.Level, province, out.From, out.To), out.From, out.To)
	return out, nil
}

// onePlace finds the place that a code or a name means; ok is false when none or several do.
func (s *Server) onePlace(ctx context.Context, text string) (analytics.Region, bool, error) {
	if code, err := strconv.ParseUint(text, 10, 32); err == nil && len(text) == 6 {
		region, err := s.reader.Region(ctx, uint32(code))
		return region, err == nil, ignoreNotFound(err)
	}
	found, err := s.places(ctx, text)
	if err != nil || len(found) != 1 {
		return analytics.Region{}, false, err
	}
	return found[0], true, nil
}

// places finds the places that a text names. An exact name wins over the beginning of one.
func (s *Server) places(ctx context.Context, text string) ([]analytics.Region, error) {
	found, err := s.reader.Regions(ctx, analytics.RegionQuery{Text: text, Limit: 50})
	if err != nil {
		return nil, err
	}
	var exact []analytics.Region
	for _, r := range found {
		if r.Name == text && r.ToYear == 0 {
			exact = append(exact, r)
		}
	}
	if len(exact) > 0 {
		return exact, nil
	}
	return found, nil
}

// joinYears turns the two boxes of the form (from, to) into the one key of the address grammar and redirects there. It
// says whether it did.
func joinYears(c *gin.Context) bool {
	q := c.Request.URL.Query()
	from, to := q.Get("from"), q.Get("to")
	if from == "" && to == "" {
		return false
	}
	out := url.Values{}
	for k, v := range q {
		if k != "from" && k != "to" && len(v) > 0 && v[0] != "" {
			out[k] = v
		}
	}
	if to == "" {
		to = from
	}
	if from == "" || from > to {
		from = to
	}
	out.Set("time", from+".."+to)
	if from == to {
		out.Set("time", from)
	}
	c.Redirect(http.StatusSeeOther, withQuery(c.Request.URL.Path, out))
	return true
}

// query is the aggregate question of the scope for some measures.
func (sc scope) query(measures []string, by ...string) analytics.AggregateQuery {
	return analytics.AggregateQuery{
		Measures: measures, Level: sc.Level, Parent: sc.Parent, From: sc.From, To: sc.To, By: by, Missing: true,
	}
}

// reports is the address of the reports that a sum over the scope rests on.
func (sc scope) reports(p *page, year int) string {
	return p.link("/reports", "level", string(sc.Level), "parent", sc.ParentCode(), "time", strconv.Itoa(year))
}

// Years lists the years of the scope.
func (sc scope) Years() []int { return yearsBetween(sc.From, sc.To) }

// AllYears lists every year that can be chosen, the newest first.
func (sc scope) AllYears() []int {
	var out []int
	for y := sc.Held.lastYear; y >= firstYear; y-- {
		out = append(out, y)
	}
	return out
}

// ParentCode is the code of the containing place, "" for the nation.
func (sc scope) ParentCode() string {
	if sc.Parent == 0 {
		return ""
	}
	return regionCode(sc.Parent)
}

// Chosen says whether a province is the containing place.
func (sc scope) Chosen(r analytics.Region) bool { return r.Code == sc.Parent }

// Other says whether the containing place is one that the list of provinces does not offer.
func (sc scope) Other() bool { return sc.Parent != 0 && sc.Place.Level != disclosure.LevelProvince }

// Provinces lists the provinces to choose from.
func (sc scope) Provinces() []analytics.Region { return sc.Held.provinces }

func yearsBetween(from, to int) []int {
	var out []int
	for y := from; y <= to; y++ {
		out = append(out, y)
	}
	return out
}

// ignoreNotFound turns the absence of a place into no error.
func ignoreNotFound(err error) error {
	if errors.Is(err, analytics.ErrNotFound) {
		return nil
	}
	return err
}
