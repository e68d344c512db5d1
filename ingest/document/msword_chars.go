package document

import (
	"encoding/binary"
	"sort"
)

// byteExtent is the bytes [from, to) of the main stream.
type byteExtent struct{ from, to int }

// The character properties that take a character out of the text ([MS-DOC] 2.6.1).
const (
	sprmDeleted = 0x0800 // struck out while changes were tracked: a figure that was corrected stands beside the new one
	sprmStruck  = 0x0837 // struck out by hand, with the same meaning
	sprmStruck2 = 0x2A53 // with two lines
	sprmHidden  = 0x083C
)

// loadCharacters finds the characters that the reader of the document does not see, from the pages of character properties that
// the table stream lists ([MS-DOC] 2.9.33).
func (f *wordFile) loadCharacters(plc []byte) error {
	if err := f.eachPage(plc, f.characterPage); err != nil {
		return err
	}
	sort.SliceStable(f.unseen, func(i, j int) bool { return f.unseen[i].from < f.unseen[j].from })
	return nil
}

// characterPage reads one page: the places of runs from its start, then for each the half of the offset of its properties.
func (f *wordFile) characterPage(page []byte) {
	count := int(page[len(page)-1])
	if 5*count+4 > len(page)-1 {
		return
	}
	for i := range count {
		at := 2 * int(page[4*(count+1)+i])
		if at == 0 || at+1+int(page[at]) > len(page) || !unseenRun(page[at+1:at+1+int(page[at])]) {
			continue
		}
		f.unseen = append(f.unseen, byteExtent{int(binary.LittleEndian.Uint32(page[4*i:])), int(binary.LittleEndian.Uint32(page[4*i+4:]))})
	}
}

// unseenRun reports a list of properties that deletes, strikes out or hides its run.
func unseenRun(list []byte) bool {
	deleted, struck, hidden := false, false, false
	for len(list) >= 2 {
		code := binary.LittleEndian.Uint16(list)
		size := operandSize(code, list[2:])
		if size < 1 || 2+size > len(list) {
			break
		}
		switch code {
		case sprmDeleted:
			deleted = list[2] == 1
		case sprmStruck, sprmStruck2:
			struck = struck || list[2]&1 == 1
		case sprmHidden:
			hidden = list[2]&1 == 1 // 0x80 and 0x81 stand for what the style has and for its opposite
		}
		list = list[2+size:]
	}
	return deleted || struck || hidden
}

// isUnseen says whether a place of the main stream is in a deleted or hidden run.
func (f *wordFile) isUnseen(at int) bool {
	i := sort.Search(len(f.unseen), func(i int) bool { return f.unseen[i].from > at }) - 1
	return i >= 0 && at < f.unseen[i].to
}

// unseenUnit stands in the text where a character was deleted or hidden.
const unseenUnit = 0

// blankUnseen takes deleted and hidden characters out of the text. The marks of cells stay, because they carry the table's shape.
func (f *wordFile) blankUnseen() {
	if len(f.unseen) == 0 {
		return
	}
	for i, u := range f.text {
		if u != markCell && f.isUnseen(f.at[i]) {
			f.text[i] = unseenUnit
		}
	}
}
