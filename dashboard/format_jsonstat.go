package dashboard

import (
	"encoding/json"
	"slices"
	"strconv"
)

// jsonStatCells bounds the cube of a JSON-stat answer, whose cells exist whether or not there is a row for them.
const jsonStatCells = 1_000_000

// jsonStatMeasures are the numbers beside the value, each as an array over the same cells.
var jsonStatMeasures = []string{
	"lower", "upper", "num", "den", "flags", "regime", "scope", "break", "n_docs", "evidence_url", "method", "qualifier", "reported", "expected",
}

// jsonStat is a JSON-stat 2.0 dataset (json-stat.org/format).
type jsonStat struct {
	Version   string                       `json:"version"`
	Class     string                       `json:"class"`
	Label     string                       `json:"label"`
	Href      string                       `json:"href"`
	ID        []string                     `json:"id"`
	Size      []int                        `json:"size"`
	Role      map[string][]string          `json:"role"`
	Dimension map[string]jsonStatDimension `json:"dimension"`
	Value     []any                        `json:"value"`
	Status    []any                        `json:"status"`
	Extension map[string]any               `json:"extension"`
}

type jsonStatDimension struct {
	Label    string           `json:"label"`
	Category jsonStatCategory `json:"category"`
}

type jsonStatCategory struct {
	Index []string                     `json:"index"`
	Label map[string]string            `json:"label"`
	Unit  map[string]map[string]string `json:"unit,omitempty"`
}

// jsonStatAxis is a dimension with the column of the category and that of its label.
type jsonStatAxis struct{ name, column, label, zh, en string }

// jsonStatAxes are the dimensions of every cube, in order.
var jsonStatAxes = []jsonStatAxis{
	{"measure", "measure", "measure", "指标", "Measure"},
	{"region", "region", "region_name", "地区", "Region"},
	{"year", "year", "year", "年份", "Year"},
}

// jsonStatMore are the dimensions that a cube has when group_by names them and no other tells them apart.
var jsonStatMore = []jsonStatAxis{
	{"level", "level", "level", "行政层级", "Level"},
	{"regime", "regime", "regime", "年报版式", "Form"},
	{"body", "body", "body", "机关类别", "Body"},
	{"scope", "scope", "scope", "统计范围", "Scope"},
}

// axes are the dimensions of the answer's cube.
func (w *answerWriter) axes() []jsonStatAxis {
	out, by := slices.Clone(jsonStatAxes), w.query.list("group_by")
	has := func(name string) bool { return slices.Contains(by, name) }
	for _, axis := range jsonStatMore {
		told := axis.name == "level" && has("region") || axis.name == "regime" && has("region") && has("year") && !has("body") && !has("scope")
		if has(axis.name) && !told {
			out = append(out, axis)
		}
	}
	return out
}

// writeJSONStat writes an aggregate as a cube of measure, region and year. A cell without a row has neither value nor status;
// a row without a value has null and its status.
func writeJSONStat(w *answerWriter) error {
	at := w.positions()
	var rows [][]any
	if _, err := w.each(func(cells []any) error {
		rows = append(rows, cells)
		return nil
	}); err != nil {
		return err
	}
	cube := newCube(w, at, rows)
	size := 1
	for _, n := range cube.Size {
		size *= n
	}
	if size > jsonStatCells {
		return newProblem(problemTooLarge, "数据立方有 %d 格，超过 %d；请用 csv。", "the cube has %d cells, more than %d; ask for csv.", size, jsonStatCells)
	}
	w.fillCube(cube, at, rows, size)
	enc := json.NewEncoder(w.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(cube)
}

// newCube collects the categories of each dimension in the order in which the rows have them.
func newCube(w *answerWriter, at map[string]int, rows [][]any) *jsonStat {
	q := w.query
	cube := &jsonStat{
		Version: "2.0", Class: "dataset", Label: textIn(q.lang, q.endpoint.ZH, q.endpoint.EN), Href: q.canonicalURL(),
		Role:      map[string][]string{"time": {"year"}, "geo": {"region"}, "metric": {"measure"}},
		Dimension: map[string]jsonStatDimension{}, Value: []any{}, Status: []any{},
	}
	for _, axis := range w.axes() {
		d := jsonStatDimension{textIn(q.lang, axis.zh, axis.en), jsonStatCategory{Index: []string{}, Label: map[string]string{}}}
		if axis.name == "measure" {
			d.Category.Unit = map[string]map[string]string{}
		}
		for _, cells := range rows {
			key := categoryKey(cells[at[axis.column]])
			if _, known := d.Category.Label[key]; known {
				continue
			}
			d.Category.Index = append(d.Category.Index, key)
			d.Category.Label[key] = categoryKey(cells[at[axis.label]])
			if axis.name == "measure" {
				d.Category.Unit[key] = map[string]string{"label": cellText(cells[at["unit"]])}
			}
		}
		cube.ID, cube.Size = append(cube.ID, axis.name), append(cube.Size, len(d.Category.Index))
		cube.Dimension[axis.name] = d
	}
	return cube
}

// categoryKey names a category; a dimension that was summed away has one, the total.
func categoryKey(v any) string {
	if text := cellText(v); text != "" {
		return text
	}
	return sdmxTotal
}

// fillCube puts every row into its cell, in row-major order of the dimensions.
func (w *answerWriter) fillCube(cube *jsonStat, at map[string]int, rows [][]any, size int) {
	axes := w.axes()
	index := make([]map[string]int, len(axes))
	for i, axis := range axes {
		index[i] = map[string]int{}
		for j, key := range cube.Dimension[axis.name].Category.Index {
			index[i][key] = j
		}
	}
	more := map[string]any{"release": w.query.release.ID, "query": w.query.canonical()}
	cube.Extension = map[string]any{"gongkai": more}
	if w.answer.coverage != nil {
		more["coverage"] = w.answer.coverage
	}
	if w.answer.metaOnly {
		return
	}
	cube.Value, cube.Status = make([]any, size), make([]any, size)
	beside := map[string][]any{}
	for _, name := range jsonStatMeasures {
		beside[name] = make([]any, size)
		more[name] = beside[name]
	}
	for _, cells := range rows {
		cell := 0
		for i, axis := range axes {
			cell = cell*cube.Size[i] + index[i][categoryKey(cells[at[axis.column]])]
		}
		cube.Value[cell], cube.Status[cell] = jsonNumber(cells[at["value"]]), cells[at["status"]]
		for _, name := range jsonStatMeasures {
			beside[name][cell] = jsonNumber(cells[at[name]])
		}
	}
}

// jsonNumber prints a number as the other text formats do.
func jsonNumber(v any) any {
	switch x := v.(type) {
	case float64:
		return json.RawMessage(numberText(x, "null"))
	case int:
		return json.RawMessage(strconv.Itoa(x))
	}
	return v
}
