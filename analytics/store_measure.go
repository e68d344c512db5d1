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
