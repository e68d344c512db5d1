package gazetteer

import (
	"bytes"
	_ "embed"
	"fmt"

	"github.com/goccy/go-yaml"
)

//go:embed data/recognition.yaml
var recognitionYAML []byte

// recognition holds the lists that tell places and bodies by their names.
type recognition struct {
	PlaceEndings      []string            `yaml:"place_endings"`      // longest first
	AutonomousEndings []string            `yaml:"autonomous_endings"` // 自治区, 自治州 …
	Peoples           []string            `yaml:"peoples"`            // longest first
	Aliases           map[string][]string `yaml:"aliases"`            // full name → customary short names
	Generic           []string            `yaml:"generic"`            // names that never identify a place alone
	NotAfterAlias     []string            `yaml:"not_after_alias"`    // 湖南镇: the province is not meant
	Masks             []string            `yaml:"masks"`              // what stands for a name that was struck out
	Government        []string            `yaml:"government"`         // what follows a place in its government's name
	TownshipEndings   []string            `yaml:"township_endings"`
	TownshipTails     []string            `yaml:"township_tails"` // 人民政府, 办事处 behind a township's name
	Organs            []string            `yaml:"organs"`         // nouns that end a department's name
	Branches          []string            `yaml:"branches"`       // 分局: the place before it is meant
	Committees        []string            `yaml:"committees"`     // 管理委员会 of a zone
	ZoneEndings       []string            `yaml:"zone_endings"`
	Central           []string            `yaml:"central"` // central bodies by their whole names
	CentralPrefixes   []string            `yaml:"central_prefixes"`
	Nation            []string            `yaml:"nation"`

	generic map[string]bool
}

func loadRecognition() (*recognition, error) {
	var r recognition
	if err := yaml.NewDecoder(bytes.NewReader(recognitionYAML), yaml.Strict()).Decode(&r); err != nil {
		return nil, fmt.Errorf("recognition.yaml: %w", err)
	}
	r.generic = map[string]bool{}
	for _, name := range r.Generic {
		r.generic[name] = true
	}
	return &r, nil
}
