//go:build !linux

package engine

import "syscall"

// childAttributes gives the child a process group of its own; that it ends with its parent is left to the lifeline pipe.
func childAttributes(bool) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}
