package ingest

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/ingest/disclosure"
)

// firstFigureYear is the first year a figure may speak of: the first local rules on disclosure came into force in 2003.
const firstFigureYear = 2003

// factRow is a checked row, kept small: millions of them wait until the file is read.
type factRow struct {
	metric     *disclosure.Metric
	text       string
	value      disclosure.Value
	line       int
	valueStart int
	valueEnd   int
	status     disclosure.Status
	qualifier  disclosure.Qualifier
	scope      disclosure.Scope
	raw        string
	label      string
	note       string
}

// check turns a row into a fact, its issuer and year, or says why it cannot be used.
func (s *figureScan) check(row figureRow) (factRow, resolvedIssuer, int, *Reject) {
	year, bad := checkYear(row.fields[colYear])
	if bad != nil {
		return factRow{}, resolvedIssuer{}, 0, bad
	}
	issuer, bad := s.issuer(row, year)
	if bad != nil {
		return factRow{}, issuer, year, bad
	}
	f := factRow{
		text: row.text, line: row.line, valueStart: row.valueStart, valueEnd: row.valueEnd,
		label: row.fields[colLabel], note: row.fields[colNote],
	}
	if f.metric, bad = s.metric(row.fields[colMetric]); bad == nil {
		f.qualifier, bad = checkQualifier(row.fields[colQualifier])
	}
	if bad == nil {
		f.scope, bad = checkScope(row.fields[colScope], issuer.scope)
	}
	if bad == nil {
		bad = f.setValue(row.fields[colValue], row.fields[colStatus], row.fields[colUnit])
	}
	return f, issuer, year, bad
}

// checkYear gives 0 for a blank year: such a report goes to quarantine.
func checkYear(text string) (int, *Reject) {
	if text == "" {
		return 0, nil
	}
	year, err := strconv.Atoi(text)
	if err != nil {
		return 0, reject("year", "年度“%s”不是四位数字的年份", "the year %q is not a year of four digits", text)
	}
	if last := time.Now().Year(); year < firstFigureYear || year > last {
		return 0, reject("year", "年度%d不在%d至%d之间", "the year %d is not between %d and %d", year, firstFigureYear, last)
	}
	return year, nil
}

func checkQualifier(text string) (disclosure.Qualifier, *Reject) {
	if text == "exact" {
		return disclosure.QualifierExact, nil
	}
	if !slices.Contains(disclosure.Qualifiers, disclosure.Qualifier(text)) {
		return "", reject("qualifier", "未知的限定词“%s”", "unknown qualifier %q; use exact, approx, at_least, at_most, none_stated, unit_lost or cumulative_ambiguous", text)
	}
	return disclosure.Qualifier(text), nil
}

// checkScope reads this_year as the scope that the issuer's reports have.
func checkScope(text string, own disclosure.Scope) (disclosure.Scope, *Reject) {
	switch scope := disclosure.Scope(text); scope {
	case "", "this_year":
		return own, nil
	case disclosure.ScopeAggregate, disclosure.ScopeOwn, disclosure.ScopeCumulative:
		return scope, nil
	}
	return "", reject("scope", "未知的统计范围“%s”", "unknown scope %q; use this_year, aggregate, own or cumulative", text)
}

// setValue sets value, status and raw text, and checks them against each other and the metric.
func (f *factRow) setValue(value, status, unit string) *Reject {
	f.status = disclosure.Status(status)
	if status != "" && !slices.Contains(disclosure.Statuses, f.status) {
		return reject("status", "未知的状态“%s”", "unknown status %q", status)
	}
	if status != "" && !f.status.Valued() {
		if value != "" {
			return reject("value", "状态为“%s”时不应有数值，却写着%s", "a figure that is %s has no value, yet %s stands there", status, value)
		}
		return nil
	}
	if value == "" {
		return reject("value", "没有数值；空白不是零，请删去该行或写明状态", "there is no value; a blank is not a zero: remove the row or state its status")
	}
	shift, bad := unitShift(unit, f.metric.Unit)
	if bad == nil {
		bad = f.parseValue(value, shift)
	}
	if bad != nil {
		return bad
	}
	if unit != "" && unit != f.metric.Unit || f.raw != "" {
		f.raw = value + unit
	}
	if f.status == "" {
		f.status = disclosure.StatusReported
		if f.value == 0 {
			f.status = disclosure.StatusExplicitZero
		}
	}
	return f.contradiction(value)
}

func (f *factRow) contradiction(printed string) *Reject {
	whole := f.metric.Kind == disclosure.KindFlow || f.metric.Kind == disclosure.KindStock || f.metric.Kind == disclosure.KindPeak
	switch {
	case f.status == disclosure.StatusExplicitZero && f.value != 0:
		return reject("status", "状态为“明确的零”，数值却是%s", "the status says zero and the value is %s", printed)
	case f.status == disclosure.StatusReported && f.value == 0:
		return reject("status", "数值为零时状态应为explicit_zero", "a value of zero has the status explicit_zero, not reported")
	case f.value < 0 && f.metric.Kind != disclosure.KindChange:
		return reject("value", "“%s”不能为负数%s", "%s cannot be negative: %s", f.metric.ID, printed)
	case whole && f.value%disclosure.ValueScale != 0:
		return reject("value", "“%s”应为整数，却是%s", "%s is counted in whole numbers, not %s", f.metric.ID, printed)
	}
	return nil
}

// parseValue reads a decimal number times 10 to the power of shift. The database keeps six places: a number that has more is
// rounded, approximate and kept as printed.
func (f *factRow) parseValue(text string, shift int) *Reject {
	number := strings.TrimPrefix(text, "-")
	whole, frac, point := strings.Cut(number, ".")
	if whole == "" || point && frac == "" || !digits(whole) || !digits(frac) {
		return reject("value", "数值“%s”应只由数字和小数点组成，不带千分位", "the value %q must be digits and a decimal point, without separators", text)
	}
	v, exact, ok := disclosure.ParseValue(number, shift)
	switch {
	case !ok && strings.Trim(whole, "0") == "":
		return reject("value", "数值“%s”过小，保留六位小数后为零", "the value %q is too small: with six decimals it is zero", text)
	case !ok:
		return reject("value", "数值“%s”过大", "the value %q is too large", text)
	case !exact:
		f.raw = text
		if f.qualifier == disclosure.QualifierExact {
			f.qualifier = disclosure.QualifierApprox
		}
	}
	if f.value = v; number != text {
		f.value = -v
	}
	return nil
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// countWords are units of counting that reports use for one another: 3条 in a row of 件 is 3.
var countWords = []string{"条", "件", "个", "次", "人次", "篇", "份", "人", "期", "项", "宗", "起", "则", "场", "名"}

// unitShift is the power of ten between the unit of a row and that of its metric; a blank unit is the metric's.
func unitShift(unit, want string) (int, *Reject) {
	switch {
	case unit == "" || unit == want, slices.Contains(countWords, unit) && slices.Contains(countWords, want):
		return 0, nil
	case unit == "元" && want == "万元":
		return -4, nil
	case unit == "万元" && want == "元":
		return 4, nil
	}
	return 0, reject("unit", "单位“%s”与指标单位“%s”不符", "the unit %q is not the metric's unit %q", unit, want)
}
