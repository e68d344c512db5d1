package dashboard

import (
	"fmt"
	"strconv"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"gongkai/ingest/disclosure"
)

// arrowBatch is how many rows a record batch holds.
const arrowBatch = 1000

// writeArrow writes the rows as an Arrow IPC stream, every column nullable: a missing value is a null. The stream ends with the
// format's own end mark; the last batch says in its metadata how many rows there were and where the next page starts. Texts
// have 32-bit offsets, which a batch of arrowBatch rows never fills.
func writeArrow(w *answerWriter) error {
	types := w.columnTypes()
	schema := arrowSchema(w.answer.columns, types, arrow.MetadataFrom(map[string]string{
		"release": w.query.release.ID, "url": w.query.canonicalURL(),
	}))
	builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer builder.Release()
	writer := ipc.NewWriter(w.out, ipc.WithSchema(schema))
	pending := 0
	send := func() error {
		batch := builder.NewRecordBatch()
		defer batch.Release()
		pending = 0
		return writer.Write(batch)
	}
	rows, err := w.each(func(cells []any) error {
		for i, c := range cells {
			if err := appendArrow(builder.Field(i), w.answer.columns[i], c); err != nil {
				return err
			}
		}
		if pending++; pending == arrowBatch {
			return send()
		}
		return nil
	})
	if err != nil {
		return err
	}
	last := builder.NewRecordBatch()
	defer last.Release()
	end := array.NewRecordBatchWithMetadata(schema, last.Columns(), last.NumRows(), arrow.MetadataFrom(map[string]string{
		"rows": strconv.Itoa(rows.count), "next": rows.next,
	}))
	defer end.Release()
	if err := writer.Write(end); err != nil {
		return err
	}
	return writer.Close()
}

func arrowSchema(names, types []string, about arrow.Metadata) *arrow.Schema {
	arrowTypes := map[string]arrow.DataType{
		"integer": arrow.PrimitiveTypes.Int64, "number": arrow.PrimitiveTypes.Float64, "boolean": arrow.FixedWidthTypes.Boolean,
	}
	fields := make([]arrow.Field, len(names))
	for i, name := range names {
		kind, ok := arrowTypes[types[i]]
		if !ok {
			kind = arrow.BinaryTypes.String
		}
		fields[i] = arrow.Field{Name: name, Type: kind, Nullable: true}
	}
	return arrow.NewSchema(fields, &about)
}

// appendArrow adds one cell to its column, whose type decides how a number is kept, as in Parquet. A cell that its column
// cannot hold is an error: it must not become a zero.
func appendArrow(column array.Builder, name string, v any) error {
	if v == nil {
		column.AppendNull()
		return nil
	}
	switch b := column.(type) {
	case *array.StringBuilder:
		b.Append(cellText(v))
		return nil
	case *array.Int64Builder:
		if n, ok := v.(int); ok {
			b.Append(int64(n))
			return nil
		}
	case *array.BooleanBuilder:
		if on, ok := v.(bool); ok {
			b.Append(on)
			return nil
		}
	case *array.Float64Builder:
		switch x := v.(type) {
		case int:
			b.Append(float64(x))
			return nil
		case float64:
			b.Append(x)
			return nil
		case disclosure.Value:
			b.Append(x.Float())
			return nil
		}
	}
	return fmt.Errorf("column %s of type %s cannot hold a %T", name, column.Type(), v)
}
