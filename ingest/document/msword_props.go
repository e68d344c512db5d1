package document

import (
	"encoding/binary"
	"sort"
)

// wordExtent is the paragraph properties of the bytes [from, to) of the main stream.
type wordExtent struct {
	from, to int
	props    wordProps
}

// wordProps is what a paragraph's properties say about reading it.
type wordProps struct {
	level   int  // of a heading
	inTable bool // in a cell
	rowEnd  bool // the mark after the last cell of a row
	cellEnd bool // the mark after a cell of a nested table, whose marks are those of paragraphs
	depth   int  // of nested tables; 0 when not stated
	edges   []int
	cells   []wordCellFlags
}

// wordCellFlags is how a cell takes part in merges.
type wordCellFlags struct {
	mergedLeft bool // one with the cell to its left
	mergedUp   bool // one with the cell above
}

// loadParagraphs reads the pages of paragraph properties that the table stream lists ([MS-DOC] 2.9.175).
func (f *wordFile) loadParagraphs(plc []byte) error {
	if err := f.eachPage(plc, f.propertyPage); err != nil {
		return err
	}
	sort.SliceStable(f.paras, func(i, j int) bool { return f.paras[i].from < f.paras[j].from })
	return nil
}

// eachPage visits the pages of properties that a list in the table stream names.
func (f *wordFile) eachPage(plc []byte, visit func(page []byte)) error {
	const pageSize = 512
	n := (len(plc) - 4) / 8
	for i := range n {
		number := int(binary.LittleEndian.Uint32(plc[4*(n+1)+4*i:]) & 0x3FFFFF)
		if (number+1)*pageSize > len(f.main) {
			return errMSWord
		}
		visit(f.main[number*pageSize : (number+1)*pageSize])
	}
	return nil
}

// propertyPage reads one page: the places of paragraphs from its start, their properties from its end.
func (f *wordFile) propertyPage(page []byte) {
	count := int(page[len(page)-1])
	if 4*(count+1)+13*count > len(page)-1 {
		return
	}
	for i := range count {
		extent := wordExtent{from: int(binary.LittleEndian.Uint32(page[4*i:])), to: int(binary.LittleEndian.Uint32(page[4*i+4:]))}
		if at := 2 * int(page[4*(count+1)+13*i]); at > 0 && at+1 < len(page) {
			size, start := 2*int(page[at])-1, at+1
			if page[at] == 0 {
				size, start = 2*int(page[at+1]), at+2
			}
			if start+size <= len(page) && size >= 2 {
				style := binary.LittleEndian.Uint16(page[start:])
				if style >= 1 && style <= 9 { // the built-in headings
					extent.props.level = min(int(style), 6)
				}
				f.apply(&extent.props, page[start+2:start+size], 0)
			}
		}
		f.paras = append(f.paras, extent)
	}
}

// The property codes that matter ([MS-DOC] 2.6.2 and 2.6.3).
const (
	sprmInTable     = 0x2416
	sprmRowEnd      = 0x2417
	sprmInnerCell   = 0x244B
	sprmInnerRowEnd = 0x244C
	sprmOutline     = 0x2640
	sprmDepth       = 0x6649
	sprmHuge        = 0x6646 // the properties are in the Data stream
	sprmTable       = 0xD608
	sprmTableOld    = 0xD606
	sprmChangeTabs  = 0xC615
	sprmMergeAcross = 0x5624
	sprmMergeDown   = 0xD62B
)

// apply reads a list of properties.
func (f *wordFile) apply(p *wordProps, list []byte, chain int) {
	for len(list) >= 2 {
		code := binary.LittleEndian.Uint16(list)
		size := operandSize(code, list[2:])
		if size < 0 || 2+size > len(list) {
			return
		}
		operand := list[2 : 2+size]
		list = list[2+size:]
		switch code {
		case sprmInTable:
			p.inTable = operand[0] != 0
		case sprmRowEnd, sprmInnerRowEnd:
			p.rowEnd = operand[0] != 0
		case sprmInnerCell:
			p.cellEnd = operand[0] != 0
		case sprmOutline:
			if operand[0] < 9 {
				p.level = min(int(operand[0])+1, 6)
			}
		case sprmDepth:
			p.depth = int(int32(binary.LittleEndian.Uint32(operand)))
		case sprmHuge:
			list := f.huge(binary.LittleEndian.Uint32(operand))
			if f.hugeRead += len(list); chain == 0 && f.hugeRead < MaxSize {
				f.apply(p, list, chain+1)
			}
		case sprmTable:
			p.defineTable(operand[min(2, size):])
		case sprmMergeAcross:
			for c := int(operand[0]) + 1; c < int(operand[1]) && c < len(p.cells); c++ {
				p.cells[c].mergedLeft = true
			}
		case sprmMergeDown:
			if size >= 3 && int(operand[1]) < len(p.cells) {
				p.cells[operand[1]].mergedUp = operand[2] == 1
			}
		}
	}
}

// operandSize gives the bytes that a property code is followed by, -1 when the list breaks off.
func operandSize(code uint16, rest []byte) int {
	switch code >> 13 {
	case 0, 1:
		return 1
	case 2, 4, 5:
		return 2
	case 3:
		return 4
	case 7:
		return 3
	}
	switch {
	case (code == sprmTable || code == sprmTableOld) && len(rest) >= 2:
		return 1 + int(binary.LittleEndian.Uint16(rest))
	case len(rest) == 0 || code == sprmChangeTabs && rest[0] == 255:
		return -1
	}
	return 1 + int(rest[0])
}

// huge gives a list of properties that is too long for a page.
func (f *wordFile) huge(at uint32) []byte {
	if uint64(at)+2 > uint64(len(f.data)) {
		return nil
	}
	list := f.data[at:]
	return list[2:min(2+int(binary.LittleEndian.Uint16(list)), len(list))]
}

// defineTable reads the edges of a row's cells, in twips, and how they are merged.
func (p *wordProps) defineTable(operand []byte) {
	if len(operand) == 0 {
		return
	}
	count := int(operand[0])
	rest := operand[1:]
	if len(rest) < 2*(count+1) {
		return
	}
	p.edges, p.cells = make([]int, count+1), make([]wordCellFlags, count)
	for i := range p.edges {
		p.edges[i] = int(int16(binary.LittleEndian.Uint16(rest[2*i:])))
	}
	rest = rest[2*(count+1):]
	const cellSize = 20
	for i := 0; i < count && len(rest) >= 2; i++ {
		flags := binary.LittleEndian.Uint16(rest)
		p.cells[i] = wordCellFlags{mergedLeft: flags&2 != 0, mergedUp: flags>>5&3 == 1}
		rest = rest[min(cellSize, len(rest)):]
	}
}

// props gives the properties of the paragraph that ends with the character at a position.
func (f *wordFile) props(position int) wordProps {
	at := f.at[position]
	i := sort.Search(len(f.paras), func(i int) bool { return f.paras[i].from > at }) - 1
	if i < 0 || at >= f.paras[i].to {
		return wordProps{}
	}
	return f.paras[i].props
}
