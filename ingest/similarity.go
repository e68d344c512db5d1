package ingest

import (
	"context"
	"time"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/reconcile"
	"gongkai/sql"
)

const (
	// candidateShare is an estimate from which two texts are compared in full: copied text has 0.8, and the estimate's standard
	// error is 0.045 and more for short texts.
	candidateShare = 0.6
	// comparedRunes and comparedTexts bound the texts that are in memory at once. Fewer at a time would cost more: texts lie in
	// the order of their hashes, and each is found in a block of a thousand.
	comparedRunes = 8 << 20
	comparedTexts = 1000
)

// textSketch is a report's sketch as it is stored.
type textSketch struct {
	Issuer   uint64   `ch:"issuer"`
	Year     uint16   `ch:"year"`
	SHA256   string   `ch:"sha256"`
	Runes    uint32   `ch:"runes"`
	Shingles uint32   `ch:"shingles"`
	Hashes   []uint32 `ch:"sketch"`
}

func (s textSketch) sketch() reconcile.Sketch {
	return reconcile.Sketch{Shingles: int(s.Shingles), Hashes: s.Hashes}
}

// writeSimilarity estimates for every two consecutive years of an issuer how much of the later text stands in the earlier one.
func writeSimilarity(ctx context.Context, db *sql.DB, generation uint64, parts []slice) error {
	return db.Insert(ctx, "insert_gen_similarity", func(b sql.Batch) error {
		for _, part := range parts {
			if err := appendSimilarity(ctx, db, b, generation, part); err != nil {
				return err
			}
		}
		return nil
	})
}

func appendSimilarity(ctx context.Context, db *sql.DB, b sql.Batch, generation uint64, part slice) error {
	var before textSketch
	return db.Stream(ctx, "text_sketches", part.params(generation), func(r sql.Row) error {
		var now textSketch
		if err := r.ScanStruct(&now); err != nil {
			return err
		}
		if now.Issuer == before.Issuer && now.Year == before.Year+1 {
			if share, ok := now.sketch().Share(before.sketch()); ok {
				err := b.Append(generation, now.Issuer, now.Year, now.SHA256, before.SHA256, now.Runes+before.Runes, share)
				if err != nil {
					return err
				}
			}
		}
		before = now
		return nil
	})
}

// similarTexts are two documents that look alike.
type similarTexts struct {
	Issuer   uint64  `ch:"issuer"`
	Year     uint16  `ch:"year"`
	SHA256   string  `ch:"sha256"`
	Previous string  `ch:"previous_sha256"`
	Runes    uint32  `ch:"runes"`
	Estimate float64 `ch:"estimate"`
}

func (s similarTexts) key() string { return s.SHA256 + s.Previous }

// appendCopies adds a finding for every text that was taken over from the year before. Texts that look alike are read and
// compared, some at a time, unless an earlier generation did.
func appendCopies(ctx context.Context, db *sql.DB, b sql.Batch, generation uint64) error {
	p := sql.Params{"generation": generation, "least": candidateShare, "issuer": uint64(0), "year": uint16(0), "limit": uint32(comparedTexts)}
	for {
		var found []similarTexts
		if err := db.Select(ctx, &found, "similar_texts", p); err != nil {
			return err
		}
		if len(found) == 0 {
			return nil
		}
		for len(found) > 0 {
			some := found[:fitting(found)]
			copies, err := copiesOf(ctx, db, some)
			if err != nil {
				return err
			}
			for _, s := range some {
				c := copies[s.key()]
				if !c.Copied() {
					continue
				}
				if err := appendGenFinding(b, generation, s.Issuer, int(s.Year), string(disclosure.OriginDocument), c.Finding()); err != nil {
					return err
				}
			}
			last := some[len(some)-1]
			p["issuer"], p["year"] = last.Issuer, last.Year
			found = found[len(some):]
		}
	}
}

// fitting says how many of the pairs may be in memory at once, at least one.
func fitting(pairs []similarTexts) int {
	runes := uint32(0)
	for i, s := range pairs {
		if runes += s.Runes; i > 0 && runes > comparedRunes {
			return i
		}
	}
	return len(pairs)
}

// copiesOf gives what the pairs have in common: as stored, and for new ones by comparing their texts, which is stored.
func copiesOf(ctx context.Context, db *sql.DB, pairs []similarTexts) (map[string]reconcile.Copy, error) {
	copies, err := storedCopies(ctx, db, pairs)
	if err != nil {
		return nil, err
	}
	at := time.Now().UTC() // before the texts are read: one that is stored meanwhile is compared again
	var fresh []similarTexts
	var hashes []string
	for _, s := range pairs {
		if _, known := copies[s.key()]; !known {
			fresh, hashes = append(fresh, s), append(hashes, s.SHA256, s.Previous)
		}
	}
	if len(fresh) == 0 {
		return copies, nil
	}
	var rows []struct {
		SHA256 string `ch:"sha256"`
		Text   string `ch:"text"`
	}
	if err := db.Select(ctx, &rows, "document_texts", sql.Params{"hashes": hashes, "longest": uint32(reconcile.LongestText)}); err != nil {
		return nil, err
	}
	texts := make(map[string]string, len(rows))
	for _, r := range rows {
		texts[r.SHA256] = r.Text
	}
	return copies, db.Insert(ctx, "insert_text_copies", func(b sql.Batch) error {
		for _, s := range fresh {
			c := reconcile.CompareTexts(texts[s.SHA256], texts[s.Previous])
			copies[s.key()] = c
			quotes, starts, ends := places(c.Evidence)
			previousQuotes, previousStarts, previousEnds := places(c.Previous)
			if err := b.Append(s.SHA256, s.Previous, c.Share, quotes, starts, ends, previousQuotes, previousStarts, previousEnds, at); err != nil {
				return err
			}
		}
		return nil
	})
}

func storedCopies(ctx context.Context, db *sql.DB, pairs []similarTexts) (map[string]reconcile.Copy, error) {
	var hashes []string
	for _, s := range pairs {
		hashes = append(hashes, s.SHA256, s.Previous)
	}
	var rows []struct {
		SHA256         string   `ch:"sha256"`
		Previous       string   `ch:"previous_sha256"`
		Share          float64  `ch:"share"`
		Quotes         []string `ch:"quotes"`
		Starts         []uint32 `ch:"starts"`
		Ends           []uint32 `ch:"ends"`
		PreviousQuotes []string `ch:"previous_quotes"`
		PreviousStarts []uint32 `ch:"previous_starts"`
		PreviousEnds   []uint32 `ch:"previous_ends"`
	}
	if err := db.Select(ctx, &rows, "text_copies", sql.Params{"hashes": hashes}); err != nil {
		return nil, err
	}
	copies := make(map[string]reconcile.Copy, len(pairs))
	for _, r := range rows {
		copies[r.SHA256+r.Previous] = reconcile.Copy{
			Share: r.Share, Evidence: evidenceOf(r.Quotes, r.Starts, r.Ends), Previous: evidenceOf(r.PreviousQuotes, r.PreviousStarts, r.PreviousEnds),
		}
	}
	return copies, nil
}

// evidenceOf is the reverse of places.
func evidenceOf(quotes []string, starts, ends []uint32) []disclosure.Evidence {
	out := make([]disclosure.Evidence, len(quotes))
	for i := range quotes {
		out[i] = disclosure.Evidence{Quote: quotes[i], Start: int(starts[i]), End: int(ends[i])}
	}
	return out
}
