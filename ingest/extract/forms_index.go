package extract

import (
	"fmt"
	"sort"
	"strings"

	"gongkai/ingest/disclosure"
)

// buildForms checks forms.yaml against the dictionary and indexes every label.
func buildForms(f *formsFile, dict *disclosure.Dictionary) (*forms, error) {
	x := &forms{
		file: f, dict: dict, labels: map[string][]*label{}, marks: map[string][]disclosure.Form{},
		matrixRows: map[disclosure.Form][]matrixRow{}, article20: map[disclosure.Form]map[string]article20Place{},
		twins: map[string]string{}, headRunes: map[rune]bool{}, cells: map[matrixCell]string{}, near: map[string]string{},
	}
	rows := x.addDictionaryRows()
	if err := x.addVariants(rows); err != nil {
		return nil, err
	}
	if err := x.addArticle20(); err != nil {
		return nil, err
	}
	if err := x.addDisputes(); err != nil {
		return nil, err
	}
	x.addHeads()
	x.addNear()
	x.addRowOrder(rows)
	for _, w := range f.Forms {
		for _, m := range w.Marks {
			x.marks[normalLabel(m)] = append(x.marks[normalLabel(m)], w.Form)
		}
	}
	for _, t := range f.CumulativeTwins {
		if err := x.known(t.Metric, t.Twin); err != nil {
			return nil, err
		}
		x.twins[t.Metric] = t.Twin
	}
	for key := range x.labels {
		x.sorted = append(x.sorted, key)
		x.longest = max(x.longest, len([]rune(key)))
	}
	sort.Strings(x.sorted)
	return x, nil
}

func (x *forms) known(ids ...string) error {
	for _, id := range ids {
		if _, ok := x.dict.Metric(id); !ok {
			return fmt.Errorf("forms.yaml: metric %s is not in dictionary.yaml", id)
		}
	}
	return nil
}

func (x *forms) add(text string, l label) {
	key := normalLabel(text)
	for _, have := range x.labels[key] {
		if have.kind == l.kind && have.form == l.form && have.row == l.row && have.metric == l.metric && have.name == l.name {
			return
		}
	}
	l.plain, l.key = plainRunes([]rune(l.name)), key
	x.labels[key] = append(x.labels[key], &l)
}

type rowKey struct {
	form disclosure.Form
	row  int
}

// addDictionaryRows indexes the official rows; the applications table's rows are those with applicant columns.
func (x *forms) addDictionaryRows() map[rowKey]label {
	rows := map[rowKey]label{}
	for i := range x.dict.Metrics {
		m := &x.dict.Metrics[i]
		if m.Applicant != "" {
			x.cells[matrixCell{m.Base, m.Applicant}] = m.ID
		}
		if m.Applicant != "" && m.Applicant != "total" {
			continue
		}
		for _, r := range m.Rows {
			if r.Column != "" {
				continue // a row with several metrics: forms.yaml holds its columns in order
			}
			l := label{kind: labelSingle, form: r.Form, row: r.Row, code: r.Code, metric: m.ID, name: r.Label}
			if r.Form == disclosure.Form2019 || r.Form == disclosure.Form2021 {
				l.kind, l.metric = labelMatrix, m.Base
				x.matrixRows[r.Form] = append(x.matrixRows[r.Form], matrixRow{base: m.Base, row: r.Row, label: r.Label})
			}
			rows[rowKey{r.Form, r.Row}] = l
			x.add(r.Label, l)
			for _, v := range r.Variants {
				x.add(v, l)
			}
		}
	}
	for _, list := range x.matrixRows {
		sort.Slice(list, func(i, j int) bool { return list[i].row < list[j].row })
	}
	return rows
}

func (x *forms) addVariants(rows map[rowKey]label) error {
	for _, v := range x.file.Variants {
		l, ok := rows[rowKey{v.Form, v.Row}]
		if !ok {
			return fmt.Errorf("forms.yaml: variants: form %s has no row %d in dictionary.yaml", v.Form, v.Row)
		}
		for _, text := range v.Labels {
			x.add(text, l)
			if twin, ok := x.sameRowOf2019(l); ok {
				x.add(text, twin)
			}
		}
	}
	for _, r := range x.file.LocalRows {
		if err := x.known(r.Metric); err != nil {
			return err
		}
		for _, text := range r.Labels {
			x.add(text, label{kind: labelSingle, form: r.Form, row: r.After, metric: r.Metric, name: text})
		}
	}
	return nil
}

// sameRowOf2019 finds the 2019 form's row of the same metric: the applications tables of the two forms share spellings.
func (x *forms) sameRowOf2019(l label) (label, bool) {
	if l.form != disclosure.Form2021 {
		return l, false
	}
	for _, r := range x.matrixRows[disclosure.Form2019] {
		if r.base == l.metric {
			l.form, l.row, l.name = disclosure.Form2019, r.row, r.label
			return l, true
		}
	}
	return l, false
}

func (x *forms) addArticle20() error {
	for _, f := range x.file.Article20 {
		x.article20[f.Form] = map[string]article20Place{}
		for _, item := range f.Items {
			for i, c := range item.Columns {
				x.add(c, label{kind: labelHead, form: f.Form, name: c, index: i})
			}
			for _, r := range item.Rows {
				if len(r.Metrics) != len(item.Columns) {
					return fmt.Errorf("forms.yaml: %s item %s: row %s has %d metrics for %d columns", f.Form, item.Item, r.Labels[0], len(r.Metrics), len(item.Columns))
				}
				if err := x.known(r.Metrics...); err != nil {
					return err
				}
				for _, text := range r.Labels {
					x.article20[f.Form][normalLabel(text)] = article20Place{item.Item, item.Columns, r}
					x.add(text, label{kind: labelArticle20, name: text})
				}
			}
		}
	}
	for _, v := range x.file.ColumnVariants {
		for _, l := range x.labels[normalLabel(v.Column)] {
			for _, text := range v.Labels {
				x.add(text, *l)
			}
		}
	}
	return nil
}

func (x *forms) addDisputes() error {
	d := x.file.Disputes
	for i, o := range d.Outcomes {
		x.add(o, label{kind: labelOutcome, name: o, index: i})
		for _, v := range d.OutcomeVariants {
			if v.Column != o {
				continue
			}
			for _, text := range v.Labels {
				x.add(text, label{kind: labelOutcome, name: o, index: i})
			}
		}
	}
	for i, b := range d.Blocks {
		if len(b.Metrics) != len(d.Outcomes) {
			return fmt.Errorf("forms.yaml: disputes: block %s has %d metrics for %d outcomes", b.Labels[0], len(b.Metrics), len(d.Outcomes))
		}
		if err := x.known(b.Metrics...); err != nil {
			return err
		}
		for _, text := range b.Labels {
			x.add(text, label{kind: labelBlock, name: b.Labels[0], index: i})
		}
	}
	return nil
}

func (x *forms) addHeads() {
	for _, o := range x.file.Disputes.Outcomes {
		x.addHeadRunes(o)
	}
	for i, a := range x.file.Applicants {
		for _, text := range a.Labels {
			x.addHeadRunes(text)
			x.add(text, label{kind: labelApplicant, metric: a.ID, name: a.Labels[0], index: i})
		}
	}
	f := x.file.Furniture
	for _, text := range f.Groups {
		x.add(text, label{kind: labelGroup, name: text})
	}
	for role, texts := range map[columnRole][]string{
		columnName: f.NameColumns, columnUnit: f.UnitColumns, columnCode: f.CodeColumns, columnValue: f.ValueColumns,
		columnTotal: f.TotalColumns, columnCumulative: f.CumulativeColumns, columnOther: f.OtherColumns,
	} {
		for _, text := range texts {
			x.add(text, label{kind: labelColumn, name: text, column: role})
		}
	}
}

func (x *forms) addHeadRunes(text string) {
	for _, c := range text {
		x.headRunes[c] = true
	}
}

// find gives the meanings of a normalised text, nil when it is no label.
func (x *forms) find(key string) []*label { return x.labels[key] }

// complete gives the row label that a cut text begins, or "" when none or several do. Labels are cut near their ends, so
// one that lacks a few runes only is preferred to longer ones; a short beginning must lack no more.
func (x *forms) complete(prefix string) string {
	near, far := "", ""
	nearClash, farClash := false, false
	length := len([]rune(prefix))
	for i := sort.SearchStrings(x.sorted, prefix); i < len(x.sorted) && strings.HasPrefix(x.sorted[i], prefix); i++ {
		key := x.sorted[i]
		if k := x.labels[key][0].kind; k != labelSingle && k != labelMatrix {
			continue
		}
		if len([]rune(key))-length <= nearTail {
			nearClash = nearClash || near != "" && x.labels[near][0].metric != x.labels[key][0].metric
			near = key
			continue
		}
		farClash = farClash || far != "" && x.labels[far][0].metric != x.labels[key][0].metric
		far = key
	}
	switch {
	case near != "" && !nearClash:
		return near
	case near == "" && !farClash && length >= longPiece:
		return far
	}
	return ""
}

const (
	nearTail  = 3 // runes that the end of a line or cell usually cuts off
	longPiece = 5 // runes that tell a label from other words however much is missing
)

// inner gives the longest label key that ends the given text, for rows whose group head is printed in the same cell.
func (x *forms) inner(key string, least int) string {
	r := []rune(key)
	for n := min(len(r), x.longest); n >= least; n-- {
		tail := string(r[len(r)-n:])
		if ls := x.labels[tail]; len(ls) > 0 && (ls[0].kind == labelSingle || ls[0].kind == labelMatrix || ls[0].kind == labelArticle20) {
			return tail
		}
	}
	return ""
}

// enumeration is how many runes the beginning of a normalised text may have that normalisation drops or changes when more text
// follows: 其中, digits, an enumerator.
const enumeration = 7

// begun says whether a normalised text can be the beginning of a label, so that with more text behind it it could become one.
func (x *forms) begun(key string) bool {
	if runeCount(key) <= enumeration {
		return true
	}
	i := sort.SearchStrings(x.sorted, key)
	return i < len(x.sorted) && strings.HasPrefix(x.sorted[i], key)
}
