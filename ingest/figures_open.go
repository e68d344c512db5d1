package ingest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// charsetSample is how many bytes decide whether a file is UTF-8 or GB18030.
const charsetSample = 64 << 10

// openFigures unpacks gzip and zstd and decodes to UTF-8 without a byte order mark. The second result frees what unpacking
// holds.
func openFigures(name string, r io.Reader) (*bufio.Reader, func(), error) {
	in := bufio.NewReaderSize(r, charsetSample)
	closeInput := func() {}
	magic, _ := in.Peek(4)
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: looks like gzip and cannot be unpacked: %w; pack it again", name, err)
		}
		in = bufio.NewReaderSize(z, charsetSample)
	case bytes.Equal(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(in, zstd.WithDecoderMaxMemory(256<<20))
		if err != nil {
			return nil, nil, fmt.Errorf("%s: looks like zstd and cannot be unpacked: %w; pack it again", name, err)
		}
		in, closeInput = bufio.NewReaderSize(z, charsetSample), z.Close
	}
	sample, err := in.Peek(charsetSample)
	if err != nil && err != io.EOF {
		return nil, nil, fmt.Errorf("%s: cannot be read: %w; the file is damaged or cut off", name, err)
	}
	switch {
	case len(sample) == 0:
		return nil, nil, fmt.Errorf("%s: the file is empty; it needs a header line and one row for each figure", name)
	case bytes.HasPrefix(sample, []byte{0xef, 0xbb, 0xbf}):
		_, _ = in.Discard(3)
	case bytes.HasPrefix(sample, []byte{0xff, 0xfe}) || bytes.HasPrefix(sample, []byte{0xfe, 0xff}):
		in = bufio.NewReaderSize(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(in), charsetSample)
	case !utf8Prefix(sample) && gb18030Prefix(sample):
		in = bufio.NewReaderSize(simplifiedchinese.GB18030.NewDecoder().Reader(in), charsetSample)
	}
	return in, closeInput, nil
}

// utf8Prefix says whether the bytes are UTF-8, perhaps cut in the last character.
func utf8Prefix(b []byte) bool {
	for range utf8.UTFMax {
		if utf8.Valid(b) {
			return true
		}
		b = b[:max(0, len(b)-1)]
	}
	return false
}

// gb18030Prefix says whether the bytes decode as GB18030, perhaps cut in the last character.
func gb18030Prefix(b []byte) bool {
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil {
		return false
	}
	damage := bytes.IndexRune(text, utf8.RuneError)
	return damage < 0 || damage >= len(text)-2*utf8.UTFMax
}
