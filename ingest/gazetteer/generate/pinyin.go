package main

import (
	"sort"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// speller writes names in toneless pinyin. Characters with several readings follow readings.csv, the longest entry first.
type speller struct {
	readings map[string]string
	lengths  []int // rune lengths of the entries, the longest first
}

func newSpeller(rows []map[string]string) *speller {
	s := &speller{readings: map[string]string{}}
	lengths := map[int]bool{}
	for _, r := range rows {
		s.readings[r["name"]] = r["syllables"]
		lengths[len([]rune(r["name"]))] = true
	}
	for n := range lengths {
		s.lengths = append(s.lengths, n)
	}
	sort.Sort(sort.Reverse(sort.IntSlice(s.lengths)))
	return s
}

// syllables gives the pinyin of a name, its syllables separated by blanks.
func (s *speller) syllables(name string) string {
	runes := []rune(name)
	var out []string
next:
	for i := 0; i < len(runes); {
		for _, n := range s.lengths {
			if i+n <= len(runes) {
				if reading, ok := s.readings[string(runes[i:i+n])]; ok {
					out = append(out, reading)
					i += n
					continue next
				}
			}
		}
		out = append(out, pinyin.LazyPinyin(string(runes[i:i+1]), pinyin.NewArgs())...)
		i++
	}
	return strings.Join(out, " ")
}
