package sql

import (
	"database/sql/driver"
	"fmt"

	"github.com/shopspring/decimal"
)

// decimalScale is the number of digits behind the point that a Decimal keeps.
const decimalScale = 6

// Decimal is a value of a Decimal column, counted in millionths, or NULL. It scans from a Decimal of any precision and scale as
// long as nothing is lost, and is appended to Decimal(P, 6) columns.
type Decimal struct {
	Steps int64 // millionths
	Valid bool  // false means NULL
}

// DecimalOf makes a Decimal of a pointer to millionths; nil is NULL.
func DecimalOf[T ~int64](steps *T) Decimal {
	if steps == nil {
		return Decimal{}
	}
	return Decimal{Steps: int64(*steps), Valid: true}
}

// Scan takes what the driver gives for a Decimal column. It fails when the value has digits beyond the sixth or does not fit.
func (d *Decimal) Scan(from any) error {
	switch v := from.(type) {
	case nil:
		*d = Decimal{}
		return nil
	case decimal.Decimal:
		scaled := v.Shift(decimalScale)
		if !scaled.IsInteger() || !scaled.BigInt().IsInt64() {
			return fmt.Errorf("decimal %s does not fit into millionths of 64 bits", v)
		}
		*d = Decimal{Steps: scaled.BigInt().Int64(), Valid: true}
		return nil
	default:
		return fmt.Errorf("a %T is not a decimal; the column must be a Decimal", from)
	}
}

// Value gives the driver what it appends to a Decimal column.
func (d Decimal) Value() (driver.Value, error) {
	if !d.Valid {
		return nil, nil
	}
	return d.shopspring().String(), nil
}

// String prints the number with six digits behind the point, or NULL.
func (d Decimal) String() string {
	if !d.Valid {
		return "NULL"
	}
	return d.shopspring().StringFixed(decimalScale)
}

func (d Decimal) shopspring() decimal.Decimal { return decimal.New(d.Steps, -decimalScale) }

// pointer gives the driver's own type, nil for NULL.
func (d Decimal) pointer() *decimal.Decimal {
	if !d.Valid {
		return nil
	}
	value := d.shopspring()
	return &value
}

// shopspring turns a column into the driver's type.
func shopspring(column []Decimal) []*decimal.Decimal {
	converted := make([]*decimal.Decimal, len(column))
	for i, d := range column {
		converted[i] = d.pointer()
	}
	return converted
}
