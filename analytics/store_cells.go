package analytics

import (
	"fmt"
	"slices"

	"gongkai/ingest/disclosure"
)

func (sel *selection) cell(m measure, code uint32, year int, area areaRow, ok bool) AggregateRow {
	region, _ := sel.st.places.in(code, year)
	row := AggregateRow{
		Region: code, RegionName: region.Name, Level: region.Level, Year: year, Measure: m.id(), Unit: m.unit(),
		Break: slices.Contains(m.breakYears(), year),
	}
	if !ok {
		row.Status = sel.missing(m, code, year)
		return row
	}
	row.Basis, row.Reported, row.Expected, row.NDocs = Basis(area.Basis), int(area.Reported), int(area.Expected), int(area.Docs)
	row.Qualifier, row.Status = area.Qualifier, area.Status
	if row.Basis == BasisOwn {
		row.Scope, row.Form = disclosure.ScopeAggregate, disclosure.Form(area.Form)
		row.Report = reportID(area.Issuer, year, area.Origin)
		row.Evidence = evidenceURL(row.Report, m)
	}
	if m.rate != nil {
		sel.fillRate(&row, m, area)
		return row
	}
	row.Value = area.Numerator
	if row.Basis == BasisUnits {
		row.Status = string(StatusPartialUnits)
	}
	return row
}

// fillRate sets numerator, denominator, value and interval, or the status that says why there is none.
func (sel *selection) fillRate(row *AggregateRow, m measure, area areaRow) {
	row.Num, row.Den = area.Numerator, area.Denominator
	if m.perPopulation() {
		row.Den = nil
	}
	if row.Basis == BasisUnits && (row.Reported == 0 || m.perPopulation()) {
		// The cases of single bodies say nothing of their region's rate, and those of some units over everybody's residents
		// would be no rate at all.
		row.Status = string(StatusPartialUnits)
		return
	}
	if m.perPopulation() {
		people, ok := sel.st.places.residentsIn(row.Region, row.Year)
		if !ok {
			row.Status = string(StatusNoPopulation)
			return
		}
		den := float64(people.Residents)
		row.Den, row.DenYear, row.DenSource = &den, people.Year, people.Source
	}
	judgeRate(row, m.rate, sel.q.Confidence, sel.q.MinDen)
	if row.Status == string(StatusOK) && row.Basis == BasisUnits {
		row.Status = string(StatusPartialUnits)
	}
}

// judgeRate computes a rate from its numerator and denominator, or says why it must not be shown.
func judgeRate(row *AggregateRow, rate *disclosure.Rate, confidence, minDen float64) {
	row.Value, row.Lower, row.Upper = nil, nil, nil
	if row.Num == nil || row.Den == nil {
		row.Status = string(StatusNoData)
		return
	}
	if minDen == 0 {
		minDen = rate.MinDen
	}
	iv := RateCI(*row.Num, *row.Den, rate.Multiplier, confidence)
	if rate.Model == disclosure.ModelBinomial {
		iv = Wilson(*row.Num, *row.Den, confidence)
	}
	row.Status, row.Reliable = string(iv.Status), Reliability(*row.Num)
	if iv.Status == StatusOK && *row.Den < minDen {
		row.Status = string(StatusInsufficientN)
		return
	}
	row.Value, row.Lower, row.Upper, row.Method = iv.Value, iv.Lower, iv.Upper, iv.Method
}

// missing tells why a region and year has no row.
func (sel *selection) missing(m measure, code uint32, year int) string {
	form, held := sel.held[areaKey{0, code, year}]
	if !held {
		return string(StatusNotCollected)
	}
	if m.metric != nil && !m.metric.Narrative && !inForm(m.metric, form) {
		return string(StatusNotInForm)
	}
	return string(disclosure.StatusNotReported)
}

func inForm(m *disclosure.Metric, form disclosure.Form) bool {
	if len(m.Rows) == 0 || form == disclosure.FormNarrative2008 || form == disclosure.FormFigures {
		return true
	}
	return slices.ContainsFunc(m.Rows, func(r disclosure.FormRow) bool { return r.Form == form })
}

func reportID(issuer uint64, year int, origin string) string {
	id := fmt.Sprintf("%016x-%d", issuer, year)
	if origin == string(disclosure.OriginFigures) {
		id += "-f"
	}
	return id
}

func evidenceURL(report string, m measure) string {
	if m.metric != nil {
		return fmt.Sprintf("/v1/observations/o_%s_%d/evidence", report, m.metric.Num)
	}
	return "/v1/reports/" + report
}
