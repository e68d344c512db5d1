package dashboard

import (
	"math"
	"strconv"
	"strings"

	"gongkai/ingest/disclosure"
)

// printNumber prints a value for reading: thousands separated, large ones in 万 and 亿 or in millions. The exact value goes into
// the title of the element that shows it.
func printNumber(lang string, v float64) string {
	abs := math.Abs(v)
	if lang == "zh" {
		switch {
		case abs >= 1e8:
			return significant(v/1e8, 4) + " 亿"
		case abs >= 1e5:
			return significant(v/1e4, 4) + " 万"
		}
		return groupedNumber(v)
	}
	switch {
	case abs >= 1e9:
		return significant(v/1e9, 4) + " billion"
	case abs >= 1e6:
		return significant(v/1e6, 4) + " million"
	}
	return groupedNumber(v)
}

// groupedNumber prints up to the six decimals that a value has, with the thousands separated.
func groupedNumber(v float64) string {
	s := strconv.FormatFloat(v, 'f', disclosure.ValueDecimals, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	whole, frac, hasFrac := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if hasFrac {
		return sign + whole + "." + frac
	}
	return sign + whole
}

// significant prints v with n significant digits and no exponent.
func significant(v float64, n int) string {
	if v == 0 {
		return "0"
	}
	digits := n - 1 - int(math.Floor(math.Log10(math.Abs(v))))
	s := strconv.FormatFloat(v, 'f', max(digits, 0), 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// print prints a value of the measure: a proportion in percent, a rate with three digits, a count in full.
func (m measure) print(lang string, v float64) string {
	switch {
	case m.Share:
		return strconv.FormatFloat(v*100, 'f', 1, 64) + "%"
	case m.Rate:
		return rateNumber(v)
	case m.Unit.ZH == "%":
		return groupedNumber(v) + "%"
	default:
		return printNumber(lang, v)
	}
}

func rateNumber(v float64) string {
	if math.Abs(v) >= 100 {
		return groupedNumber(math.Round(v))
	}
	return significant(v, 3)
}

// exact prints a value unrounded with its unit, for the title of its element.
func (m measure) exact(lang string, v float64) string {
	if m.Share {
		return rawNumber(v*100) + "%"
	}
	return rawNumber(v) + " " + m.Unit.In(lang)
}

// rawNumber prints the value unrounded.
func rawNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
