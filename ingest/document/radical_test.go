package document

import (
	"strings"
	"testing"
)

func TestUnradical(t *testing.T) {
	// U+2F00 KANGXI RADICAL ONE, U+2F08 KANGXI RADICAL MAN; U+2ED8 CJK RADICAL BLUE, U+2EA0 CIVILIAN, U+2EC5 SEE, U+2EDA LEAF.
	in := string([]rune{0x2F00, 0x2F08, '条', 0x2ED8, 0x2EA0, 0x2EC5, 0x2EDA})
	if got := strings.Map(Unradical, in); got != "一人条青民见页" {
		t.Errorf("%q, want 一人条青民见页", got)
	}
	for r := rune(0x2E80); r < 0x2FE0; r++ {
		if twin := Unradical(r); twin != r && twin >= 0x2E80 && twin < 0x2FE0 {
			t.Errorf("%U becomes the radical %U", r, twin)
		}
	}
}
