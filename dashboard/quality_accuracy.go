package dashboard

import (
	"math"
	"slices"
	"strconv"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
	"gongkai/ingest/accuracy"
)

// accuracyConfidence is that of the intervals of precision and recall.
const accuracyConfidence = 0.95

// measured is one group of figures of the test corpus with how well it is read.
type measured struct {
	accuracy.Group
	Recall, Precision analytics.Interval // Wilson; without a value when nothing is stated or nothing was read
}

// measuredGroups gives the groups of a result with their intervals.
func measuredGroups(r accuracy.Result) []measured {
	out := make([]measured, len(r.Groups))
	for i, g := range r.Groups {
		out[i] = measured{
			Group:     g,
			Recall:    analytics.Wilson(float64(g.Right), float64(g.Stated()), accuracyConfidence),
			Precision: analytics.Wilson(float64(g.Right), float64(g.Read()), accuracyConfidence),
		}
	}
	return out
}

// accuracyView is one figure on precision and recall: which groups it shows.
type accuracyView struct {
	id, question string
	by           []accuracy.By
	notes        func(*page, accuracy.Result) []string // what was measured; nil: said by the figure before
}

var accuracyFigures = []accuracyView{
	{"accuracy-unseen", "question.accuracy_unseen", []accuracy.By{accuracy.ByUnseen}, (*page).unseenNotes},
	{"accuracy", "question.accuracy", []accuracy.By{accuracy.ByAll, accuracy.ByForm, accuracy.BySource, accuracy.ByValue}, (*page).accuracyNotes},
	{"accuracy-family", "question.accuracy_family", []accuracy.By{accuracy.ByFamily}, nil},
}

// accuracyWords names the groups of texts.yaml that hold the names of a grouping.
var accuracyWords = map[accuracy.By]string{
	accuracy.ByAll: "accuracy_all.", accuracy.ByForm: "form_long.", accuracy.BySource: "accuracy_source.",
	accuracy.ByValue: "accuracy_value.", accuracy.ByFamily: "family.",
	accuracy.ByUnseen: "accuracy_unseen.",
}

// accuracyFigure draws recall and precision of some groups with their intervals.
func (s *Server) accuracyFigure(p *page, view accuracyView) (*Figure, error) {
	title := p.say(view.question)
	f := &Figure{
		ID: view.id, Title: title, Subtitle: p.say("accuracy.unit"),
		Links: []Link{
			{Text: "CSV", Href: "/v1/quality/accuracy?format=csv", Title: p.say("figure.csv")},
			{Text: "JSON", Href: "/v1/quality/accuracy?format=json", Title: p.say("figure.json")},
		},
		Table: Table{Caption: title, Head: []Cell{
			{Text: p.say("accuracy.group")},
			{Text: p.say("accuracy.recall"), Sub: p.say("accuracy.recall_note"), Number: true},
			{Text: p.say("accuracy.precision"), Sub: p.say("accuracy.precision_note"), Number: true},
			{Text: p.say("accuracy.documents"), Sub: p.say("accuracy.documents_note"), Number: true},
		}},
	}
	if view.notes != nil {
		f.Notes = view.notes(p, s.accuracy)
	}
	var labels []string
	series := []chart.Series{{Name: p.say("accuracy.recall")}, {Name: p.say("accuracy.precision")}}
	for _, g := range measuredGroups(s.accuracy) {
		if !slices.Contains(view.by, g.By) {
			continue
		}
		name := p.say(accuracyWords[g.By] + g.Name)
		labels = append(labels, name+"  "+groupedNumber(float64(g.Stated())))
		f.Table.Rows = append(f.Table.Rows, []Cell{
			{Text: name, Head: true},
			accuracyCell(p, g.Recall, g.Right, g.Stated()),
			accuracyCell(p, g.Precision, g.Right, g.Read()),
			documentsCell(p, g.Group),
		})
		series[0].Points = append(series[0].Points, accuracyPoint(p, name, series[0].Name, g.Recall, g.Right, g.Stated()))
		series[1].Points = append(series[1].Points, accuracyPoint(p, name, series[1].Name, g.Precision, g.Right, g.Read()))
	}
	f.Height, f.Marks = 70+28*len(labels), chart.Marks(series, "")
	option, err := chart.Intervals(labels, series, chart.Options{Label: title, Format: chart.FormatPercent})
	return f, f.draw(option, err)
}

// fingerprint is how many characters of the corpus's hash a page prints; the API gives it in full.
const fingerprint = 12

// accuracyNotes says what was measured and what it does not tell.
func (p *page) accuracyNotes(r accuracy.Result) []string {
	figures := 0
	for _, g := range r.Groups {
		if g.By == accuracy.ByAll {
			figures = g.Stated()
		}
	}
	return []string{
		p.say("accuracy.corpus", r.Documents, groupedNumber(float64(figures)), r.SHA256[:min(fingerprint, len(r.SHA256))]),
		p.say("accuracy.tuned"), p.say("accuracy.independent"),
	}
}

// unseenNotes says of the reports kept apart how many they are and what they tell.
func (p *page) unseenNotes(r accuracy.Result) []string {
	for _, g := range r.Groups {
		if g.By == accuracy.ByUnseen && g.Name == string(accuracy.ByAll) {
			return []string{p.say("accuracy.unseen", g.Documents, groupedNumber(float64(g.Stated()))), p.say("accuracy.independent")}
		}
	}
	return nil
}

func accuracyCell(p *page, i analytics.Interval, right, of int) Cell {
	if i.Value == nil {
		return Cell{Text: p.say("accuracy.no_case"), Number: true, Missing: true}
	}
	return Cell{
		Text: percentDown(*i.Value), Number: true, Title: countsOf(p, right, of),
		Sub: countsOf(p, right, of) + " · " + percentDown(*i.Lower) + "–" + percentDown(*i.Upper),
	}
}

func documentsCell(p *page, g accuracy.Group) Cell {
	if g.Documents == 0 {
		return Cell{Text: p.say("accuracy.no_case"), Number: true, Missing: true}
	}
	return Cell{Text: countsOf(p, g.Faultless, g.Documents), Number: true}
}

func accuracyPoint(p *page, group, measure string, i analytics.Interval, right, of int) chart.Point {
	if i.Value == nil {
		return chart.Point{}
	}
	return chart.Point{
		Value: i.Value, Low: i.Lower, High: i.Upper,
		Tip: group + "\n" + measure + "  " + percentDown(*i.Value) + "\n" + p.say("figure.interval", percentDown(*i.Lower), percentDown(*i.Upper)) +
			"\n" + countsOf(p, right, of),
	}
}

func countsOf(p *page, x, n int) string {
	return p.say("accuracy.of", groupedNumber(float64(x)), groupedNumber(float64(n)))
}

// percentDown prints a share in percent with two decimals, rounded down: one error in a hundred thousand is not 100 %.
func percentDown(v float64) string {
	const binary = 1e-7 // of a hundredth of a percent: 0.57 is 5699.999… of them, and no corpus has so many figures
	return strconv.FormatFloat(math.Floor(v*1e4+binary)/100, 'f', 2, 64) + "%"
}
