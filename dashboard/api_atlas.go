package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// allRegions is more than the places that GB/T 2260 ever named (about 7,000 with their former codes).
const allRegions = 100_000

// atlas is every region of one release by code and by name: so a request's codes and names are checked without a query, and
// an error can name what comes near.
type atlas struct {
	byCode map[uint32][]analytics.Region // a code that changed its name has several entries
	byName map[string][]uint32           // name or pinyin, lower case
	within map[string][]uint32           // name with its province or prefecture before it: 北京市朝阳区
	codes  []uint32
}

// atlasesKept is how many atlases stay in memory (about 3 MB each): the current one and those of a few pinned releases.
const atlasesKept = 8

// atlasCache keeps the atlases of the releases that were asked for of late.
type atlasCache struct {
	mu        sync.Mutex
	byRelease map[string]*atlas
}

// get gives the atlas of the release that ctx is pinned to, reading it at most once.
func (c *atlasCache) get(ctx context.Context, r Reader, release string) (*atlas, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if kept := c.byRelease[release]; kept != nil {
		return kept, nil
	}
	regions, err := r.Regions(ctx, analytics.RegionQuery{Spans: true, Limit: allRegions})
	if err != nil {
		return nil, fmt.Errorf("read the regions: %w", err)
	}
	if len(c.byRelease) >= atlasesKept || c.byRelease == nil {
		c.byRelease = map[string]*atlas{}
	}
	found := newAtlas(regions)
	c.byRelease[release] = found
	return found, nil
}

func newAtlas(regions []analytics.Region) *atlas {
	a := &atlas{byCode: map[uint32][]analytics.Region{}, byName: map[string][]uint32{}, within: map[string][]uint32{}}
	for _, r := range regions {
		if len(a.byCode[r.Code]) == 0 {
			a.codes = append(a.codes, r.Code)
		}
		a.byCode[r.Code] = append(a.byCode[r.Code], r)
		addName(a.byName, r.Name, r.Code)
		addName(a.byName, strings.ReplaceAll(strings.ToLower(r.Pinyin), " ", ""), r.Code)
		addName(a.within, r.Province+r.Name, r.Code)
		addName(a.within, r.Prefecture+r.Name, r.Code)
		addName(a.within, r.Province+r.Prefecture+r.Name, r.Code)
	}
	slices.Sort(a.codes)
	return a
}

func addName(names map[string][]uint32, name string, code uint32) {
	if name != "" && !slices.Contains(names[name], code) {
		names[name] = append(names[name], code)
	}
}

// latest is the entry of a code that is in force now, or the last one that was.
func (a *atlas) latest(code uint32) (analytics.Region, bool) {
	entries := a.byCode[code]
	if len(entries) == 0 {
		return analytics.Region{}, false
	}
	best := entries[0]
	for _, r := range entries[1:] {
		if r.ToYear == 0 || (best.ToYear != 0 && r.ToYear > best.ToYear) {
			best = r
		}
	}
	return best, true
}

// levelOf is the level of a place; "" for one that is not known.
func (a *atlas) levelOf(code uint32) disclosure.Level {
	r, _ := a.latest(code)
	return r.Level
}

// named gives the codes that a name means: those that bear it exactly (with or without 人民政府), else those whose name or
// pinyin begins with it.
func (a *atlas) named(name string) []uint32 {
	key := strings.ToLower(strings.TrimSuffix(strings.ReplaceAll(name, " ", ""), "人民政府"))
	for _, names := range []map[string][]uint32{a.byName, a.within} {
		if codes := names[key]; len(codes) > 0 {
			return codes
		}
	}
	var out []uint32
	for known, codes := range a.byName {
		if strings.HasPrefix(known, key) {
			out = append(out, codes...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// near suggests what an unknown code or name may have meant: the nearest codes of the same prefecture or province, or names that
// look alike.
func (a *atlas) near(given string) []string {
	if isCode(given) {
		far := func(c uint32) int64 { return max(int64(c)-int64(parseCode(given)), int64(parseCode(given))-int64(c)) }
		nearby := slices.Clone(a.codes)
		slices.SortStableFunc(nearby, func(c, d uint32) int { return cmp.Compare(far(c), far(d)) })
		for _, digits := range []int{4, 2} { // of the same prefecture, else of the same province
			var out []string
			for _, c := range nearby {
				if code := codeText(c); strings.HasPrefix(code, given[:digits]) && len(out) < 5 {
					out = append(out, code)
				}
			}
			if len(out) > 0 {
				return out
			}
		}
		return nil
	}
	return nearest(given, sortedKeys(a.byName), 5)
}

// codeText prints a code with its six digits, of a masked place its letters; "" for no region.
func codeText(code uint32) string {
	switch {
	case code == 0:
		return ""
	case isMasked(code):
		return maskLetters(code)
	}
	return fmt.Sprintf("%06d", code)
}
