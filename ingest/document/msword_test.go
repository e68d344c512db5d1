package document

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// le writes values as little endian bytes.
func le(values ...any) []byte {
	var out bytes.Buffer
	for _, v := range values {
		if err := binary.Write(&out, binary.LittleEndian, v); err != nil {
			panic(err) // a value of no fixed size: the test itself is wrong
		}
	}
	return out.Bytes()
}

// compound makes a compound file of up to 60 KB: header, one sector of allocation table, one of directory, and the streams,
// each padded to the size above which streams stand in sectors of their own.
func compound(names []string, streams ...[]byte) []byte {
	const sector, free, end, fat = 512, ^uint32(0), ^uint32(1), ^uint32(2)
	table := []uint32{fat, end}
	entry := func(name string, kind byte, child, start uint32, size int) []byte {
		units := utf16.Encode([]rune(name))
		e := make([]byte, 128)
		copy(e, le(units))
		copy(e[64:], le(uint16(2*len(units)+2), kind, byte(1), free, free, child))
		copy(e[116:], le(start, uint64(size)))
		return e
	}
	directory := entry("Root Entry", 5, 1, end, 0)
	var body []byte
	for i, s := range streams {
		s = append(bytes.Clone(s), make([]byte, max(4096, (len(s)+sector-1)/sector*sector)-len(s))...)
		e := entry(names[i], 2, free, uint32(len(table)), len(s))
		if i+1 < len(streams) {
			copy(e[72:], le(uint32(i+2))) // the right sibling: the streams hang in a line
		}
		directory = append(directory, e...)
		body = append(body, s...)
		for range len(s)/sector - 1 {
			table = append(table, uint32(len(table)+1))
		}
		table = append(table, end)
	}
	for len(table) < sector/4 {
		table = append(table, free)
	}
	header := append([]byte(oleMagic), make([]byte, 16)...)
	header = append(header, le(uint16(0x3E), uint16(3), uint16(0xFFFE), uint16(9), uint16(6), [6]byte{}, uint32(0), uint32(1), uint32(1), uint32(0), uint32(4096), end, uint32(0), end, uint32(0), uint32(0))...)
	for len(header) < sector {
		header = append(header, 0xFF)
	}
	out := append(header, le(table)...)
	out = append(out, append(directory, make([]byte, sector-len(directory))...)...)
	return append(out, body...)
}

// para is a paragraph of a test document: its words with the mark, and its properties as stored.
type para struct {
	text  string
	props []byte
}

var inCell = le(uint16(sprmInTable), byte(1))

// rowEnd makes the mark that ends a row with these edges; flags are those of its cells.
func rowEnd(edges []int16, flags ...uint16) para {
	def := append([]byte{byte(len(flags))}, le(edges)...)
	for _, f := range flags {
		def = append(def, append(le(f), make([]byte, 18)...)...)
	}
	props := append(bytes.Clone(inCell), le(uint16(sprmRowEnd), byte(1), uint16(sprmTable), uint16(len(def)+1))...)
	return para{"\x07", append(props, def...)}
}

// msWord makes a Word 97 file: header, text as UTF-16, and a page of properties for each paragraph.
func msWord(flags uint16, paras ...para) []byte {
	main := make([]byte, 1024)
	copy(main, le(uint16(fibMagic), uint16(oldestVersion)))
	copy(main[fibFlags:], le(flags))
	var places, pages []uint32
	var properties []byte
	chars := 0
	for _, p := range paras {
		units := utf16.Encode([]rune(p.text))
		from := uint32(len(main))
		main = append(main, le(units)...)
		chars += len(units)
		page := make([]byte, 512)
		copy(page, le(from, uint32(len(main))))
		list := append(le(uint16(0)), p.props...) // style 0: ordinary text
		if len(list)%2 == 0 {
			list = append(list, 0)
		}
		at := 511 - 1 - len(list)
		at -= at % 2
		page[8] = byte(at / 2)
		page[at] = byte((len(list) + 1) / 2)
		copy(page[at+1:], list)
		page[511] = 1
		places = append(places, from)
		properties = append(properties, page...)
	}
	end := uint32(len(main))
	main = append(main, make([]byte, 512-len(main)%512)...)
	first := len(main) / 512
	for i := range paras {
		pages = append(pages, uint32(first+i))
	}
	main = append(main, properties...)
	clx := le(byte(2), uint32(16), uint32(0), uint32(chars), uint16(0), uint32(1024), uint16(0))
	plc := append(le(append(places, end)), le(pages)...)
	copy(main[fibTextChars:], le(uint32(chars)))
	copy(main[fibPieces:], le(uint32(0), uint32(len(clx))))
	copy(main[fibParas:], le(uint32(len(clx)), uint32(len(plc))))
	return compound([]string{"WordDocument", "1Table"}, main, append(clx, plc...))
}

func cellPara(text string) para { return para{text + "\x07", inCell} }

func TestMSWord(t *testing.T) {
	const restart, goesOn, merged = 3 << 5, 1 << 5, 2
	data := msWord(
		flagTable1,
		para{"某县年报\r", le(uint16(sprmOutline), byte(0))},
		para{"网址\x13 HYPERLINK \"x\" \x14见此\x15，公开\x0b12条\r", nil},
		cellPara("项目"), cellPara("申请人"), cellPara(""), rowEnd([]int16{0, 1000, 2000, 3000}, restart, 0, merged),
		cellPara(""), cellPara("自然人"), cellPara("法人"), rowEnd([]int16{0, 1000, 2010, 3000}, goesOn, 0, 0),
		cellPara("合计"), cellPara("45"), rowEnd([]int16{0, 2000, 3000}, 0, 0),
		para{"表后\r", nil},
	)
	doc := mustRead(t, "a.doc", string(data))
	if diff := cmp.Diff("项目|申请人|申请人\n项目|自然人|法人\n合计|合计|45", grids(doc)); diff != "" {
		t.Error(diff)
	}
	if want := "某县年报\n网址见此，公开\n12条\n项目 | 申请人 |\n自然人 | 法人 |\n合计 | 45 |\n表后"; doc.Text != want {
		t.Errorf("text %q, want %q", doc.Text, want)
	}
	if doc.Blocks[0].Level != 1 || doc.MediaType != "application/msword" {
		t.Errorf("level %d, type %s; want 1 and application/msword", doc.Blocks[0].Level, doc.MediaType)
	}
}

func TestMSWordUnseenRuns(t *testing.T) {
	// sprmDeleted 1, sprmHidden 1, and values that leave the run in sight: 0, and 0x80, which is what the style has.
	cases := []struct {
		list []byte
		want bool
	}{
		{le(uint16(sprmDeleted), byte(1)), true},
		{le(uint16(0x0835), byte(1), uint16(sprmHidden), byte(1)), true},
		{le(uint16(sprmStruck), byte(1)), true},
		{le(uint16(sprmStruck2), byte(1)), true},
		{le(uint16(sprmStruck), byte(0)), false},
		{le(uint16(sprmDeleted), byte(0)), false},
		{le(uint16(sprmHidden), byte(0x80)), false},
		{le(uint16(sprmDeleted)), false},
	}
	for _, c := range cases {
		if got := unseenRun(c.list); got != c.want {
			t.Errorf("% x: %t, want %t", c.list, got, c.want)
		}
	}
}

func TestMSWordTableInCell(t *testing.T) {
	// The marks of an inner table's cells and rows are those of paragraphs; their properties say what they are.
	deep := le(uint16(sprmInTable), byte(1), uint16(sprmDepth), uint32(2))
	inner := func(text string) para {
		return para{text + "\r", append(bytes.Clone(deep), le(uint16(sprmInnerCell), byte(1))...)}
	}
	innerEnd := para{"\r", append(bytes.Clone(deep), le(uint16(sprmInnerCell), byte(1), uint16(sprmInnerRowEnd), byte(1))...)}
	data := msWord(flagTable1, cellPara("外"), inner("甲"), inner("51"), innerEnd, inner("乙"), inner("52"), innerEnd, cellPara(""), rowEnd([]int16{0, 1000, 2000}, 0, 0))
	doc := mustRead(t, "a.doc", string(data))
	if diff := cmp.Diff("甲|51\n乙|52", grids(doc)); diff != "" || doc.Text != "外\n甲 | 51 |\n乙 | 52 |" {
		t.Errorf("text %q, tables %s", doc.Text, diff)
	}
}

func TestMSWordReasons(t *testing.T) {
	whole := msWord(flagTable1, para{"一\r", nil})
	beyond := bytes.Clone(whole)
	copy(beyond[512*3+fibPieces:], le(^uint32(0), ^uint32(0)))
	cases := []struct {
		name string
		data []byte
		want string
	}{
		{"password", msWord(flagTable1|flagEncrypted, para{"一\r", nil}), "ENCRYPTED"},
		{"no words", msWord(flagTable1, para{"\r", nil}), "EMPTY"},
		{"cut", whole[:700], "TRUNCATED"},
		{"table outside", beyond, "TRUNCATED"},
		{"no table stream", msWord(0, para{"一\r", nil}), "TRUNCATED"},
		{"old Excel", compound([]string{"Workbook"}, nil), "UNSUPPORTED"},
		{"encrypted", compound([]string{"EncryptedPackage"}, nil), "ENCRYPTED"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Read("a.doc", c.data); Reason(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

func TestMSWordPieceOfOneByteCharacters(t *testing.T) {
	// Bit 30 says one byte a character, at half the offset; 0x93 is a quotation mark in Windows-1252.
	f := &wordFile{main: []byte("....12\x93")}
	if err := f.addPiece(1<<30|8, 3); err != nil {
		t.Fatal(err)
	}
	if got := f.words(0, 3); got != "12“" {
		t.Errorf("%q, want 12“", got)
	}
	if err := f.addPiece(1<<30|8, 4); err == nil {
		t.Error("a piece that ends after the file was accepted")
	}
}

func TestMSWordLongProperties(t *testing.T) {
	list := append(bytes.Clone(inCell), le(uint16(sprmRowEnd), byte(1))...)
	f := &wordFile{data: append(le(uint16(len(list))), list...)}
	var p wordProps
	f.apply(&p, le(uint16(sprmHuge), uint32(0)), 0)
	if !p.inTable || !p.rowEnd {
		t.Errorf("%+v, want the properties that the Data stream holds", p)
	}
	f.apply(&p, le(uint16(sprmHuge), uint32(1<<30)), 0) // an offset after the stream is no properties
}
