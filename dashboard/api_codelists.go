package dashboard

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed api_codelists.yaml
var codelistsYAML []byte

// codelistEntry is a list of codes with their meanings.
type codelistEntry struct {
	ID    string `yaml:"id"`
	ZH    string `yaml:"zh"`
	EN    string `yaml:"en"`
	Codes []code `yaml:"codes"`
}

// code is one code of a list. ObsStatus is set where SDMX has a counterpart.
type code struct {
	Code      string `yaml:"code"`
	ZH        string `yaml:"zh"`
	EN        string `yaml:"en"`
	ObsStatus string `yaml:"obs_status"`
	Valued    bool   `yaml:"valued"`
}

// loadCodelists decodes api_codelists.yaml once.
var loadCodelists = sync.OnceValues(func() ([]codelistEntry, error) {
	var file struct {
		Version int             `yaml:"version"`
		Lists   []codelistEntry `yaml:"lists"`
	}
	if err := yaml.NewDecoder(bytes.NewReader(codelistsYAML), yaml.Strict()).Decode(&file); err != nil {
		return nil, fmt.Errorf("api_codelists.yaml: %w", err)
	}
	return file.Lists, nil
})

var codelistColumns = column[codelistEntry]{
	"id":      func(l codelistEntry) any { return l.ID },
	"name_zh": func(l codelistEntry) any { return l.ZH },
	"name_en": func(l codelistEntry) any { return l.EN },
	"count":   func(l codelistEntry) any { return len(l.Codes) },
}

var codeColumns = column[code]{
	"code":       func(c code) any { return c.Code },
	"name_zh":    func(c code) any { return c.ZH },
	"name_en":    func(c code) any { return c.EN },
	"obs_status": func(c code) any { return textCell(c.ObsStatus) },
	"valued":     func(c code) any { return c.Valued },
}

// allCodelists is every list: those of the file, and those that the dictionary and the regions are.
func (a *api) allCodelists(q *apiQuery) []codelistEntry {
	regions := codelistEntry{ID: "regions", ZH: "行政区划", EN: "Regions"}
	for _, c := range q.atlas.codes {
		r, _ := q.atlas.latest(c)
		regions.Codes = append(regions.Codes, code{Code: codeText(c), ZH: r.Name, EN: r.Pinyin})
	}
	measures := codelistEntry{ID: "metrics", ZH: "指标与比率", EN: "Metrics and rates"}
	for _, e := range a.dictionaryEntries() {
		measures.Codes = append(measures.Codes, code{Code: e.id(), ZH: e.name().ZH, EN: e.name().EN})
	}
	applicants := codelistEntry{ID: "applicants", ZH: "申请人类别", EN: "Applicants"}
	for _, p := range a.dictionary.Applicants {
		applicants.Codes = append(applicants.Codes, code{Code: p.ID, ZH: p.Name.ZH, EN: p.Name.EN})
	}
	return append([]codelistEntry{regions, measures, applicants}, a.lists...)
}

// codelists answers /v1/codelists.
func (a *api) codelists(_ context.Context, q *apiQuery) (*answer, error) {
	return listed(q, codelistColumns, a.allCodelists(q))
}

// codelist answers /v1/codelists/{id}.
func (a *api) codelist(_ context.Context, q *apiQuery) (*answer, error) {
	for _, l := range a.allCodelists(q) {
		if l.ID == q.text("id") {
			return listed(q, codeColumns, l.Codes)
		}
	}
	return nil, notFound("id", q.text("id"), "没有代码表 %s", "there is no code list %s")
}

// obsStatusCodes gives the SDMX codes by list and code.
func obsStatusCodes(lists []codelistEntry) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, l := range lists {
		out[l.ID] = map[string]string{}
		for _, c := range l.Codes {
			out[l.ID][c.Code] = c.ObsStatus
		}
	}
	return out
}
