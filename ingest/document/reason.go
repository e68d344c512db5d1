package document

import (
	"errors"
	"fmt"
)

// Why a file cannot become a Document. Read and ReadFile wrap one of these with the file's name, the cause and the fix;
// test with errors.Is, and store the code that Reason gives.
var (
	ErrEmpty       = errors.New("the file holds no text")
	ErrBinary      = errors.New("the file is not a document")
	ErrTooLarge    = errors.New("the file is larger than a report can be")
	ErrEncrypted   = errors.New("the file is protected by a password")
	ErrScanned     = errors.New("the file holds pictures of pages and no text")
	ErrGarbled     = errors.New("the file's text is not what its pages show")
	ErrTruncated   = errors.New("the file is cut off or damaged")
	ErrUnsupported = errors.New("the file's format is not read")
)

var reasons = []struct {
	err  error
	code string
}{
	{ErrEmpty, "EMPTY"},
	{ErrBinary, "BINARY"},
	{ErrTooLarge, "TOO_LARGE"},
	{ErrEncrypted, "ENCRYPTED"},
	{ErrScanned, "SCANNED"},
	{ErrGarbled, "GARBLED"},
	{ErrTruncated, "TRUNCATED"},
	{ErrUnsupported, "UNSUPPORTED"},
}

// Reason gives the stable code of an error of this package: EMPTY, BINARY, TOO_LARGE, ENCRYPTED, SCANNED, GARBLED,
// TRUNCATED or UNSUPPORTED. It is "" for any other error, which says that the world failed and not the file.
func Reason(err error) string {
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.code
		}
	}
	return ""
}

// unusable wraps a sentinel with the cause and what to do about it.
func unusable(sentinel error, cause, fix string) error {
	return fmt.Errorf("%w: %s; %s", sentinel, cause, fix)
}
