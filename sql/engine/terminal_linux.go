package engine

import (
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// openTerminal gives the two ends of a pseudo terminal. The child gets inner as its standard input, and with it, and with
// --interactive, clickhouse-local believes that a person is at work. Otherwise it ends the whole process when a connection breaks or
// a password is wrong: it takes any error outside a query for a reason to end a batch job.
func openTerminal() (outer, inner *os.File, err error) {
	outer, err = os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("pseudo terminal: %w", err)
	}
	defer func() {
		if err != nil {
			_ = outer.Close()
		}
	}()
	if err = unix.IoctlSetPointerInt(int(outer.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		return nil, nil, fmt.Errorf("pseudo terminal: unlock: %w", err)
	}
	number, err := unix.IoctlGetInt(int(outer.Fd()), unix.TIOCGPTN)
	if err != nil {
		return nil, nil, fmt.Errorf("pseudo terminal: number: %w", err)
	}
	inner, err = os.OpenFile("/dev/pts/"+strconv.Itoa(number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("pseudo terminal: %w", err)
	}
	return outer, inner, nil
}
