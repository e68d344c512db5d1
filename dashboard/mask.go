package dashboard

import (
	"cmp"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"gongkai/analytics"
)

// sealer turns codes of places into words that say nothing to who lacks its key, so that the address of a masked answer can name
// its places without telling them.
type sealer struct {
	block cipher.Block
	id    string // differs between keys, for entity tags
}

// newSealer makes a sealer of a key, or of a random one when the key is empty: then no address outlives the process.
func newSealer(key string) (*sealer, error) {
	secret := []byte(key)
	if key == "" {
		secret = make([]byte, sha256.Size)
		if _, err := rand.Read(secret); err != nil {
			return nil, fmt.Errorf("make a key for masked places: %w", err)
		}
	}
	sum, id := sha256.Sum256(secret), sha256.Sum256(append([]byte("id of "), secret...))
	block, err := aes.NewCipher(sum[:])
	if err != nil {
		return nil, fmt.Errorf("make a key for masked places: %w", err)
	}
	return &sealer{block, hex.EncodeToString(id[:8])}, nil
}

// sealMark begins a sealed code, which neither a code nor a name does together with what follows it.
const sealMark = "x"

// seal gives the word for a code: one block of AES over the code and zeros. Places in the order of their words are in no order that
// means anything.
func (s *sealer) seal(code uint32) string {
	block := make([]byte, aes.BlockSize)
	binary.BigEndian.PutUint32(block, code)
	s.block.Encrypt(block, block)
	return sealMark + base64.RawURLEncoding.EncodeToString(block)
}

// open gives the code of a sealed word; not ok when it is none of this key.
func (s *sealer) open(word string) (code uint32, ok bool) {
	text, marked := strings.CutPrefix(word, sealMark)
	block, err := base64.RawURLEncoding.DecodeString(text)
	if !marked || err != nil || len(block) != aes.BlockSize {
		return 0, false
	}
	s.block.Decrypt(block, block)
	code = binary.BigEndian.Uint32(block)
	return code, s.seal(code) == word
}

// maskedFrom is the first of the codes that masked places bear: no division has one as large, so that a masked row leads nowhere.
const maskedFrom = 1_000_000_000

func isMasked(code uint32) bool { return code >= maskedFrom }

// mask hides which places an answer is about: all but one are called A, B, C, in the order of their sealed words. A nil mask hides
// nothing.
type mask struct {
	sealer *sealer
	lang   string
	own    uint32 // the place that keeps its name; 0 for none
	at     map[uint32]int
	places []uint32 // by label
}

// mask hides places. Labels depend on all of them, so figures about the same places agree, whichever of them have values.
func (s *sealer) mask(places []uint32, own uint32, lang string) *mask {
	m := &mask{sealer: s, lang: lang, own: own, at: map[uint32]int{}}
	m.cover(places)
	return m
}

// cover gives labels to the places that have none yet: to all of an answer at once, so that their order tells nothing.
func (m *mask) cover(places []uint32) {
	words := map[string]uint32{}
	for _, code := range places {
		if _, known := m.at[code]; !known && m.hides(code) {
			words[m.sealer.seal(code)] = code
		}
	}
	for _, word := range sortedKeys(words) {
		code := words[word]
		m.at[code] = len(m.places)
		m.places = append(m.places, code)
	}
}

// hides says whether a place loses its name. What was added up over places (0) has none.
func (m *mask) hides(code uint32) bool {
	return m != nil && code != 0 && code != m.own && !isMasked(code)
}

// code is what stands for a place.
func (m *mask) code(code uint32) uint32 {
	if !m.hides(code) {
		return code
	}
	m.cover([]uint32{code})
	return maskedFrom + uint32(m.at[code])
}

// real is the place that a code stands for, to look up what was read beside the rows. It never reaches an answer.
func (m *mask) real(code uint32) uint32 {
	if m == nil || !isMasked(code) {
		return code
	}
	return m.places[code-maskedFrom]
}

// codes are what stands for places, in their order.
func (m *mask) codes(places []uint32) []uint32 {
	out := make([]uint32, len(places))
	for i, code := range places {
		out[i] = m.code(code)
	}
	return out
}

// row is a row about what stands for its place, without what leads to the place.
func (m *mask) row(r analytics.AggregateRow) analytics.AggregateRow {
	if m.hides(r.Region) {
		r.Region = m.code(r.Region)
		r.RegionName, r.Report, r.Evidence, r.DenSource = m.name(r.Region), "", "", ""
	}
	return r
}

// aggregates is an answer about what stands for its places, in the order of their labels.
func (m *mask) aggregates(answer analytics.Aggregates) analytics.Aggregates {
	if m == nil {
		return answer
	}
	rows, places := make([]analytics.AggregateRow, len(answer.Rows)), make([]uint32, len(answer.Rows))
	for i, r := range answer.Rows {
		places[i] = r.Region
	}
	m.cover(places)
	for i, r := range answer.Rows {
		rows[i] = m.row(r)
	}
	slices.SortStableFunc(rows, func(a, b analytics.AggregateRow) int { return cmp.Compare(a.Region, b.Region) })
	answer.Rows = rows
	return answer
}

// place is a place without anything but its level and the years in which it was in force.
func (m *mask) place(r analytics.Region) analytics.Region {
	if !m.hides(r.Code) {
		return r
	}
	code := m.code(r.Code)
	return analytics.Region{Code: code, Name: m.name(code), Level: r.Level, ToYear: r.ToYear}
}

// name is the name of a masked place.
func (m *mask) name(masked uint32) string {
	return textIn(m.lang, "地区", "Region ") + maskLetters(masked)
}

// maskLetters are the letters of a masked place: A to Z, then AA, AB.
func maskLetters(masked uint32) string {
	out := ""
	for n := int(masked - maskedFrom); n >= 0; n = n/26 - 1 {
		out = string(rune('A'+n%26)) + out
	}
	return out
}

// list writes places as the address grammar has them.
func (m *mask) list(places []uint32) string { return strings.Join(m.words(places), "~") }

// words name places in an address: the own place by its code, the others sealed, in the order of their labels.
func (m *mask) words(places []uint32) []string {
	var own, sealed []string
	for _, code := range places {
		if m.hides(code) {
			sealed = append(sealed, m.sealer.seal(code))
			continue
		}
		own = append(own, codeText(code))
	}
	slices.Sort(sealed)
	return append(own, sealed...)
}

// sign puts into an address of the API that its answer is to be masked in the same way.
func (m *mask) sign(v url.Values) {
	if m == nil {
		return
	}
	v.Set("anonymize", "1")
	if m.own != 0 {
		v.Set("own", codeText(m.own))
	}
}
