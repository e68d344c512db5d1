package extract

// runeSet answers whether a rune is one of a few, at the price of two loads. Searching a string for the rune decodes it each time.
type runeSet struct {
	pages [256]*[4]uint64 // by the upper and the lower byte of a rune of the basic plane
}

func newRuneSet(runes string) *runeSet {
	s := &runeSet{}
	for _, r := range runes {
		page := s.pages[r>>8]
		if page == nil {
			page = new([4]uint64)
			s.pages[r>>8] = page
		}
		page[r>>6&3] |= 1 << (r & 63)
	}
	return s
}

func (s *runeSet) has(r rune) bool {
	if r > 0xFFFF || r < 0 {
		return false
	}
	page := s.pages[r>>8]
	return page != nil && page[r>>6&3]>>(r&63)&1 != 0
}

// in says whether a text holds one of the runes.
func (s *runeSet) in(text string) bool {
	for _, r := range text {
		if s.has(r) {
			return true
		}
	}
	return false
}

// inRunes says whether a text holds one of the runes.
func (s *runeSet) inRunes(text []rune) bool {
	for _, r := range text {
		if s.has(r) {
			return true
		}
	}
	return false
}
