package ingest

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
)

// namesHeld is how many names of a folder are in memory at once.
const namesHeld = 65_536

// sortedEntries gives the entries of a folder in byte order of their names, holding at most twice namesHeld of them: each
// pass over the folder keeps the smallest names after the last one given. A name that appears or goes during the walk is given
// once or not at all, never twice.
func sortedEntries(dir string) iter.Seq2[fs.DirEntry, error] {
	return sortedEntriesHolding(dir, namesHeld)
}

func sortedEntriesHolding(dir string, held int) iter.Seq2[fs.DirEntry, error] {
	return func(yield func(fs.DirEntry, error) bool) {
		after, more := "", true
		for more {
			var batch []fs.DirEntry
			var err error
			batch, more, err = nextEntries(dir, after, held)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, entry := range batch {
				if !yield(entry, nil) {
					return
				}
				after = entry.Name()
			}
		}
	}
}

// nextEntries gives the smallest entries after a name, at most held of them, and whether there are more.
func nextEntries(dir, after string, held int) (batch []fs.DirEntry, more bool, err error) {
	folder, err := os.Open(dir)
	if err != nil {
		return nil, false, err
	}
	defer folder.Close()
	byName := func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }
	smallest := func() {
		slices.SortFunc(batch, byName)
		if len(batch) > held {
			clear(batch[held:])
			batch, more = batch[:held], true
		}
	}
	for {
		chunk, err := folder.ReadDir(1024)
		for _, entry := range chunk {
			if entry.Name() > after {
				batch = append(batch, entry)
			}
		}
		if len(batch) >= 2*held {
			smallest()
		}
		if errors.Is(err, io.EOF) {
			smallest()
			return batch, more, nil
		}
		if err != nil {
			return nil, false, err
		}
	}
}
