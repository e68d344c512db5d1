package document

import (
	"fmt"
	"strings"
)

// part is what a reader of a format finds, in reading order: a paragraph, a heading or a table. Its text is already clean.
type part struct {
	kind  BlockKind
	level int        // of a Heading
	named bool       // the Heading is called one by its format and not only bold
	text  string     // of a Paragraph or Heading; may hold \n
	rows  []tableRow // of a Table, before spans are expanded
}

// composer writes parts into the stored text and keeps count of runes.
type composer struct {
	text      strings.Builder
	runes     int
	blocks    []Block
	repairs   []Repair
	positions int // of all grids so far
}

// compose fills the Text, Blocks and Repairs of a document from its parts. Every part stands on lines of its own; the rows
// of a table are lines with the cells joined by " | " and a closing " |".
func compose(parts []part, doc *Document) error {
	c := &composer{}
	for _, p := range parts {
		if p.kind != Table {
			c.words(p)
			continue
		}
		for rows := p.rows; len(rows) > 0; {
			n := min(len(rows), maxRows)
			if err := c.table(rows[:n]); err != nil {
				return err
			}
			rows = rows[n:]
		}
	}
	doc.Text, doc.Blocks = c.text.String(), c.blocks
	doc.Repairs = append(append(doc.Repairs, c.repairs...), damage(doc.Text)...)
	return nil
}

// write appends words without a line break and gives their rune offsets.
func (c *composer) write(words string) (start, end int) {
	start = c.runes
	c.text.WriteString(words)
	c.runes += runeCount(words)
	return start, c.runes
}

// newline begins a line, except at the start of the text.
func (c *composer) newline() {
	if c.runes > 0 {
		c.write("\n")
	}
}

func (c *composer) words(p part) {
	if p.text == "" {
		return
	}
	c.newline()
	start, end := c.write(p.text)
	c.blocks = append(c.blocks, Block{Kind: p.kind, Level: p.level, Start: start, End: end})
}

// table expands the rows into a Grid and writes them.
func (c *composer) table(rows []tableRow) error {
	plan := place(rows)
	c.positions += len(rows) * plan.width
	if c.positions > maxPositions {
		return unusable(ErrTooLarge, fmt.Sprintf("its tables have more than %d positions", maxPositions), "extract the report's own tables from it")
	}
	if plan.width == 0 {
		return nil
	}
	c.newline()
	start := c.runes
	grid := &Grid{Rows: plan.grid}
	for i, placed := range plan.placed {
		if len(placed) > 0 && c.runes > start {
			c.write("\n")
		}
		c.row(placed)
		for col, cell := range grid.Rows[i] {
			if cell == nil {
				grid.Rows[i][col] = &Cell{Row: i, Col: col, RowSpan: 1, ColSpan: 1, Start: c.runes, End: c.runes}
			}
		}
	}
	c.blocks = append(c.blocks, Block{Kind: Table, Start: start, End: c.runes, Grid: grid})
	return nil
}

// row writes the cells that begin in one row. A cell beyond the last column is in the text but in no grid, which a Repair
// records.
func (c *composer) row(cells []*Cell) {
	for i, cell := range cells {
		if i > 0 {
			c.write(" | ")
		}
		cell.Start, cell.End = c.write(cell.Text)
		if cell.Col >= maxColumns {
			c.repairs = append(c.repairs, Repair{Kind: "column_beyond_limit", Start: cell.Start, End: cell.End, Read: cell.Text})
		}
	}
	if len(cells) > 0 {
		c.write(" |")
	}
}

// tidy makes text of an office file or a page of a PDF storable: each line without white space at its edges, runs of white
// space as one space, characters of no width dropped, empty lines dropped.
func tidy(text string) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x2028 })
	kept := lines[:0]
	for _, line := range lines {
		if line = tidyLine(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func tidyLine(line string) string {
	var out strings.Builder
	space := false
	for _, r := range strings.ToValidUTF8(line, "\uFFFD") {
		switch {
		case r == ' ' || r == '\t' || r == 0xA0:
			space = true
			continue
		case r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xAD || r == 0xFEFF || r >= 0x200B && r <= 0x200D || r == 0x2060:
			continue
		}
		if space && out.Len() > 0 {
			out.WriteByte(' ')
		}
		space = false
		out.WriteRune(r)
	}
	return strings.Trim(out.String(), " \u3000")
}
