package extract

import (
	"testing"

	"gongkai/ingest/document"
)

// TestSynonyms: rules see the common word for each word of the list, its place in the text is that of the word, and no word is another's
// common word, which would be read differently by the place where it stands.
func TestSynonyms(t *testing.T) {
	list := loadSynonyms()
	for common, words := range list.Words {
		for _, word := range words {
			v := NewView(&document.Document{Text: "镇政府" + word + "。"})
			m := v.mask(sentence{end: len(v.Runes)}, 0, nil)
			if want := "镇政府" + common + "。"; m.text != want {
				t.Errorf("%s is read as %s, want %s", word, m.text, want)
				continue
			}
			from := len("镇政府")
			if p := m.place(from, from+len(common)); v.String(p.start, p.end) != word {
				t.Errorf("the place of %s is that of %s, want %s", common, v.String(p.start, p.end), word)
			}
			if _, again := list.Words[word]; again {
				t.Errorf("%s is both a common word and one of %s", word, common)
			}
		}
	}
	for _, word := range list.Keep {
		v := NewView(&document.Document{Text: "镇政府" + word + "。"})
		m := v.mask(sentence{end: len(v.Runes)}, 0, nil)
		from := len("镇政府")
		if m.text != "镇政府"+word+"。" {
			t.Errorf("%s is read as %s", word, m.text)
		} else if p := m.place(from, from+len(word)-1); v.String(p.start, p.end) != word {
			t.Errorf("the place of %s is that of %s", word, v.String(p.start, p.end))
		}
	}
	for _, adverb := range list.Adverbs {
		for text, want := range map[string]string{adverb + "推送信息": "推送信息", adverb + "的": adverb + "的", "未" + adverb + "推送": "未" + adverb + "推送"} {
			v := NewView(&document.Document{Text: text})
			if m := v.mask(sentence{end: len(v.Runes)}, 0, nil); m.text != want {
				t.Errorf("%s is read as %s, want %s", text, m.text, want)
			}
		}
	}
	for common, units := range list.Units {
		for _, unit := range units {
			v := NewView(&document.Document{Text: "申请3" + unit})
			if m := v.mask(sentence{end: len(v.Runes)}, 0, nil); m.text != "申请@"+common {
				t.Errorf("%s is read as %s, want @%s", unit, m.text, common)
			}
		}
	}
}
