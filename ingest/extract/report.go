package extract

import (
	"path/filepath"
	"sort"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
	"gongkai/ingest/reconcile"
)

// Report reads one document: who reports on which year, what the tables and the sentences state, and what contradicts
// itself. It never fails: a document that is no report comes back with the finding NOT_A_REPORT, the reason in Quarantine
// and no facts.
func Report(doc *document.Document) *disclosure.Report {
	v := NewView(doc)
	defer v.release()
	id := readIdentity(v, doc)
	r := &disclosure.Report{
		Issuer: id.issuer, Year: id.year, Origin: disclosure.OriginDocument, Scope: id.scope, Title: id.title, PublishedOn: id.publishedOn,
		Source: disclosure.Source{
			Name: doc.Name, URL: doc.URL, Title: doc.Title, MediaType: doc.MediaType, Charset: doc.Charset, SHA256: doc.SHA256, Size: doc.Size,
		},
		Text: doc.Text, Repairs: repairs(v, doc), Quarantine: id.quarantine,
	}
	if notAReport(id) {
		r.Findings = quoted(v, id.findings)
		return r
	}
	t := readTables(v, doc, id.year)
	r.Form = t.form
	sentences, said := readNarrative(v, t.consumed, t.form, id)
	m := newMerger(v, id.scope, t.candidates, sentences)
	m.tables(t.candidates)
	m.narrative(sentences)
	r.Facts = m.facts()
	spend(t.candidates)
	spend(sentences)
	r.Findings = append(r.Findings, v.Findings...)
	r.Findings = append(r.Findings, id.findings...)
	r.Findings = append(r.Findings, t.findings...)
	r.Findings = append(r.Findings, said...)
	r.Findings = append(r.Findings, m.findings...)
	r.Findings = append(r.Findings, reconcile.Check(r)...)
	r.Findings = quoted(v, distinct(r.Findings))
	return r
}

// notAReport says whether the identity found that the text is no such report.
func notAReport(id identity) bool {
	for _, q := range id.quarantine {
		if q == "NOT_A_REPORT" || q == "UNREADABLE" {
			return true
		}
	}
	return false
}

// repairs gives what the reader of the file and the view mended, in the order of the text.
func repairs(v *View, doc *document.Document) []disclosure.Repair {
	out := make([]disclosure.Repair, 0, len(doc.Repairs)+len(v.Repairs))
	for _, r := range doc.Repairs {
		out = append(out, disclosure.Repair{Kind: r.Kind, Start: r.Start, End: r.End, Read: r.Read})
	}
	out = append(out, v.Repairs...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// distinct drops findings that two readers made about the same thing.
func distinct(in []disclosure.Finding) []disclosure.Finding {
	seen := map[string]bool{}
	out := in[:0:0]
	var key []byte
	for _, f := range in {
		key = append(key[:0], f.Code...)
		for _, part := range append([]string{f.Rule, f.MessageZH}, f.Metrics...) {
			key = append(append(key, 0), part...)
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			out = append(out, f)
		}
	}
	return out
}

// quoted fills in the stored characters of evidence that only gives their place.
func quoted(v *View, findings []disclosure.Finding) []disclosure.Finding {
	for i := range findings {
		for j := range findings[i].Evidence {
			e := &findings[i].Evidence[j]
			if e.Quote == "" && e.Start < e.End && e.End < len(v.byteAt) {
				e.Quote = v.quoted(e.Start, e.End)
			}
		}
	}
	return findings
}

// Unreadable gives the report of a file that no reader could use: no facts, and one finding that says why.
func Unreadable(name string, cause error) *disclosure.Report {
	return &disclosure.Report{
		Origin: disclosure.OriginDocument, Source: disclosure.Source{Name: filepath.Base(name)}, Quarantine: []string{"UNREADABLE"},
		Findings: []disclosure.Finding{{
			Code: "UNREADABLE", Severity: disclosure.SeverityError,
			MessageZH: "文件无法读取：" + cause.Error(), MessageEN: "The file cannot be read: " + cause.Error(),
		}},
	}
}
