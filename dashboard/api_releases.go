package dashboard

import (
	"context"
	"slices"
	"time"

	"gongkai/analytics"
)

// releaseRow is a release in the list: a frozen one, or what is current.
type releaseRow struct {
	name     string
	current  bool
	note     string
	created  time.Time
	manifest []analytics.ManifestLine // none for what is current: its content is hashed when it is frozen
	size     analytics.Release
}

var releaseColumns = column[releaseRow]{
	"id":         func(r releaseRow) any { return r.name },
	"is_current": func(r releaseRow) any { return r.current },
	"created_at": func(r releaseRow) any { return momentCell(r.created) },
	"note":       func(r releaseRow) any { return textCell(r.note) },
	"reports":    func(r releaseRow) any { return r.size.Reports },
	"facts":      func(r releaseRow) any { return r.size.Facts },
	"issuers":    func(r releaseRow) any { return r.size.Issuers },
	"manifest":   func(r releaseRow) any { return nestedCell(r.manifest) },
	"bulk_url":   func(r releaseRow) any { return "/v1/bulk?release=" + escapeValue(r.name) },
}

func momentCell(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

// releases answers /v1/releases: the frozen ones, the oldest first, and then what is current.
func (a *api) releases(ctx context.Context, q *apiQuery) (*answer, error) {
	var rows []releaseRow
	for _, f := range q.known {
		r, err := a.frozenRow(ctx, f)
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return listed(q, releaseColumns, append(rows, currentRow(q.release)))
}

// oneRelease answers /v1/releases/{id}.
func (a *api) oneRelease(ctx context.Context, q *apiQuery) (*answer, error) {
	name, err := q.releaseNamed("id")
	if err != nil {
		return nil, err
	}
	if name == "" {
		return one(q, releaseColumns, currentRow(q.release)), nil
	}
	row, err := a.frozenRow(ctx, *namedRelease(q.known, name))
	if err != nil {
		return nil, err
	}
	return one(q, releaseColumns, row), nil
}

func (a *api) frozenRow(ctx context.Context, f analytics.FrozenRelease) (releaseRow, error) {
	size, err := a.pins.size(analytics.WithPin(ctx, analytics.Pin{Release: f.Name}), a.reader, f.Name)
	return releaseRow{name: f.Name, note: f.Note, created: f.CreatedAt, manifest: f.Manifest, size: size}, err
}

func currentRow(r analytics.Release) releaseRow {
	return releaseRow{name: r.ID, current: true, created: r.BuiltAt, size: r}
}

// mostChanges is how many changed facts are read for one answer; more are a problem and never cut off.
const mostChanges = 500_000

// The kinds of a change.
const (
	changeRevised   = "revised"
	changeAdded     = "added"
	changeWithdrawn = "withdrawn"
)

// changeKind says what happened to a fact: a release that does not have it gives it no status.
func changeKind(f analytics.RevisedFact) string {
	switch {
	case f.BeforeStatus == "":
		return changeAdded
	case f.AfterStatus == "":
		return changeWithdrawn
	}
	return changeRevised
}

var changeColumns = column[analytics.RevisedFact]{
	"kind":          func(f analytics.RevisedFact) any { return changeKind(f) },
	"report":        func(f analytics.RevisedFact) any { return textCell(f.Report) },
	"issuer":        func(f analytics.RevisedFact) any { return textCell(f.Issuer) },
	"region_name":   func(f analytics.RevisedFact) any { return textCell(f.RegionName) },
	"year":          func(f analytics.RevisedFact) any { return countCell(f.Year) },
	"measure":       func(f analytics.RevisedFact) any { return f.Metric },
	"scope":         func(f analytics.RevisedFact) any { return textCell(f.Scope) },
	"before":        func(f analytics.RevisedFact) any { return valueCell(f.Before) },
	"before_status": func(f analytics.RevisedFact) any { return textCell(f.BeforeStatus) },
	"after":         func(f analytics.RevisedFact) any { return valueCell(f.After) },
	"after_status":  func(f analytics.RevisedFact) any { return textCell(f.AfterStatus) },
	"change":        func(f analytics.RevisedFact) any { return revision(f) },
	"report_url":    func(f analytics.RevisedFact) any { return "/v1/reports/" + f.Report },
}

// revision is the difference of the two values, nil unless both are there.
func revision(f analytics.RevisedFact) any {
	if f.Before == nil || f.After == nil {
		return nil
	}
	return *f.After - *f.Before
}

// changes answers /v1/releases/{id}/changes: every fact that the release and another one (what is current unless said otherwise)
// give differently.
func (a *api) changes(ctx context.Context, q *apiQuery) (*answer, error) {
	before, err := q.releaseNamed("id")
	if err != nil {
		return nil, err
	}
	after, err := q.releaseNamed("to")
	if err != nil {
		return nil, err
	}
	if before == "" {
		return nil, problemOf([]fieldError{{
			Parameter: "id", Given: q.text("id"), Allowed: releaseNames(q.known), kind: problemInvalid,
			detail: textf("请从一个已保存的版本开始比较", "start from a release that is kept"),
		}})
	}
	found, err := a.reader.Changes(ctx, before, after, mostChanges+1)
	if err != nil {
		return nil, err
	}
	if len(found) > mostChanges {
		return nil, newProblem(problemTooLarge, "两个版本相差超过 %d 个数；请用 /v1/bulk 下载两个版本自行比较。",
			"the releases differ in more than %d facts; download both from /v1/bulk and compare them.", mostChanges)
	}
	out, err := listed(q, changeColumns, found)
	if err != nil {
		return nil, err
	}
	kinds := map[string]int{changeRevised: 0, changeAdded: 0, changeWithdrawn: 0}
	for _, f := range found {
		kinds[changeKind(f)]++
	}
	if after == "" {
		after = q.release.ID
	}
	out.around = []member{{"from", before}, {"to", after}, {"kinds", kinds}}
	return out, nil
}

// releaseNamed reads a parameter that names a release: "" for what is current.
func (q *apiQuery) releaseNamed(parameter string) (string, error) {
	name := q.text(parameter)
	switch {
	case name == "" || name == "current" || name == q.release.ID:
		return "", nil
	case namedRelease(q.known, name) == nil:
		return "", unknownRelease(parameter, name, q.release, q.known)
	}
	return name, nil
}

func releaseNames(known []analytics.FrozenRelease) []string {
	out := []string{}
	for _, f := range known {
		out = append(out, f.Name)
	}
	slices.Sort(out)
	return out
}
