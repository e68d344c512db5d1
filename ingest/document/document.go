// Package document turns bytes into a Document: the stored text, its blocks and its tables. It is syntax only and knows no
// metric, no form and no issuer.
//
//   - read.go: Read and ReadFile, the table of readers by media type, the limits that all of them keep
//   - sniff.go: which media type the bytes are, by content first and by name second
//   - reason.go: why a file cannot be read, as errors with a stable code
//   - charset.go: UTF-8, UTF-16, GB18030 or Big5, by the bytes rather than by what the page claims
//   - characters.go: what can be told of a text without decoding it
//   - radical.go: radicals that stand for the characters they look like
//   - mojibake.go: texts that were read with a wrong charset before they were stored
//   - compose.go, grid.go: parts of a document become the stored text, its blocks and grids with exact offsets
//   - rows.go: which rows are a table and which are page layout
//   - text.go, html.go, flow.go, html_table.go, meta.go, mhtml.go: plain text and web pages
//   - ole.go, msword.go, msword_chars.go, msword_props.go, msword_table.go: Word files of 1997 to 2003
//   - xlsx.go, xlsx_layout.go: Excel workbooks
//   - pdf.go, pdf_engine.go, pdf_page.go, pdf_height.go, pdf_ruling.go, pdf_struck.go: the glyphs and lines of a PDF
//   - pdf_clip.go, pdf_cut.go, pdf_beside.go, pdf_join.go: texts that a clip path cuts, pages of a spreadsheet that stand side by side
//   - ofd.go, ofd_page.go: the glyphs and lines of an OFD file, which are laid out like those of a PDF
//   - pdf_layout.go, pdf_line.go, pdf_level.go, pdf_lattice.go, pdf_overflow.go, pdf_overleaf.go, pdf_running.go: glyphs and lines become
//     paragraphs and tables
//   - pdf_open.go, pdf_open_rows.go, pdf_open_layout.go, pdf_open_centres.go, pdf_open_units.go, pdf_open_overleaf.go, pdf_columns.go: tables that have no
//     lines, by where their numbers and words stand
//   - pack.go, docx.go, docx_body.go, docx_table.go, docx_styles.go, docx_numbers.go: Word files since 2007
package document

// Document is one file after reading. Text is what gongkai keeps for the report; every offset in this package and in every
// evidence counts runes of Text.
type Document struct {
	Name      string // file name without its folder
	MediaType string // text/plain, text/html, application/pdf, application/ofd, …
	Charset   string // utf-8, gb18030, big5
	SHA256    string // lower-case hex of the file's bytes
	Size      int64  // bytes of the file
	Title     string // title of the container format (HTML <title>, docx core title); "" when there is none
	URL       string // address found in the file itself (canonical link, saved-from comment); "" when there is none

	// Meta holds what the container says about itself, by lower-case name: pubdate, sitename, siteidcode, columnname,
	// contentsource and articletitle of a government page's <meta> elements, author, created and modified of an office file.
	// It is what the file claims, never a fact about the report.
	Meta map[string]string

	Text    string   // the stored text, lines separated by \n
	Blocks  []Block  // in reading order, covering every part of Text that carries words
	Repairs []Repair // what the reader had to mend to decode the bytes
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

// Repair records damage that reading mended or could not mend: runes [Start, End) of Text stand for Read. The kinds of this
// package are undecodable_bytes (the runes are U+FFFD), column_beyond_limit (the words are in no grid), text_without_font
// (Start and End are 0; Read is the page of a PDF and how many pieces of its text may be missing) and wrong_charset_undone (of the whole
// text: Start and End are 0; Read is what had been read as what).
type Repair struct {
	Kind  string
	Start int
	End   int
	Read  string
}
