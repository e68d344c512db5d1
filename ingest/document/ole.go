package document

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/richardlehane/mscfb"
)

// oleMagic begins a compound file, the container of Office files before 2007 and of encrypted ones since.
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// sniffOLE tells the files in compound containers apart by the streams they hold.
func sniffOLE(data []byte) (string, error) {
	names, err := oleStreams(data)
	if err != nil {
		return "", err
	}
	_, word := names["WordDocument"]
	_, excel := names["Workbook"]
	_, oldExcel := names["Book"]
	_, encrypted := names["EncryptedPackage"]
	switch {
	case encrypted:
		return "", unusable(ErrEncrypted, "the Office file asks for a password", "save it without one")
	case word:
		return typeDOC, nil
	case excel, oldExcel:
		return "", unusable(ErrUnsupported, "it is an Excel workbook of before 2007 (.xls)", "save it as .xlsx")
	}
	return "", unusable(ErrUnsupported, "it is a compound file without a Word document", "save it as .docx or PDF")
}

// oleStreams reads the streams of a compound file that matter, by name.
func oleStreams(data []byte) (streams map[string][]byte, err error) {
	// The library trusts offsets of the file in places; what it trips over is damage, and not gongkai's error.
	defer func() {
		if p := recover(); p != nil {
			err = unusable(ErrTruncated, fmt.Sprintf("its container cannot be read (%v)", p), "open it in Word and save it again")
		}
	}()
	if !plausibleOLE(data) {
		return nil, unusable(ErrTruncated, "its container names more sectors than the file has", "fetch it again")
	}
	container, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, unusable(ErrTruncated, fmt.Sprintf("its container cannot be read (%v)", err), "fetch it again")
	}
	wanted := map[string]bool{"WordDocument": true, "0Table": true, "1Table": true, "Data": true}
	streams = map[string][]byte{}
	for _, entry := range container.File {
		if streams[entry.Name] != nil || len(entry.Path) > 0 {
			continue // a stream inside an embedded object
		}
		streams[entry.Name] = nil
		if !wanted[entry.Name] {
			continue
		}
		stream, err := io.ReadAll(io.LimitReader(entry, int64(len(data)))) // no stream is longer than the file
		if err != nil {
			return nil, unusable(ErrTruncated, fmt.Sprintf("stream %s breaks off (%v)", entry.Name, err), "fetch it again")
		}
		streams[entry.Name] = stream
	}
	return streams, nil
}

// plausibleOLE checks the counts of sectors in the header: the library makes room for as many directory sectors, sectors of
// the allocation tables and of their lists as the header says, up to 32 GB.
func plausibleOLE(data []byte) bool {
	const sector = 512
	for _, at := range []int{0x28, 0x2C, 0x40, 0x48} {
		if len(data) < sector || int(binary.LittleEndian.Uint32(data[at:])) > len(data)/sector {
			return false
		}
	}
	return true
}
