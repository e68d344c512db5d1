// Package document turns bytes into a Document: the stored text, its blocks and its tables. It is syntax only and knows no
// metric, no form and no issuer.
package document

// Document is one file after reading. Text is what gongkai keeps for the report; every offset in this package and in every
// evidence counts runes of Text.
type Document struct {
	Name      string   // file name without its folder
	MediaType string   // text/plain, text/html, application/pdf, …
	Charset   string   // utf-8, gb18030, big5
	SHA256    string   // lower-case hex of the file's bytes
	Size      int64    // bytes of the file
	Title     string   // title of the container format (HTML <title>, docx core title); "" when there is none
	URL       string   // address found in the file itself (canonical link, saved-from comment); "" when there is none
	Text      string   // the stored text, lines separated by \n
	Blocks    []Block  // in reading order, covering every part of Text that carries words
	Repairs   []Repair // what the reader had to mend to decode the bytes
}

// BlockKind tells headings, paragraphs and tables apart.
type BlockKind uint8

// The kinds of block. Plain text gives paragraphs only; whether a line is a heading or a table row in disguise is decided
// by package extract, which knows the labels.
const (
	Paragraph BlockKind = iota
	Heading
	Table
)

// Block is a run of the text: [Start, End) in runes of Document.Text.
type Block struct {
	Kind  BlockKind
	Level int // 1-6 for a Heading, else 0
	Start int
	End   int
	Grid  *Grid // for a Table, else nil
}

// Grid is a table with spans expanded: every position of the rectangle holds a cell, and a spanning cell is at all the
// positions it covers.
type Grid struct {
	Rows [][]*Cell
}

// Cell is one cell of a Grid. Row and Col are its top left position; a cell that spans stands at several positions of the
// grid as the same pointer.
type Cell struct {
	Text    string // text of the cell: runs joined, white space at the edges cut, inner line breaks as \n
	Start   int    // rune offsets in Document.Text; Start == End for an empty cell
	End     int
	Row     int
	Col     int
	RowSpan int
	ColSpan int
	Header  bool // <th>
}

// Repair records damage that reading mended: runes [Start, End) of Text stand for Read.
type Repair struct {
	Kind  string
	Start int
	End   int
	Read  string
}
