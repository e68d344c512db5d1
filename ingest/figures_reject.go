package ingest

import (
	"encoding/csv"
	"fmt"
	"io"
	"sort"
	"strconv"
)

// Reject is a row of figures that was not used, and why.
type Reject struct {
	File     string
	Row      int    // line in the file, the header being line 1
	Column   string // the column at fault; "" when it is the whole row
	ReasonZH string
	ReasonEN string
	Raw      string // the row as it stands, cut after rawLimit characters
}

// Error says what is wrong and where, in English.
func (r *Reject) Error() string {
	return fmt.Sprintf("%s line %d, column %s: %s", r.File, r.Row, r.Column, r.ReasonEN)
}

// rawLimit is how many characters of a rejected row are kept.
const rawLimit = 500

// reject makes a Reject; file, row and raw text are added by the caller.
func reject(column, zh, en string, args ...any) *Reject {
	return &Reject{Column: column, ReasonZH: fmt.Sprintf(zh, args...), ReasonEN: fmt.Sprintf(en, args...)}
}

// WriteRejects writes rejected rows as CSV with a header, for a clerk to mend.
func WriteRejects(w io.Writer, rejects []Reject) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"file", "row", "column", "reason_zh", "reason_en", "raw"}); err != nil {
		return err
	}
	for _, r := range rejects {
		if err := out.Write([]string{r.File, strconv.Itoa(r.Row), r.Column, r.ReasonZH, r.ReasonEN, r.Raw}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (s *figureScan) sortRejects() {
	sort.SliceStable(s.rejects, func(i, j int) bool { return s.rejects[i].Row < s.rejects[j].Row })
}

// shorten cuts a text after rawLimit characters.
func shorten(s string) string {
	n := 0
	for i := range s {
		if n == rawLimit {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
