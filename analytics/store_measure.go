package analytics

import (
	"fmt"

	"gongkai/ingest/disclosure"
)

// measure is a metric or a rate.
type measure struct {
	metric *disclosure.Metric
	rate   *disclosure.Rate
}

func (s *Store) measure(id string) (measure, error) {
	if m, ok := s.dict.Metric(id); ok {
		return measure{metric: m}, nil
	}
	if r, ok := s.dict.Rate(id); ok {
		return measure{rate: r}, nil
	}
	return measure{}, fmt.Errorf("%w: %s", ErrMeasure, id)
}

// counted says whether the measure is a number of things or an amount of money, which may be set against residents.
func (m measure) counted() bool {
	return m.metric != nil && (m.metric.Kind == disclosure.KindFlow || m.metric.Kind == disclosure.KindStock || m.metric.Kind == disclosure.KindAmount)
}

// PerResidents is the multiplier of a rate per 100,000 residents.
const perResidents = 100_000

// perResidents is the measure as a rate per 100,000 residents. It keeps its id and number, and so its rows.
func (m measure) perResidents() measure {
	rate := disclosure.Rate{
		ID: m.metric.ID, Num: m.metric.Num, Name: m.metric.Name, Numerator: []string{m.metric.ID}, Denominator: []string{disclosure.PopulationDenominator},
		Multiplier: perResidents, Unit: disclosure.Text{ZH: m.metric.Unit + "/10万人", EN: m.metric.Unit + " per 100,000 residents"},
		Model: disclosure.ModelPoisson, Polarity: m.metric.Polarity, MinDen: 1, BreakYears: m.metric.BreakYears,
	}
	return measure{rate: &rate}
}

func (m measure) num() uint16 {
	if m.rate != nil {
		return m.rate.Num
	}
	return m.metric.Num
}

func (m measure) id() string {
	if m.rate != nil {
		return m.rate.ID
	}
	return m.metric.ID
}

func (m measure) breakYears() []int {
	if m.rate != nil {
		return m.rate.BreakYears
	}
	return m.metric.BreakYears
}

func (m measure) perPopulation() bool {
	return m.rate != nil && len(m.rate.Denominator) == 1 && m.rate.Denominator[0] == disclosure.PopulationDenominator
}

func (m measure) unit() string {
	if m.rate != nil {
		return m.rate.Unit.ZH
	}
	return m.metric.Unit
}
