package dashboard

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"iter"
	"strconv"
	"strings"
)

// A cursor says where a page starts: behind a number of rows, or behind a row's id. It carries a hash of the release and of
// the request it belongs to, since the same place means other rows in another release or request.

// cursorAfter makes the cursor of a place in the rows of this request.
func (q *apiQuery) cursorAfter(place string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(q.fingerprint() + "." + place))
}

func (q *apiQuery) fingerprint() string {
	sum := sha256.Sum256([]byte(q.release.ID + "\n" + q.path + "?" + q.encode(map[string]string{"cursor": "", "limit": "", "format": "", "bom": "", "lang": ""})))
	return hex.EncodeToString(sum[:6])
}

// place reads the request's cursor; "" at the start. A cursor of another request or of an older release is refused: going on
// from it would skip or repeat rows in silence.
func (q *apiQuery) place() (string, error) {
	given := q.text("cursor")
	if given == "" {
		return "", nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(given)
	mark, place, ok := strings.Cut(string(raw), ".")
	if err != nil || !ok || mark != q.fingerprint() {
		return "", problemOf([]fieldError{{
			Parameter: "cursor", Given: given, Allowed: []string{"links.next"}, kind: problemInvalid,
			detail: textf("游标不属于此请求或当前数据版本，请从头开始", "the cursor belongs to another request or release; start again without it"),
		}})
	}
	return place, nil
}

// offset reads a cursor that counts rows.
func (q *apiQuery) offset() (int, error) {
	place, err := q.place()
	if err != nil || place == "" {
		return 0, err
	}
	n, err := strconv.Atoi(place)
	if err != nil || n < 0 {
		return 0, newProblem(problemInvalid, "游标无效", "the cursor is not valid").with(fieldError{Parameter: "cursor", Given: q.text("cursor")})
	}
	return n, nil
}

// listed makes an answer of a slice that is in memory: from the cursor on, with the cursor of the next page.
func listed[T any](q *apiQuery, get column[T], items []T) (*answer, error) {
	start, err := q.offset()
	if err != nil {
		return nil, err
	}
	start = min(start, len(items))
	names := q.columnNames()
	return &answer{
		columns: names, rows: project(names, get, each(items[start:])), total: len(items),
		next: func(last int) string { return q.cursorAfter(strconv.Itoa(start + last)) },
	}, nil
}

// one makes an answer of a single row that is the answer itself.
func one[T any](q *apiQuery, get column[T], item T) *answer {
	names := q.columnNames()
	rows := iter.Seq2[T, error](func(yield func(T, error) bool) { yield(item, nil) })
	return &answer{columns: names, rows: project(names, get, rows), total: 1, single: true, next: func(int) string { return "" }}
}
