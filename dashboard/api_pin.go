package dashboard

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"gongkai/analytics"
)

// pinCache knows the frozen releases that were asked for. A release never changes, so what is known of it needs no second look
// at the database; only a name or a day that is not yet known does.
type pinCache struct {
	mu     sync.Mutex
	frozen []analytics.FrozenRelease // the oldest first
	read   time.Time                 // when frozen was read
	sizes  map[string]analytics.Release
}

// pin finds the state of the past that the request asks for and gives the context that makes the Reader answer from it. It sets
// the request's release: the pinned one, or what is current.
func (a *api) pin(ctx context.Context, q *apiQuery) (context.Context, error) {
	name, day := q.text("release"), q.text("as_of")
	if name != "" && day != "" {
		return ctx, problemOf([]fieldError{{
			Parameter: "as_of", Given: day, Allowed: []string{"release=" + name, "as_of=" + day}, kind: problemInvalid,
			detail: textf("release 与 as_of 只能给出一个", "give either release or as_of"),
		}})
	}
	var err error
	if q.release, err = a.reader.Release(ctx); err != nil {
		return ctx, err
	}
	if q.endpoint.AllReleases {
		if q.known, err = a.reader.Releases(ctx); err != nil {
			return ctx, err
		}
	}
	if name == "" && day == "" {
		return ctx, nil
	}
	if name == q.release.ID {
		q.settled = true
		return ctx, nil
	}
	found, err := a.findRelease(ctx, q, name, day)
	if err != nil {
		return ctx, err
	}
	ctx = analytics.WithPin(ctx, analytics.Pin{Release: found})
	q.frozen = found
	q.release, err = a.pins.size(ctx, a.reader, found)
	return ctx, err
}

// findRelease names the frozen release of a name or of a day, and says whether the day can still get another one.
func (a *api) findRelease(ctx context.Context, q *apiQuery, name, day string) (string, error) {
	if name != "" {
		q.settled = true
		known, err := a.pins.list(ctx, a.reader, func(known []analytics.FrozenRelease, _ time.Time) bool { return namedRelease(known, name) != nil })
		if err != nil {
			return "", err
		}
		if namedRelease(known, name) == nil {
			return "", unknownRelease("release", name, q.release, known)
		}
		return name, nil
	}
	end := endOfDay(day)
	q.settled = time.Now().After(end)
	known, err := a.pins.list(ctx, a.reader, func(_ []analytics.FrozenRelease, read time.Time) bool { return read.After(end) })
	if err != nil {
		return "", err
	}
	for _, f := range slices.Backward(known) {
		if f.CreatedAt.Before(end) {
			return f.Name, nil
		}
	}
	return "", unknownRelease("as_of", day, q.release, known)
}

// endOfDay is the moment at which a checked day of UTC is over.
func endOfDay(day string) time.Time {
	t, _ := time.Parse(time.DateOnly, day) // parseQuery knows it
	return t.AddDate(0, 0, 1)
}

func namedRelease(known []analytics.FrozenRelease, name string) *analytics.FrozenRelease {
	for i := range known {
		if known[i].Name == name {
			return &known[i]
		}
	}
	return nil
}

// unknownRelease is the problem of a release that is not kept, or of a day before the first one. It lists what there is.
func unknownRelease(parameter, given string, current analytics.Release, known []analytics.FrozenRelease) *problem {
	var allowed []string
	for _, f := range known {
		if parameter == "as_of" {
			allowed = append(allowed, f.CreatedAt.Format(time.DateOnly)+".."+" ("+f.Name+")")
			continue
		}
		allowed = append(allowed, f.Name)
	}
	if parameter != "as_of" {
		allowed = append(allowed, current.ID)
	}
	p := problemOf([]fieldError{{
		Parameter: parameter, Given: clip(given), Allowed: allowed, Suggestions: nearest(given, allowed, 3), kind: problemUnknownCode,
		detail: textf("没有保存 %s 的数据版本", "no release %s is kept", clip(given)),
	}})
	p.links = map[string]string{"releases": "/v1/releases"}
	return p
}

// pinned keeps an address of the API in the frozen release that the answer comes from.
func (q *apiQuery) pinned(address string) string {
	if q.frozen == "" || address == "" {
		return address
	}
	join := "?"
	if strings.Contains(address, "?") {
		join = "&"
	}
	return address + join + "release=" + escapeValue(q.frozen)
}

// list gives the frozen releases, from memory when that is enough.
func (c *pinCache) list(ctx context.Context, r Reader, enough func(known []analytics.FrozenRelease, read time.Time) bool) ([]analytics.FrozenRelease, error) {
	c.mu.Lock()
	known, read := c.frozen, c.read
	c.mu.Unlock()
	if enough(known, read) {
		return known, nil
	}
	read = time.Now()
	known, err := r.Releases(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.frozen, c.read = known, read
	return known, nil
}

// size is what a frozen release holds; ctx is pinned to it.
func (c *pinCache) size(ctx context.Context, r Reader, name string) (analytics.Release, error) {
	c.mu.Lock()
	known, ok := c.sizes[name]
	c.mu.Unlock()
	if ok {
		return known, nil
	}
	found, err := r.Release(ctx)
	if err != nil {
		return found, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sizes == nil {
		c.sizes = map[string]analytics.Release{}
	}
	c.sizes[name] = found
	return found, nil
}
