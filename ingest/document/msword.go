package document

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// Offsets in the file information block at the start of the WordDocument stream ([MS-DOC] 2.5).
const (
	fibMagic     = 0xA5EC
	fibVersion   = 0x02
	fibFlags     = 0x0A
	fibTextChars = 0x4C  // characters of the main text
	fibChars     = 0xFA  // where the table stream lists character properties
	fibParas     = 0x102 // where the table stream lists paragraph properties
	fibPieces    = 0x1A2 // where the table stream lists the pieces of the text
	fibEnd       = 0x1AA

	flagEncrypted = 0x0100
	flagTable1    = 0x0200 // the table stream is 1Table and not 0Table
	oldestVersion = 0xC1   // Word 97
)

var errMSWord = errors.New("its tables point outside of the file")

// readMSWord reads a Word file of 1997 to 2003: the pieces of its main text in order, cut into paragraphs and table cells by
// their properties.
func readMSWord(data []byte, doc *Document) ([]part, error) {
	streams, err := oleStreams(data)
	if err != nil {
		return nil, err
	}
	f := &wordFile{main: streams["WordDocument"], data: streams["Data"]}
	if len(f.main) < fibEnd || binary.LittleEndian.Uint16(f.main) != fibMagic {
		return nil, unusable(ErrTruncated, "its Word stream has no header", "open it in Word and save it as .docx")
	}
	flags := binary.LittleEndian.Uint16(f.main[fibFlags:])
	if flags&flagEncrypted != 0 {
		return nil, unusable(ErrEncrypted, "the Word file asks for a password", "save it without one")
	}
	if version := binary.LittleEndian.Uint16(f.main[fibVersion:]); version < oldestVersion {
		return nil, unusable(ErrUnsupported, fmt.Sprintf("it is a Word file of before 1997 (version %d)", version), "save it as .docx")
	}
	f.table = streams["0Table"]
	if flags&flagTable1 != 0 {
		f.table = streams["1Table"]
	}
	doc.Charset = charsetUTF16LE
	if err := f.load(); err != nil {
		return nil, unusable(ErrTruncated, err.Error(), "open it in Word and save it as .docx")
	}
	b := &wordBuilder{file: f}
	return b.build(), nil
}

// wordFile is the streams of a Word file and what was read from them.
type wordFile struct {
	main, table, data []byte

	text   []uint16     // of the main text, by character position
	at     []int        // the place in the main stream of each
	paras  []wordExtent // by place, ascending
	unseen []byteExtent // deleted or hidden characters by place, ascending

	hugeRead int // bytes of long property lists followed, which a hostile file can name again and again
}

func (f *wordFile) load() error {
	pieces, err := f.block(fibPieces)
	if err != nil {
		return err
	}
	if err := f.loadText(pieces); err != nil {
		return err
	}
	chars, err := f.block(fibChars)
	if err != nil {
		return err
	}
	if err := f.loadCharacters(chars); err != nil {
		return err
	}
	f.blankUnseen()
	paras, err := f.block(fibParas)
	if err != nil {
		return err
	}
	return f.loadParagraphs(paras)
}

// block gives the part of the table stream that a pair of offset and length in the header names.
func (f *wordFile) block(at int) ([]byte, error) {
	from, length := uint64(binary.LittleEndian.Uint32(f.main[at:])), uint64(binary.LittleEndian.Uint32(f.main[at+4:]))
	if from+length > uint64(len(f.table)) {
		return nil, errMSWord
	}
	return f.table[from : from+length], nil
}

// loadText follows the piece table: a Word file that was saved fast keeps its text in the order of editing.
func (f *wordFile) loadText(clx []byte) error {
	for len(clx) >= 3 && clx[0] == 1 { // properties of pieces, which do not matter for the text
		skip := 3 + int(binary.LittleEndian.Uint16(clx[1:]))
		if skip > len(clx) {
			return errMSWord
		}
		clx = clx[skip:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return errMSWord
	}
	table := clx[5:]
	if length := binary.LittleEndian.Uint32(clx[1:]); uint64(length) < uint64(len(table)) {
		table = table[:length]
	}
	limit := int(int32(binary.LittleEndian.Uint32(f.main[fibTextChars:])))
	n := (len(table) - 4) / 12
	for i := range n {
		from := int(int32(binary.LittleEndian.Uint32(table[4*i:])))
		to := min(int(int32(binary.LittleEndian.Uint32(table[4*i+4:]))), limit)
		if from != len(f.text) || to < from {
			if to <= from {
				continue // beyond the main text: notes, headers, comments
			}
			return errMSWord
		}
		where := binary.LittleEndian.Uint32(table[4*(n+1)+8*i+2:])
		if err := f.addPiece(where, to-from); err != nil {
			return err
		}
	}
	return nil
}

// addPiece appends a piece: UTF-16, or one byte a character where bit 30 says so.
func (f *wordFile) addPiece(where uint32, count int) error {
	const compressed = 1 << 30
	start, width := int(where&^(compressed|1<<31)), 2
	if where&compressed != 0 {
		start, width = start/2, 1
	}
	if start+count*width > len(f.main) {
		return errMSWord
	}
	for i := range count {
		at := start + i*width
		unit := uint16(f.main[at])
		if width == 2 {
			unit = binary.LittleEndian.Uint16(f.main[at:])
		} else if unit >= 0x80 {
			unit = uint16(charmap.Windows1252.DecodeByte(byte(unit)))
		}
		f.text, f.at = append(f.text, unit), append(f.at, at)
	}
	return nil
}

// words decodes the visible characters of [from, to): not the instructions of fields, nor anchors of pictures and notes.
func (f *wordFile) words(from, to int) string {
	const begin, separator, end = 0x13, 0x14, 0x15
	var units []uint16
	var hidden []bool // for each open field, whether its instructions are being passed
	concealed := 0
	for _, u := range f.text[from:to] {
		switch {
		case u == begin:
			hidden = append(hidden, true)
			concealed++
		case u == separator && len(hidden) > 0 && hidden[len(hidden)-1]:
			hidden[len(hidden)-1] = false
			concealed--
		case u == end && len(hidden) > 0:
			if hidden[len(hidden)-1] {
				concealed--
			}
			hidden = hidden[:len(hidden)-1]
		case concealed > 0:
		case u == 0x1E: // a hyphen that does not break
			units = append(units, '-')
		case u == 0x0B || u == 0x0E: // line and column break
			units = append(units, '\n')
		case u >= ' ' || u == '\t':
			units = append(units, u)
		}
	}
	return tidy(string(utf16.Decode(units)))
}
