package document

import (
	"regexp"
	"slices"
)

var (
	amount  = regexp.MustCompile(`^[0-9][0-9,，.]*$`)
	ofMoney = regexp.MustCompile(`^(?:万元|元)$`)
)

// withUnits joins 元 and 万元 with the number before them, from which word processors set them apart.
func withUnits(words []textLine) []textLine {
	for i := 1; i < len(words); i++ {
		number, unit := words[i-1], words[i]
		if unit.left-number.right < number.size()/2 && ofMoney.MatchString(tidy(unit.text())) && amount.MatchString(tidy(number.text())) {
			words[i-1].glyphs = slices.Concat(number.glyphs, unit.glyphs)
			words[i-1].box = number.union(unit.box)
			words = slices.Delete(words, i, i+1)
		}
	}
	return words
}

// wrappedUnits gives a number the 元 or 万元 that stands below it, for which its cell was too narrow.
func wrappedUnits(lines []openLine) {
	const nextLine = 1.6 // letters; a row is further away
	for i := range lines {
		unit := lines[i].unitAlone()
		if unit == nil {
			continue
		}
		for _, above := range slices.Backward(lines[:i]) {
			if len(above.values) == 0 {
				continue
			}
			number := &above.values[len(above.values)-1]
			if unit.centreY()-number.centreY() < nextLine*unit.height() && unit.left < number.right && number.left < unit.right && amount.MatchString(tidy(number.text())) {
				below := number.union(unit.box)
				for _, g := range unit.glyphs {
					g.right += number.right - g.left
					g.left = number.right
					number.glyphs = append(slices.Clone(number.glyphs), g)
					number.right = g.right
				}
				number.box = below
				lines[i].labels = lines[i].labels[:len(lines[i].labels)-1]
			}
			break
		}
	}
}

// unitAlone gives the 元 or 万元 that ends a line without numbers, nil when there is none.
func (l openLine) unitAlone() *textLine {
	if len(l.values) > 0 || len(l.labels) == 0 {
		return nil
	}
	if last := &l.labels[len(l.labels)-1]; ofMoney.MatchString(tidy(last.text())) {
		return last
	}
	return nil
}
