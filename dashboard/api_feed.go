package dashboard

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// feedEntries is how many changes of one pair of releases the feed shows. The feed says so when there are more, and links to all.
const feedEntries = 200

// The feed is Atom (RFC 4287).
type (
	atomFeed struct {
		XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID       string      `xml:"id"`
		Title    string      `xml:"title"`
		Subtitle string      `xml:"subtitle"`
		Updated  string      `xml:"updated"`
		Author   string      `xml:"author>name"`
		Links    []atomLink  `xml:"link"`
		Entries  []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Link    atomLink `xml:"link"`
		Summary string   `xml:"summary"`
	}
)

// feedSpan is one pair of releases whose differences the feed shows; to is "" for what is current.
type feedSpan struct {
	from, to string
	when     time.Time // when the later of the two came about
}

// changesFeed answers /feeds/changes.atom: an entry for every value that changed since the last release, then for those that
// changed between the last two.
func (a *api) changesFeed(ctx context.Context, q *apiQuery) (*answer, error) {
	feed := atomFeed{
		ID: entryID("feed"), Title: textIn(q.lang, "数值变更", "Changes of values"), Author: "gongkai", Updated: momentText(q.release.BuiltAt),
		Links: []atomLink{{Rel: "self", Type: formats["atom"].accept[0], Href: q.url(nil)}},
	}
	spans := feedSpans(q.known, q.release)
	if len(spans) == 0 {
		feed.Subtitle = textIn(q.lang, "尚未保存任何版本；保存之后的变更见于此。", "No release is kept yet; what changes after one is listed here.")
	}
	for _, span := range spans {
		found, err := a.reader.Changes(ctx, span.from, span.to, feedEntries+1)
		if err != nil {
			return nil, err
		}
		all := "/v1/releases/" + url.PathEscape(span.from) + "/changes"
		if span.to != "" {
			all += "?to=" + escapeValue(span.to)
		}
		feed.Links = append(feed.Links, atomLink{Rel: "related", Type: "application/json", Href: all})
		if len(found) > feedEntries {
			found = found[:feedEntries]
			feed.Subtitle += textIn(q.lang, fmt.Sprintf("自 %s 的变更只列前 %d 条，全部见 %s。", span.from, feedEntries, all),
				fmt.Sprintf("Of the changes since %s the first %d are listed; %s has all. ", span.from, feedEntries, all))
		}
		for _, f := range found {
			feed.Entries = append(feed.Entries, a.feedEntry(q, span, f))
		}
	}
	return &answer{raw: feed}, nil
}

// feedSpans are what the feed compares, the latest first.
func feedSpans(known []analytics.FrozenRelease, current analytics.Release) []feedSpan {
	n := len(known)
	if n == 0 {
		return nil
	}
	last := known[n-1]
	spans := []feedSpan{{from: last.Name, when: current.BuiltAt}}
	if n > 1 {
		spans = append(spans, feedSpan{from: known[n-2].Name, to: last.Name, when: last.CreatedAt})
	}
	return spans
}

func (a *api) feedEntry(q *apiQuery, span feedSpan, f analytics.RevisedFact) atomEntry {
	name := f.Metric
	if m, ok := a.dictionary.Metric(f.Metric); ok {
		name = m.Name.In(q.lang)
	}
	before, after := stateText(f.Before, f.BeforeStatus, q.lang), stateText(f.After, f.AfterStatus, q.lang)
	title := fmt.Sprintf("%s %d · %s: %s → %s", f.Issuer, f.Year, name, before, after)
	return atomEntry{
		ID:    entryID(span.from, f.Report, f.Metric, string(f.Scope), before, after),
		Title: title, Updated: momentText(span.when), Link: atomLink{Rel: "alternate", Href: "/reports/" + f.Report},
		Summary: textIn(q.lang,
			fmt.Sprintf("%s（%s），%s，%s", title, f.Metric, f.RegionName, changeKind(f)),
			fmt.Sprintf("%s (%s), %s, %s", title, f.Metric, f.RegionName, changeKind(f))),
	}
}

// stateText is a value as text, or the status that says why there is none.
func stateText(v *disclosure.Value, status, lang string) string {
	switch {
	case v != nil:
		return v.String()
	case status == "":
		return textIn(lang, "未收录", "not held")
	}
	return status
}

func momentText(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// feedSpace is the name space of the feed's ids.
var feedSpace = uuid.NewSHA1(uuid.NameSpaceOID, []byte("gongkai changes feed"))

// entryID names an entry for ever by what it says (a version-5 UUID, RFC 9562), so that a feed reader knows it again.
func entryID(parts ...string) string {
	return uuid.NewSHA1(feedSpace, []byte(strings.Join(parts, "\x00"))).URN()
}

// writeAtom writes a feed.
func writeAtom(w *answerWriter) error {
	if _, err := io.WriteString(w.out, xml.Header); err != nil {
		return err
	}
	return xml.NewEncoder(w.out).Encode(w.answer.raw)
}
