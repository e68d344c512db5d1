package engine

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

const (
	firstPause   = 50 * time.Millisecond // between an unexpected end of the child and its restart
	longestPause = 2 * time.Second       // the pause doubles up to this while the child keeps ending
	steadyAfter  = 10 * time.Second      // a child that lived this long resets the pause
)

// supervisor starts one child and, from sustain until halt, keeps it alive.
type supervisor struct {
	program   program
	args      []string
	folder    *folder
	temporary bool
	logger    *slog.Logger

	mu       sync.Mutex
	child    *os.Process // nil while there is none
	terminal *os.File    // our end of the child's terminal; nil where there is none
	stopping bool

	started chan error    // the first start's outcome
	ended   chan error    // the first child's end
	ready   bool          // under mu: the first child has answered, so that one that ends is worth another
	stop    chan struct{} // closed by halt: no restart any more
	done    chan struct{} // closed when no child is left and none will come
}

func newSupervisor(p program, args []string, held *folder, o Options) *supervisor {
	s := &supervisor{
		program: p, args: args, folder: held, temporary: o.Temporary, logger: o.Logger,
		started: make(chan error, 1), ended: make(chan error, 1),
		stop: make(chan struct{}), done: make(chan struct{}),
	}
	go s.run()
	return s
}

// run starts the child and waits for it, again and again, on a thread of its own: see childAttributes.
func (s *supervisor) run() {
	runtime.LockOSThread() // never unlocked: the thread ends with this function, when no child is left
	defer close(s.done)
	pause := firstPause
	for first := true; ; first = false {
		began := time.Now()
		err := s.once(first)
		if first {
			s.ended <- err
		}
		if !s.isSustained() {
			return
		}
		if time.Since(began) > steadyAfter {
			pause = firstPause
		}
		s.logger.Error("ClickHouse engine ended and is started again", "error", err, "pause", pause)
		select {
		case <-s.stop:
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
	}
}

// once starts a child and waits until it ends. first reports the outcome of the start on s.started.
func (s *supervisor) once(first bool) error {
	command, ours, err := s.begin()
	if first {
		s.started <- err
	}
	if err != nil {
		return err
	}
	err = command.Wait()
	closeAll(ours)
	s.mu.Lock()
	s.child, s.terminal = nil, nil
	s.mu.Unlock()
	if err == nil {
		return errors.New("it ended by itself")
	}
	return err
}

// begin starts a child. ours are the ends of its lifeline and its terminal that stay open as long as it runs.
func (s *supervisor) begin() (command *exec.Cmd, ours []*os.File, err error) {
	if command, err = s.command(); err != nil {
		return nil, nil, err
	}
	ours, theirs, err := s.wire(command)
	defer closeAll(theirs)
	if err != nil {
		closeAll(ours)
		return nil, nil, err
	}
	command.SysProcAttr = childAttributes(!s.temporary)

	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping {
		closeAll(ours)
		return nil, nil, errors.New("stopped while starting")
	}
	if err := command.Start(); err != nil {
		closeAll(ours)
		return nil, nil, fmt.Errorf("%w: %w", ErrNoStart, err)
	}
	s.child = command.Process
	if command.Stdin != nil {
		s.terminal = ours[len(ours)-1]
	}
	return command, ours, nil
}

// wire gives the child its console file, its lifeline and its terminal. It returns what was opened also when it fails.
func (s *supervisor) wire(command *exec.Cmd) (ours, theirs []*os.File, err error) {
	console, err := os.Create(s.folder.console())
	if err != nil {
		return nil, nil, unwritable(s.folder.dir, err)
	}
	command.Stdout, command.Stderr = console, console
	theirs = append(theirs, console)

	read, write, err := os.Pipe()
	if err != nil {
		return ours, theirs, fmt.Errorf("lifeline of the engine: %w", err)
	}
	command.ExtraFiles = []*os.File{read} // becomes lifelineFD
	ours, theirs = append(ours, write), append(theirs, read)

	outer, inner, err := openTerminal()
	if err != nil {
		return ours, theirs, err
	}
	if inner != nil {
		command.Stdin = inner
		ours, theirs = append(ours, outer), append(theirs, inner)
	}
	return ours, theirs, nil
}

func closeAll(files []*os.File) {
	for _, file := range files {
		_ = file.Close() // nothing of ours is buffered in them
	}
}

// command is our own binary turned into ClickHouse, or the clickhouse binary, with the same arguments.
func (s *supervisor) command() (*exec.Cmd, error) {
	if !s.program.library {
		return exec.Command(s.program.path, append([]string{"local"}, s.args...)...), nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("%w: the program's own file is unknown: %w", ErrNoStart, err)
	}
	command := exec.Command(self, s.args...)
	command.Env = append(os.Environ(), childVariable+"="+s.program.path)
	if s.temporary {
		command.Env = append(command.Env, temporaryVariable+"="+s.folder.dir)
	}
	return command, nil
}

// sustain says that the child works: from now on it is started again when it ends.
func (s *supervisor) sustain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ready = true
}

func (s *supervisor) isSustained() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ready && !s.stopping
}

func (s *supervisor) pid() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.child == nil {
		return 0
	}
	return s.child.Pid
}

// halt says that the next end of the child is wanted. It does not end the child. A second call does nothing.
func (s *supervisor) halt() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.stopping {
		s.stopping = true
		close(s.stop)
	}
}

// hangUp closes the child's terminal: once its query is killed it reads the end of input there and shuts down in order.
func (s *supervisor) hangUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.terminal != nil {
		_ = s.terminal.Close()
	}
}

// kill ends the child at once; what ClickHouse has acknowledged is on disk already.
func (s *supervisor) kill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.child != nil {
		_ = s.child.Kill() // the only failure is that it has ended by itself
	}
}
