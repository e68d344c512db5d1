package extract

import "strings"

// noiseEnd gives the end of the noise that covers the view's rune i, at most end.
func (v *View) noiseEnd(i, end int) int {
	for i < end && v.noisy(i) {
		i++
	}
	return i
}

// noiseMark gives the mark of the noise [start, end): a hotline of one branch of business has its own.
func (v *View) noiseMark(start, end int) rune {
	for start < end && strings.ContainsRune(lineQuotes, v.Runes[start]) {
		start++
	}
	for start < end && strings.ContainsRune(lineQuotes, v.Runes[end-1]) {
		end--
	}
	number := v.String(start, end)
	if number != generalHotline && (hotlines[number] || end-start == hotlineLength && v.calledLine(start, end)) {
		return markLine
	}
	return markNoise
}

// lineQuotes may stand around the number of a hotline.
const lineQuotes = "“”\""
