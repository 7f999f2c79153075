package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// executeCommand is what a child of the guest is started as.
const executeCommand = "execute"

// failureFd is where it says why it cannot become what was asked for; it is closed by becoming that.
const failureFd = 3

// lowerPriority is of the processor: of hundreds that are busy, the guest still comes first. Who is outside of the sandbox
// does not notice. Not the lowest: where the processor's time is bounded, Linux 6.18 gives who weighs thirty times as much as
// each of hundreds none of it at all.
const lowerPriority = 10

// oomScore makes the kernel end a process of the sandbox, and not the guest, when memory is short.
const oomScore = "300"

type executionPlan struct {
	Cwd    string            `json:"cwd"`
	Argv   []string          `json:"argv"`
	Limits map[string]uint64 `json:"limits"`
}

var limitNumbers = map[string]int{
	"as":      unix.RLIMIT_AS,
	"core":    unix.RLIMIT_CORE,
	"cpu":     unix.RLIMIT_CPU,
	"data":    unix.RLIMIT_DATA,
	"fsize":   unix.RLIMIT_FSIZE,
	"memlock": unix.RLIMIT_MEMLOCK,
	"nofile":  unix.RLIMIT_NOFILE,
	"nproc":   unix.RLIMIT_NPROC,
	"stack":   unix.RLIMIT_STACK,
}

// markLimit is no caller's: see tree.go.
const markLimit = "msgqueue"

// execute runs in the child: it takes the limits that it and its descendants get, and becomes the program.
func execute(arguments []string) error {
	syscall.CloseOnExec(failureFd)
	failure := os.NewFile(failureFd, "failure")
	err := becomePlanned(arguments)
	_, _ = failure.WriteString(reasonOf(err))
	os.Exit(127)
	return nil
}

func becomePlanned(arguments []string) error {
	if len(arguments) != 1 {
		return errors.New("there is no plan")
	}
	var plan executionPlan
	if err := json.Unmarshal([]byte(arguments[0]), &plan); err != nil {
		return err
	}
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte(oomScore), 0)
	_ = unix.Setpriority(unix.PRIO_PROCESS, 0, lowerPriority)
	cwd := plan.Cwd
	if cwd == "" {
		cwd = "/workspace"
	}
	if err := os.Chdir(cwd); err != nil {
		return err
	}
	_ = os.Setenv("PWD", cwd)
	program, err := exec.LookPath(plan.Argv[0])
	if err != nil && !errors.Is(err, exec.ErrDot) {
		return err
	}
	for name, value := range plan.Limits {
		number := limitNumbers[name]
		if name == markLimit {
			number = unix.RLIMIT_MSGQUEUE
		}
		if err := lower(number, value); err != nil {
			return err
		}
	}
	return &os.PathError{Op: "exec", Path: plan.Argv[0], Err: syscall.Exec(program, plan.Argv, os.Environ())}
}

// lower sets both limits; where the hard one is lower already, that one.
func lower(resource int, value uint64) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(resource, &limit); err != nil {
		return err
	}
	if value > limit.Max {
		value = limit.Max
	}
	return syscall.Setrlimit(resource, &syscall.Rlimit{Cur: value, Max: value})
}

func reasonOf(err error) string {
	return shortened(strings.TrimSpace(err.Error()), 400)
}
