package dashboard

import (
	"bytes"
	_ "embed"
	"fmt"

	"gongkai/ingest/disclosure"

	"github.com/goccy/go-yaml"
)

//go:embed texts.yaml
var textsYAML []byte

// texts holds every sentence of the interface in both languages.
type texts map[string]disclosure.Text

func loadTexts() (texts, error) {
	var groups map[string]map[string]disclosure.Text
	if err := yaml.NewDecoder(bytes.NewReader(textsYAML), yaml.Strict()).Decode(&groups); err != nil {
		return nil, fmt.Errorf("texts.yaml: %w", err)
	}
	out := texts{}
	for group, entries := range groups {
		for key, text := range entries {
			if text.ZH == "" || text.EN == "" {
				return nil, fmt.Errorf("texts.yaml: %s.%s needs zh and en", group, key)
			}
			out[group+"."+key] = text
		}
	}
	return out, nil
}

// say gives the text of a key in a language, with fmt verbs filled in. A key that does not exist is printed in brackets, which
// the tests search for on every page.
func (t texts) say(lang, key string, args ...any) string {
	text, ok := t[key]
	if !ok {
		return "[" + key + "]"
	}
	if len(args) == 0 {
		return text.In(lang)
	}
	return fmt.Sprintf(text.In(lang), args...)
}

// has says whether a key exists, for codes that come from data and may be newer than the texts.
func (t texts) has(key string) bool { _, ok := t[key]; return ok }
