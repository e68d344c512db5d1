package ingest

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// parseJSONRow reads one flat JSON object with the columns as keys. null stands for an empty cell.
func parseJSONRow(line string) (figureRow, *Reject) {
	row := figureRow{text: line}
	dec := json.NewDecoder(strings.NewReader(line))
	dec.UseNumber()
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return row, reject("", "该行不是JSON对象", "the row is no JSON object")
	}
	seen := [columnCount]bool{}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return row, reject("", "JSON有误：%v", "the JSON is broken: %v", err)
		}
		name, _ := key.(string)
		column := slices.Index(columnNames[:], name)
		if column < 0 {
			return row, reject(name, "未知的列“%s”", "unknown column %q", name)
		}
		if seen[column] {
			return row, reject(name, "列“%s”重复出现", "the column %q stands twice", name)
		}
		seen[column] = true
		before := int(dec.InputOffset())
		value, err := dec.Token()
		if err != nil {
			return row, reject(name, "JSON有误：%v", "the JSON is broken: %v", err)
		}
		text, ok := scalar(value)
		if !ok {
			return row, reject(name, "列“%s”应为文字或数字", "the column %q must be a text or a number", name)
		}
		row.fields[column] = strings.TrimSpace(text)
		if column == colValue {
			end := int(dec.InputOffset())
			row.valueStart = before + strings.IndexFunc(line[before:end], func(r rune) bool { return !strings.ContainsRune(": \t\r", r) })
			row.valueEnd = end
		}
	}
	if _, err := dec.Token(); err != nil {
		return row, reject("", "JSON有误：%v", "the JSON is broken: %v", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return row, reject("", "对象之后还有内容", "something follows the object")
	}
	for _, c := range neededColumns {
		if !seen[c] {
			return row, reject(columnNames[c], "缺少列“%s”", "the column %q is missing", columnNames[c])
		}
	}
	return row, nil
}

// scalar gives a JSON text, number or null as a text.
func scalar(t json.Token) (string, bool) {
	switch v := t.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	}
	return "", false
}
