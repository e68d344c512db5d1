package dashboard

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	"gongkai/ingest/disclosure"
)

// writeJSON writes the answer as one object: release, how much of it this is, the rows, links.
func writeJSON(w *answerWriter) error {
	a := w.answer
	if a.raw != nil {
		var b bytes.Buffer
		if err := encodeAny(&b, a.raw); err != nil {
			return err
		}
		b.WriteByte('\n')
		_, err := w.out.Write(b.Bytes())
		return err
	}
	if len(a.object) > 0 {
		return w.object(append([]member{{"release", w.query.release.ID}}, append(a.object, member{"links", w.links("")})...))
	}
	p, err := w.page()
	if err != nil {
		return err
	}
	if a.single {
		out := []member{{"release", w.query.release.ID}}
		for i, name := range a.columns {
			out = append(out, member{name, p.rows[0][i]})
		}
		out = append(out, a.around...)
		return w.object(append(out, member{"links", w.links("")}))
	}
	rows := make([]jsonRow, len(p.rows))
	for i, cells := range p.rows {
		rows[i] = jsonRow{a.columns, cells}
	}
	out := []member{{"release", w.query.release.ID}, {"complete", p.next == ""}, {"count", p.count}}
	if a.total >= 0 {
		out = append(out, member{"total", a.total})
	}
	out = append(out, member{"query", w.query.canonical()}, member{"data", rows})
	if a.coverage != nil {
		out = append(out, member{"coverage", a.coverage})
	}
	out = append(out, a.around...)
	return w.object(append(out, member{"links", w.links(p.next)}))
}

// object writes an object with its members in order and nothing escaped that JSON does not ask for.
func (w *answerWriter) object(members []member) error {
	var b bytes.Buffer
	if err := encodeObject(&b, members); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err := w.out.Write(b.Bytes())
	return err
}

func encodeObject(b *bytes.Buffer, members []member) error {
	b.WriteByte('{')
	for i, m := range members {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(m.name) + ":")
		if err := encodeCell(b, m.value); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

// jsonRow is a row as an object with the columns' names.
type jsonRow struct {
	names []string
	cells []any
}

// MarshalJSON implements json.Marshaler.
func (r jsonRow) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	err := r.encode(&b)
	return b.Bytes(), err
}

func (r jsonRow) encode(b *bytes.Buffer) error {
	b.WriteByte('{')
	for i, name := range r.names {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + name + `":`)
		if err := encodeCell(b, r.cells[i]); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

// encodeCell writes one value. A number that JSON cannot hold is null: it would be an error of the statistics, and is never
// printed as if it were a figure.
func encodeCell(b *bytes.Buffer, v any) error {
	switch x := v.(type) {
	case nil:
		b.WriteString("null")
	case int:
		b.WriteString(strconv.Itoa(x))
	case bool:
		b.WriteString(strconv.FormatBool(x))
	case float64:
		b.WriteString(numberText(x, "null"))
	case disclosure.Value:
		b.WriteString(x.String())
	case []member:
		return encodeObject(b, x)
	case []jsonRow:
		b.WriteByte('[')
		for i, row := range x {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
			if err := row.encode(b); err != nil {
				return err
			}
		}
		b.WriteByte(']')
	default:
		return encodeAny(b, v)
	}
	return nil
}

func encodeAny(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // Encode ends with a line feed
	return nil
}

// numberText prints a number with as many digits as tell it from every other, never in exponent form; missing for what is
// not a finite number. Every text format prints numbers with it.
func numberText(x float64, missing string) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return missing
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
