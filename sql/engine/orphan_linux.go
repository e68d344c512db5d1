package engine

import "syscall"

// childAttributes asks the kernel to kill the child when the thread that started it ends. The supervisor therefore keeps that
// thread to itself (runtime.LockOSThread): Go would otherwise end threads at will. It also covers a clickhouse binary,
// which knows nothing of the lifeline pipe. The child leads a process group of its own so that Ctrl-C on a terminal reaches
// gongkai alone, which then stops the child in order. Without kill the lifeline alone ends the child, which leaves it the moment
// to remove a temporary folder.
func childAttributes(kill bool) *syscall.SysProcAttr {
	attributes := &syscall.SysProcAttr{Setpgid: true}
	if kill {
		attributes.Pdeathsig = syscall.SIGKILL
	}
	return attributes
}
