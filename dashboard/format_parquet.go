package dashboard

import (
	"reflect"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"gongkai/ingest/disclosure"
)

// parquetBatch is how many rows are handed to the Parquet writer at a time.
const parquetBatch = 1000

// writeParquet writes the rows as Apache Parquet, every column optional: a missing value is a null. The file ends with its own
// footer, without which no reader opens it.
func writeParquet(w *answerWriter) error {
	types := w.columnTypes()
	writer := parquet.NewGenericWriter[any](w.out, parquetSchema(w.answer.columns, types), parquet.Compression(&zstd.Codec{}),
		parquet.CreatedBy("gongkai", "1", ""), parquet.KeyValueMetadata("release", w.query.release.ID),
		parquet.KeyValueMetadata("url", w.query.canonicalURL()))
	batch := make([]parquet.Row, 0, parquetBatch)
	send := func() error {
		_, err := writer.WriteRows(batch)
		batch = batch[:0]
		return err
	}
	rows, err := w.each(func(cells []any) error {
		row := make(parquet.Row, len(cells))
		for i, c := range cells {
			row[i] = parquetValue(c, types[i]).Level(0, defined(c), i)
		}
		if batch = append(batch, row); len(batch) == parquetBatch {
			return send()
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := send(); err != nil {
		return err
	}
	writer.SetKeyValueMetadata("rows", strconv.Itoa(rows.count))
	writer.SetKeyValueMetadata("next", rows.next)
	return writer.Close()
}

// defined is the definition level of an optional column's value.
func defined(c any) int {
	if c == nil {
		return 0
	}
	return 1
}

// parquetSchema keeps the order of the columns, which only a struct type can say.
func parquetSchema(names, types []string) *parquet.Schema {
	goTypes := map[string]reflect.Type{
		"integer": reflect.TypeFor[*int64](), "number": reflect.TypeFor[*float64](), "boolean": reflect.TypeFor[*bool](),
	}
	fields := make([]reflect.StructField, len(names))
	for i, name := range names {
		kind, ok := goTypes[types[i]]
		if !ok {
			kind = reflect.TypeFor[*string]()
		}
		fields[i] = reflect.StructField{
			Name: "C" + strconv.Itoa(i), Type: kind, Tag: reflect.StructTag(`parquet:"` + name + `,optional"`),
		}
	}
	return parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface())
}

func parquetValue(v any, kind string) parquet.Value {
	switch x := v.(type) {
	case nil:
		return parquet.NullValue()
	case int:
		if kind == "number" {
			return parquet.DoubleValue(float64(x))
		}
		return parquet.Int64Value(int64(x))
	case float64:
		return parquet.DoubleValue(x)
	case disclosure.Value:
		return parquet.DoubleValue(x.Float())
	case bool:
		return parquet.BooleanValue(x)
	}
	return parquet.ByteArrayValue([]byte(cellText(v)))
}
