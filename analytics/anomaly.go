package analytics

import (
	"fmt"
	"math"
	"strconv"
)

// Detector names the rule that found an anomaly.
type Detector string

// The detectors.
const (
	DetectIdentity Detector = "identity" // the printed figures do not add up
	DetectOutlier  Detector = "outlier"  // far from the places of its level in the same year
	DetectChange   Detector = "change"   // far from the year before, within one segment
	DetectDigits   Detector = "digits"   // ten, a hundred or a thousand times the year before
	DetectYear     Detector = "year"     // the value is the year
	DetectVanished Detector = "vanished" // zero after years of large counts
	DetectCopied   Detector = "copied"   // at least four figures as in the year before
)

// Severity of an anomaly: how surely a person should look.
const (
	SeverityReview = "review" // may be true
	SeverityError  = "error"  // cannot be true as printed
)

// Anomaly is an entry for a person to review, never a reason to delete a figure.
type Anomaly struct {
	Detector    Detector `json:"detector"`
	Year        int      `json:"year"`
	Observed    *float64 `json:"observed"`
	Low         *float64 `json:"expected_low"` // of what would not have been noticed
	High        *float64 `json:"expected_high"`
	Severity    string   `json:"severity"`
	Explanation string   `json:"explanation"` // English sentence
	ZH          string   `json:"explanation_zh"`
}

// The limits of the detectors.
const (
	largeCount   = 20 // mean of earlier years from which a zero is noticed
	copiedFields = 4  // equal figures from which a year is a copy
)

// IdentityAnomaly reports an identity that does not hold; nil when it does or cannot be tested.
func IdentityAnomaly(year int, check IdentityResult) *Anomaly {
	if check.Balanced == nil || *check.Balanced {
		return nil
	}
	r := *check.Residual
	return &Anomaly{
		Detector: DetectIdentity, Year: year, Observed: check.Residual, Low: number(0), High: number(0), Severity: SeverityError,
		Explanation: fmt.Sprintf("%d: received and carried in differ from processed and carried out by %s.", year, digits(r)),
		ZH:          fmt.Sprintf("%d年：新收与上年结转之和，与办结和结转下年度之和相差%s件。", year, digits(r)),
	}
}

// OutlierAnomalies reports the places whose rate is far from the others of one year and level, by Outliers on log(1+rate), at
// the index of each place; nil elsewhere. Low and High are the rates that would not have been flagged.
func OutlierAnomalies(year int, rates []*float64) []*Anomaly {
	found := make([]*Anomaly, len(rates))
	logs := make([]*float64, len(rates))
	for i, r := range rates {
		if r != nil && *r >= 0 {
			logs[i] = number(math.Log1p(*r))
		}
	}
	o := Outliers(logs, OutlierThreshold, MinOutlierN)
	if o.Status != StatusOK {
		return found
	}
	for i, flagged := range o.Flags {
		if !flagged {
			continue
		}
		scale := (*logs[i] - *o.Median) / *o.Z[i]
		low := math.Max(0, math.Expm1(*o.Median-OutlierThreshold*scale))
		high := math.Expm1(*o.Median + OutlierThreshold*scale)
		found[i] = &Anomaly{
			Detector: DetectOutlier, Year: year, Observed: rates[i], Low: number(low), High: number(high), Severity: SeverityReview,
			Explanation: fmt.Sprintf("%d: %s, where comparable places lie between %s and %s.",
				year, digits(*rates[i]), digits(low), digits(high)),
			ZH: fmt.Sprintf("%d年：%s，同级地区多在%s至%s之间。", year, digits(*rates[i]), digits(low), digits(high)),
		}
	}
	return found
}

// SeriesAnomalies examines the counts (Num, or Value where there is no Num) of a series year by year: a value that is the
// year itself, a zero after a mean of twenty or more, a jump by a power of ten, and any other change whose exact rate ratio
// (Den, or equal exposures) has p below level after dividing its χ² by dispersion. Changes across a break are not examined.
func SeriesAnomalies(s Series, level, dispersion float64) []Anomaly {
	var found []Anomaly
	for _, segment := range s.Segments() {
		var before []float64
		var previous *Point
		for i := range segment.Points {
			p := &segment.Points[i]
			x := p.count()
			if x == nil {
				continue
			}
			switch {
			case *x == float64(p.Year):
				found = append(found, yearAnomaly(p.Year, x))
			case *x == 0 && len(before) > 0 && mean(before) >= largeCount:
				found = append(found, vanishedAnomaly(p.Year, x, before))
			case previous != nil:
				if a := changeAnomaly(previous, p, level, dispersion); a != nil {
					found = append(found, *a)
				}
			}
			before, previous = append(before, *x), p
		}
	}
	return found
}

func (p *Point) count() *float64 {
	if p.Num != nil {
		return p.Num
	}
	return p.Value
}

// exposure is the denominator, or 1 where there is none.
func (p *Point) exposure() float64 {
	if p.Den != nil && *p.Den > 0 {
		return *p.Den
	}
	return 1
}

// inWords writes the count, and the denominator it belongs to where there is one.
func (p *Point) inWords() (zh, en string) {
	zh = digits(*p.count())
	if en = zh; p.Den != nil && *p.Den > 0 {
		zh, en = zh+"（分母"+digits(*p.Den)+"）", en+" of "+digits(*p.Den)
	}
	return zh, en
}

func yearAnomaly(year int, x *float64) Anomaly {
	return Anomaly{
		Detector: DetectYear, Year: year, Observed: x, Severity: SeverityReview,
		Explanation: fmt.Sprintf("%d: the figure equals the year; it may have been read from a date.", year),
		ZH:          fmt.Sprintf("%d年：数值与年份相同，可能误取自日期。", year),
	}
}

func vanishedAnomaly(year int, x *float64, before []float64) Anomaly {
	m := mean(before)
	return Anomaly{
		Detector: DetectVanished, Year: year, Observed: x, Low: number(m / 2), High: number(2 * m), Severity: SeverityReview,
		Explanation: fmt.Sprintf("%d: 0, after a yearly mean of %s; a blank may have been printed as zero.", year, digits(m)),
		ZH:          fmt.Sprintf("%d年：为0，而此前年均%s；可能把空白写成了零。", year, digits(m)),
	}
}

func changeAnomaly(previous, p *Point, level, dispersion float64) *Anomaly {
	x0, x1 := *previous.count(), *p.count()
	ratio := RateRatio(x1, p.exposure(), x0, previous.exposure(), 0.95)
	if ratio.Status != StatusOK {
		return nil
	}
	// A χ² on one degree of freedom with the same p, made smaller by the dispersion.
	z := normalQuantile(*ratio.P/2) / math.Sqrt(math.Max(1, dispersion))
	if normalP(z) >= level {
		return nil
	}
	spread := 1.0
	if ratio.Ratio != nil && *ratio.Ratio > 0 {
		spread = math.Exp(math.Abs(math.Log(*ratio.Ratio)) * zFor(1-level) / math.Abs(z))
	}
	expected := x0 * p.exposure() / previous.exposure() // the count at the rate of the year before
	zh, en := p.inWords()
	zhBefore, enBefore := previous.inWords()
	a := &Anomaly{
		Detector: DetectChange, Year: p.Year, Observed: number(x1), Low: number(expected / spread), High: number(expected * spread),
		Severity:    SeverityReview,
		Explanation: fmt.Sprintf("%d: %s, after %s in %d.", p.Year, en, enBefore, previous.Year),
		ZH:          fmt.Sprintf("%d年：%s，%d年为%s。", p.Year, zh, previous.Year, zhBefore),
	}
	if power := powerOfTen(x1, x0); power != 0 {
		a.Detector = DetectDigits
		a.Explanation = fmt.Sprintf("%d: %s, %s times the %d figure (%s). Possible extra or missing digit.",
			p.Year, digits(x1), digits(x1/x0), previous.Year, digits(x0))
		a.ZH = fmt.Sprintf("%d年：%s，为%d年（%s）的%s倍。可能多写或少写一位。",
			p.Year, digits(x1), previous.Year, digits(x0), digits(x1/x0))
	}
	return a
}

// powerOfTen is 1, 2 or 3 (or the negative) when a/b is within a tenth of that power of ten, and 0 otherwise.
func powerOfTen(a, b float64) int {
	if a <= 0 || b <= 0 {
		return 0
	}
	exponent := math.Log10(a / b)
	power := math.Round(exponent)
	if power == 0 || math.Abs(power) > 3 || math.Abs(exponent-power) > math.Log10(1.1) {
		return 0
	}
	return int(power)
}

// CopiedYear reports a year of which at least four figures above zero are those of the year before; nil otherwise. The lists
// hold the same metrics in the same order.
func CopiedYear(year int, previous, current []*float64) *Anomaly {
	if len(previous) != len(current) {
		return nil
	}
	a, b, _ := presentPairs(previous, current)
	same, compared := 0, 0
	for i := range a {
		if b[i] == 0 && a[i] == 0 {
			continue
		}
		compared++
		if a[i] == b[i] {
			same++
		}
	}
	if same < copiedFields {
		return nil
	}
	return &Anomaly{
		Detector: DetectCopied, Year: year, Observed: number(float64(same)), Low: number(0), High: number(copiedFields - 1),
		Severity:    SeverityReview,
		Explanation: fmt.Sprintf("%d: %d of %d figures above zero are those of %d.", year, same, compared, year-1),
		ZH:          fmt.Sprintf("%d年：%d项非零数据中有%d项与%d年相同。", year, compared, same, year-1),
	}
}

// digits writes a number for a sentence: whole numbers in full, others with three digits.
func digits(v float64) string {
	if v == math.Trunc(v) {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}
