package numeral

// Period is a span of time that a text states: 自2012年1月1日起至2012年12月31日止.
type Period struct {
	Start int // runes [Start, End)
	End   int
	From  Date
	To    Date
}

// gap is how many runes may stand between the two dates of a period: "起至", "起，至", " - ".
const gap = 5

// Periods joins neighbouring dates of one text that a 至, 到 or dash connects. An end without a year takes the year of the
// beginning.
func Periods(text []rune, dates []Date) []Period {
	var out []Period
	for i := 0; i+1 < len(dates); i++ {
		from, to := dates[i], dates[i+1]
		if from.Year == 0 || from.Month == 0 || to.Month == 0 || to.Start-from.End > gap || !joined(text[from.End:to.Start]) {
			continue
		}
		if to.Year == 0 {
			to.Year = from.Year
		}
		out = append(out, Period{Start: from.Start, End: to.End, From: from, To: to})
		i++
	}
	return out
}

func joined(between []rune) bool {
	for _, r := range between {
		if contains("至到-—–~～－", r) {
			return true
		}
	}
	return false
}

// Year gives the year that a period covers from January to December, or 0.
func (p Period) Year() int {
	if p.From.Year != p.To.Year || p.From.Month != 1 || p.To.Month != 12 {
		return 0
	}
	return p.From.Year
}
