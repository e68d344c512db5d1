package main

import (
	"fmt"
	"os"

	"gongkai/analytics"
)

// calcCmd recomputes published figures from their inputs: JSON lines {"id","method","input","params"} on standard input,
// {"id","result"} or {"id","error"} on standard output.
type calcCmd struct{}

// Run answers every line and fails at the end when one of them was answered with an error.
func (calcCmd) Run() error {
	failed, err := analytics.Calc(os.Stdin, os.Stdout)
	if err != nil {
		return fmt.Errorf("calc: %w", err)
	}
	if failed > 0 {
		return fmt.Errorf("calc: %d lines could not be answered; see their \"error\"", failed)
	}
	return nil
}
