package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"gongkai/ingest/disclosure"
)

// contentHash is equal for two readings of a report that say the same: identity, facts with their evidence, findings and
// repairs. The bytes of the source are compared apart from it.
func contentHash(r *disclosure.Report) (string, error) {
	h := sha256.New()
	err := json.NewEncoder(h).Encode([]any{
		r.Issuer, r.Year, r.Form, r.Origin, r.Scope, r.Title, r.PublishedOn, r.Source.URL, r.Source.Title, r.Repairs, r.Facts, r.Findings, r.Quarantine,
	})
	if err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
