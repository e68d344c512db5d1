package ingest

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// A figures file larger than memory is parted on the disk by issuer and year, and then read part by part. Rows are written as they
// stand and read once more, which costs half again of the time.
const (
	heldRows   = 100_000 // rows in memory before they are parted: about 100 MB
	spillParts = 64      // a part of ten million rows is as many as are held
)

// spill is the rows of one file on the disk.
type spill struct {
	files [spillParts]*os.File
	out   [spillParts]*bufio.Writer
}

// newSpill makes the files of the parts. They have no name any more, so that nothing is left behind even by a crash.
func newSpill() (*spill, error) {
	s := &spill{}
	for i := range s.files {
		file, err := os.CreateTemp("", "gongkai-figures-*")
		if err != nil {
			return nil, errors.Join(fmt.Errorf("make room for a large figures file: %w; free space, or set TMPDIR", err), s.close())
		}
		s.files[i], s.out[i] = file, bufio.NewWriterSize(file, 16<<10)
		_ = os.Remove(file.Name()) // systems that cannot remove open files keep it in their temporary folder
	}
	return s, nil
}

func (s *spill) close() error {
	var errs []error
	for _, f := range s.files {
		if f != nil {
			errs = append(errs, f.Close())
		}
	}
	return errors.Join(errs...)
}

// add writes a row to the part of its report.
func (s *spill) add(key groupKey, line int, text string) error {
	h := fnv.New32a()
	var id [16]byte
	binary.BigEndian.PutUint64(id[:], key.issuer)
	binary.BigEndian.PutUint64(id[8:], uint64(key.year))
	_, _ = h.Write(id[:])
	_, _ = h.Write([]byte(key.source))
	var head [2 * binary.MaxVarintLen64]byte
	n := binary.PutUvarint(head[:], uint64(line))
	n += binary.PutUvarint(head[n:], uint64(len(text)))
	out := s.out[h.Sum32()%spillParts]
	if _, err := out.Write(head[:n]); err != nil {
		return spillError(err)
	}
	if _, err := out.WriteString(text); err != nil {
		return spillError(err)
	}
	return nil
}

func spillError(err error) error {
	return fmt.Errorf("keep the rows of a large figures file: %w; free space, or set TMPDIR", err)
}

// each reads the rows of a part in the order of the file.
func (s *spill) each(part int, row func(line int, text string) error) error {
	if err := s.out[part].Flush(); err != nil {
		return spillError(err)
	}
	if _, err := s.files[part].Seek(0, io.SeekStart); err != nil {
		return spillError(err)
	}
	in := bufio.NewReaderSize(s.files[part], 64<<10)
	for {
		line, err := binary.ReadUvarint(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		length, lengthErr := binary.ReadUvarint(in)
		if err = errors.Join(err, lengthErr); err != nil {
			return spillError(err)
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(in, text); err != nil {
			return spillError(err)
		}
		if err := row(int(line), string(text)); err != nil {
			return err
		}
	}
}
