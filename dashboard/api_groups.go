package dashboard

import (
	"slices"
	"strings"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// whole is a metric that forms split by outcome, and its parts: base ids of the dictionary, which together make up the whole.
type whole struct {
	Of    string        `yaml:"of"`
	Parts []outcomePart `yaml:"parts"`
}

type outcomePart struct {
	Code string `yaml:"code"` // of the code list outcomes
	Base string `yaml:"base"`
}

// dimensioned is what a measure of the answer is beside its id: a part of the measure that was asked for.
type dimensioned struct {
	asked     string // the measure of the request
	applicant string
	outcome   string
}

// splitDimension is a dimension that makes several measures of one.
type splitDimension struct {
	name  string
	split func(a *api, id string) []string // the parts of a measure; none when it has none
	all   func(a *api) []string            // the measures that have parts
	label func(m *disclosure.Metric, a *api) string
}

var splitDimensions = []splitDimension{
	{"outcome", (*api).outcomesOf, (*api).outcomeMeasures, func(m *disclosure.Metric, a *api) string { return a.spec.outcomeOf(m.Base) }},
	{"applicant", (*api).applicantsOf, (*api).applicantMeasures, func(m *disclosure.Metric, _ *api) string { return m.Applicant }},
}

// bySplit gives the measures and dimensions of the request. With applicant or outcome among the dimensions each measure becomes its
// parts, without the total, which is their sum and would be counted twice by whoever adds the rows.
func (a *api) bySplit(q *apiQuery) (measures, by []string, err error) {
	measures, by = q.list("measure"), q.list("group_by")
	asked := map[string]string{}
	for _, id := range measures {
		asked[id] = id
	}
	for _, d := range splitDimensions {
		kept := q.list("filter[" + d.name + "]")
		if !slices.Contains(by, d.name) {
			if len(kept) > 0 {
				return nil, nil, needsDimension("filter["+d.name+"]", kept, d.name)
			}
			continue
		}
		by = slices.DeleteFunc(slices.Clone(by), func(name string) bool { return name == d.name })
		var parts []string
		for _, id := range measures {
			found := d.split(a, id)
			if len(found) == 0 {
				return nil, nil, newProblem(problemInvalid, "%s 没有按 %s 分列。", "%s is not stated by %s.", id, d.name).
					with(fieldError{Parameter: "measure", Given: id, Allowed: d.all(a)})
			}
			for _, part := range found {
				asked[part] = asked[id]
				if m, _ := a.dictionary.Metric(part); len(kept) == 0 || slices.Contains(kept, d.label(m, a)) {
					parts = append(parts, part)
				}
			}
		}
		measures = parts
	}
	if len(by) == 0 {
		return nil, nil, newProblem(problemInvalid, "applicant、outcome 之外还需一个维度。", "applicant and outcome need another dimension beside them.").
			with(fieldError{Parameter: "group_by", Given: q.list("group_by"), Allowed: []string{"region,year,applicant", "year,outcome"}})
	}
	q.parts = map[string]dimensioned{}
	for _, id := range measures {
		part := dimensioned{asked: asked[id]}
		if m, ok := a.dictionary.Metric(id); ok && asked[id] != id {
			part.applicant, part.outcome = m.Applicant, a.spec.outcomeOf(m.Base)
			if !slices.Contains(q.list("group_by"), "applicant") {
				part.applicant = ""
			}
			if !slices.Contains(q.list("group_by"), "outcome") {
				part.outcome = ""
			}
		}
		q.parts[id] = part
	}
	slices.Sort(measures)
	return slices.Compact(measures), by, nil
}

func needsDimension(parameter string, given []string, dimension string) *problem {
	return newProblem(problemInvalid, "%s 需要 group_by 含 %s。", "%s needs %s in group_by.", parameter, dimension).
		with(fieldError{Parameter: parameter, Given: given, Allowed: []string{"group_by=region,year," + dimension}})
}

// applicantsOf are the metrics of a metric's applicant columns but the total.
func (a *api) applicantsOf(id string) []string {
	const total = "total"
	asked, ok := a.dictionary.Metric(id)
	if !ok || asked.Applicant == "" {
		return nil
	}
	var out []string
	for i := range a.dictionary.Metrics {
		if m := &a.dictionary.Metrics[i]; m.Base == asked.Base && m.Applicant != total {
			out = append(out, m.ID)
		}
	}
	return out
}

// applicantMeasures lists the metrics that forms state by kind of applicant.
func (a *api) applicantMeasures() []string {
	var out []string
	for _, m := range a.dictionary.Metrics {
		if m.Applicant == "natural_person" {
			out = append(out, m.Base+".total")
		}
	}
	return out
}

// outcomesOf are the metrics that a metric splits into by outcome, of the same applicant.
func (a *api) outcomesOf(id string) []string {
	asked, ok := a.dictionary.Metric(id)
	if !ok {
		return nil
	}
	var out []string
	for _, w := range a.spec.Outcomes {
		if w.Of != asked.Base {
			continue
		}
		for _, part := range w.Parts {
			name := part.Base
			if asked.Applicant != "" {
				name += "." + asked.Applicant
			}
			if _, known := a.dictionary.Metric(name); known {
				out = append(out, name)
			}
		}
	}
	return out
}

// outcomeMeasures lists the metrics that forms state by outcome.
func (a *api) outcomeMeasures() []string {
	var out []string
	for _, m := range a.dictionary.Metrics {
		for _, w := range a.spec.Outcomes {
			if m.Base == w.Of && (m.Applicant == "" || m.Applicant == "total") {
				out = append(out, m.ID)
			}
		}
	}
	return out
}

// outcomeOf is the code of the outcome that a base metric counts; "" of any other.
func (spec *apiSpec) outcomeOf(base string) string {
	for _, w := range spec.Outcomes {
		for _, part := range w.Parts {
			if part.Base == base {
				return part.Code
			}
		}
	}
	return ""
}

// selectBodies takes over which forms, bodies and scopes the request is about, and refuses to add what may hold each other.
func (q *apiQuery) selectBodies(want *analytics.AggregateQuery) error {
	for _, v := range q.list("filter[regime]") {
		want.Forms = append(want.Forms, disclosure.Form(v))
	}
	for _, v := range q.list("filter[body]") {
		want.Bodies = append(want.Bodies, analytics.Body(v))
	}
	for _, v := range q.list("filter[scope]") {
		want.Scopes = append(want.Scopes, disclosure.Scope(v))
	}
	if len(want.Scopes) > 1 && !slices.Contains(want.By, "scope") {
		return mixedScope("filter[scope]", want.Scopes, "scope")
	}
	if len(want.Bodies) > 1 && !slices.Contains(want.By, "body") {
		return mixedScope("filter[body]", want.Bodies, "body")
	}
	if !want.OfBodies() {
		return nil
	}
	cumulative := slices.Contains(want.Scopes, disclosure.ScopeCumulative) || len(want.Scopes) == 0 && slices.Contains(want.By, "scope")
	if cumulative && !slices.Contains(want.By, "year") && (want.From == 0 || want.From != want.To) {
		return newProblem(problemNotAdditive, "历年累计数不能跨年份相加。", "figures since the start of disclosure cannot be added over years.").
			with(fieldError{Parameter: "group_by", Given: want.By, Allowed: []string{strings.Join(append(slices.Clone(want.By), "year"), ",")}})
	}
	for _, name := range []string{"bench", "window"} {
		if q.text(name) != "" {
			return newProblem(problemInvalid, "%s 只用于整区数值，不能与 body、scope 同用。", "%s is of whole-area values and excludes body and scope.", name).
				with(fieldError{Parameter: name, Given: q.text(name), Allowed: []string{name + " without body and scope"}})
		}
	}
	return nil
}

func mixedScope[S ~string](parameter string, given []S, dimension string) *problem {
	return newProblem(problemMixedScope, "不同 %s 的数值可能互相包含，不能相加；请在 group_by 中分开。",
		"values of different %s may hold each other and are not added; keep it in group_by.", dimension).
		with(fieldError{Parameter: parameter, Given: given, Allowed: []string{"group_by=region,year," + dimension}})
}

// filtered leaves the rows that the filters of the request ask for. The coverage stays that of everything.
func (q *apiQuery) filtered(rows []aggregateRow) []aggregateRow {
	statuses, bases, qualifiers := q.list("filter[status]"), q.list("filter[basis]"), q.list("filter[qualifier]")
	lacks := func(wanted []string, have string) bool { return len(wanted) > 0 && !slices.Contains(wanted, have) }
	return slices.DeleteFunc(rows, func(r aggregateRow) bool {
		qualifier := r.Qualifier
		if qualifier == "" {
			qualifier = "exact"
		}
		return lacks(statuses, r.Status) || lacks(bases, string(r.Basis)) || lacks(qualifiers, qualifier) || len(qualifiers) > 0 && r.NDocs == 0
	})
}
