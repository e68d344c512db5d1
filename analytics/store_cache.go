package analytics

import (
	"context"
	"fmt"
	"hash/maphash"

	"github.com/maypok86/otter/v2"

	"gongkai/sql"
)

// cacheRows bounds the answers kept, in rows of all of them together: about 40 MB.
const cacheRows = 200_000

// answerCache keeps what was read under a generation. What changes only with a publish need not be asked again: a page's
// figures share their rows, and a page that is looked at twice asks the database nothing. Keys begin with the generation, so
// that nothing has to be thrown away when it changes; old answers fall out when room is needed.
type answerCache struct {
	cache *otter.Cache[string, answer]
}

type answer struct {
	rows   any
	weight uint32
}

func newAnswers() answerCache {
	return answerCache{otter.Must(&otter.Options[string, answer]{
		MaximumWeight: cacheRows,
		Weigher:       func(_ string, a answer) uint32 { return a.weight },
	})}
}

// kept gives the rows under a key, which must not be changed.
func kept[T any](a answerCache, key string) ([]T, bool) {
	found, ok := a.cache.GetIfPresent(key)
	if !ok {
		return nil, false
	}
	rows, ok := found.rows.([]T)
	return rows, ok
}

func keep[T any](a answerCache, key string, rows []T) {
	a.cache.Set(key, answer{rows, uint32(len(rows)) + 1})
}

// selectKept is db.Select for a query whose answer depends on nothing but its parameters, which name the generation. The rows
// must not be changed.
func selectKept[T any](ctx context.Context, s *Store, query string, p sql.Params) ([]T, error) {
	traced(ctx, query, p)
	key := query + fmt.Sprint(p) // fmt prints maps in the order of their keys
	if rows, ok := kept[T](s.answers, key); ok {
		return rows, nil
	}
	var rows []T
	if err := s.db.Select(ctx, &rows, query, p); err != nil {
		return nil, err
	}
	keep(s.answers, key, rows)
	return rows, nil
}

var codesSeed = maphash.MakeSeed()

// codesKey is a short name for a list of codes.
func codesKey(codes []uint32) string {
	var h maphash.Hash
	h.SetSeed(codesSeed)
	for _, c := range codes {
		maphash.WriteComparable(&h, c)
	}
	return fmt.Sprintf("%d:%x", len(codes), h.Sum64())
}
