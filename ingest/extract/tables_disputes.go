package extract

import (
	"strings"

	"gongkai/ingest/disclosure"
)

// disputeHead is one head of the disputes table: a block (行政复议) or an outcome (结果维持).
type disputeHead struct {
	tok   int
	label *label
}

// maxPads is how many empty cells may stand before the first: the rows of heads are padded to the width of the table.
const maxPads = 4 * disputeCells

// minOutcomes is how many of the five outcome heads must have survived for the cells to be taken by position alone.
const minOutcomes = 3

// disputeCells is the number of cells of the disputes table: three blocks of five.
const disputeCells = 15

// readDisputes reads section 四 of the forms since 2019. Its heads may have lost their repetitions, so the cells are told
// apart by their position alone, and only when there are exactly fifteen.
func (r *tableReader) readDisputes() {
	outcomes, blocks := 0, 0
	for _, h := range r.dispute {
		switch {
		case h.label.kind == labelOutcome:
			outcomes++
		case h.label.kind == labelBlock && h.label.index > 0:
			blocks++ // 行政复议 alone is a word of any report
		}
	}
	if outcomes < minOutcomes && blocks == 0 {
		r.disputesWithoutHeads()
		return
	}
	r.out.seen[tableDisputes] = true
	for _, h := range r.dispute {
		r.use(h.tok, h.tok)
	}
	if r.disputesByRow() || r.disputesByBlock() {
		return
	}
	head, cells := r.disputeRow()
	if len(cells) == 0 {
		return
	}
	readings := r.disputeReadings(cells)
	if outcomes < minOutcomes && (len(readings) != 1 || !r.outcomesHold(readings[0])) {
		return // without the heads only the arithmetic can tell that this is the table
	}
	r.emitDisputes(readings, head, cells)
}

// emitDisputes turns the fifteen cells into candidates; without exactly one reading they are unresolved.
func (r *tableReader) emitDisputes(readings []reading, head int, cells []int) {
	columns := r.x.file.Disputes
	for b, block := range columns.Blocks {
		for o, metric := range block.Metrics {
			p := r.disputePlace(b, o)
			if len(readings) != 1 {
				r.unresolved(metric, p, head, cells)
				continue
			}
			r.emit(metric, readings[0][b*len(columns.Outcomes)+o], p, head)
		}
	}
	if len(readings) != 1 {
		r.tally.dropped++
	}
	for _, c := range cells {
		r.used[c] = true
	}
}

// tornHeadReach is how many runes in front of the cells the torn heads of the disputes table may take.
const tornHeadReach = 300

// disputesWithoutHeads reads the table whose heads were torn to pieces (维持纠正结果审结维持纠正…): the only printed row of exactly fifteen
// numbers, behind words on reviews and lawsuits, in whose blocks T4-E1 holds.
func (r *tableReader) disputesWithoutHeads() {
	var found []int
	for from, to := range r.printedRows(0, len(r.ts)) {
		var cells []int
		for j := from; j < to; j++ {
			if r.ts[j].kind == tokenValue && r.ts[j].layout != layoutLines {
				cells = append(cells, j)
			}
		}
		if len(cells) == disputeCells {
			if found != nil {
				return
			}
			found = cells
		}
	}
	if found == nil {
		return
	}
	at := r.ts[found[0]].start
	before := r.v.String(max(0, at-tornHeadReach), at)
	if x := wholeRow(found); strings.Contains(before, "复议") && strings.Contains(before, "诉") && r.outcomesHold(x) {
		r.out.seen[tableDisputes] = true
		r.emitDisputes([]reading{x}, found[0], found)
	}
}

func (r *tableReader) disputePlace(block, outcome int) place {
	d := r.x.file.Disputes
	return place{kind: tableDisputes, row: d.Blocks[block].Labels[0], column: d.Outcomes[outcome], rule: string(r.modern) + ".4"}
}

// disputeRow finds the cells behind the heads, blank lines included where cells are missing otherwise.
func (r *tableReader) disputeRow() (head int, cells []int) {
	for _, h := range r.dispute {
		got := r.looseCells(h.tok)
		if got = r.dataRow(got); len(got) > len(cells) {
			head, cells = h.tok, got
		}
	}
	if len(cells) > 0 && len(cells) < disputeCells {
		if filled := fillGaps(r.ts, gather(r.ts, head, disputeCells), disputeCells); filled != nil {
			cells = cells[:0:0]
			for _, c := range filled {
				cells = append(cells, c.tok)
			}
		}
	}
	return head, cells
}

// dataRow leaves out the empty cells that pad the rows of heads: where a row with as many cells as the table has columns is
// known, it is the data.
func (r *tableReader) dataRow(cells []int) []int {
	for from := 0; from < len(cells); {
		to := from
		for to < len(cells) && r.ts[cells[to]].row == r.ts[cells[from]].row {
			to++
		}
		if to-from >= disputeCells && r.ts[cells[from]].layout != layoutLines {
			return cells[from:to]
		}
		from = to
	}
	return cells
}

// disputeReadings lays the cells over the fifteen columns. More cells than columns are cut where T4-E1 holds in every
// block, fewer are never spread.
func (r *tableReader) disputeReadings(cells []int) []reading {
	if len(cells) == disputeCells {
		return []reading{wholeRow(cells)}
	}
	var out []reading
	most := -1
	for at := 0; at+disputeCells <= len(cells) && at <= maxPads; at++ {
		if at > 0 && r.ts[cells[at-1]].kind == tokenValue {
			break // only empty cells are left out in front; those behind may be a page number
		}
		x := wholeRow(cells[at : at+disputeCells])
		if !r.outcomesHold(x) {
			continue
		}
		if n := r.proofs(x); n > most {
			out, most = []reading{x}, n
		} else if n == most && most > 0 {
			out = append(out, x)
		}
	}
	return out
}

// proofs weighs a reading: a total other than 0 that is the sum of its outcomes proves it, a blank one proves nothing;
// among equals the one with more stated cells counts, since pads are empty.
func (r *tableReader) proofs(x reading) int {
	n, weight := len(r.x.file.Disputes.Outcomes), 0
	for i, c := range x {
		if i%n == n-1 && r.cellNumber(c) != 0 {
			weight += disputeCells + 1
		}
		if r.cellStatus(c) != disclosure.StatusBlank {
			weight++
		}
	}
	return weight
}

// outcomesHold checks T4-E1 in each block: 总计 = 维持 + 纠正 + 其他 + 尚未审结, blank as 0.
func (r *tableReader) outcomesHold(x reading) bool {
	n := len(r.x.file.Disputes.Outcomes)
	for b := 0; b < len(x); b += n {
		if !r.sumHolds(x[b : b+n]) {
			return false
		}
	}
	return true
}

// disputesByBlock reads the table printed as three tables, each with its five heads and five cells.
func (r *tableReader) disputesByBlock() bool {
	n := len(r.x.file.Disputes.Outcomes)
	var blocks [][]int
	for _, h := range r.dispute {
		if h.label.kind != labelOutcome || h.label.index != n-1 {
			continue
		}
		if cells := r.looseCells(h.tok); len(cells) == n {
			blocks = append(blocks, cells)
		} else if len(cells) > 0 {
			return false
		}
	}
	if len(blocks) != len(r.x.file.Disputes.Blocks) {
		return false
	}
	for b, block := range r.x.file.Disputes.Blocks {
		for o, metric := range block.Metrics {
			r.emit(metric, cellOf{tok: blocks[b][o]}, r.disputePlace(b, o), blocks[b][o])
			r.used[blocks[b][o]] = true
		}
	}
	return true
}

// disputesByRow reads the table printed as three rows of five cells.
func (r *tableReader) disputesByRow() bool {
	d := r.x.file.Disputes
	rows := map[int]run{}
	for _, h := range r.dispute {
		if h.label.kind != labelBlock {
			continue
		}
		if got := gather(r.ts, h.tok, len(d.Outcomes)); len(got.cells) == len(d.Outcomes) {
			rows[h.label.index] = got
		}
	}
	if len(rows) != len(d.Blocks) {
		return false
	}
	for b, block := range d.Blocks {
		for o, metric := range block.Metrics {
			r.emit(metric, cellOf{tok: rows[b].cells[o]}, r.disputePlace(b, o), rows[b].at)
		}
		r.use(rows[b].at, rows[b].last)
	}
	return true
}
