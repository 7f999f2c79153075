package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"
	"syscall"
	"time"
)

// itself is this program: what a child becomes first, to take its limits before it becomes what was asked for.
const itself = "/proc/self/exe"

// startProcess starts what `spec` asks for in a session of its own. It answers when the program runs, or why it does not.
func startProcess(id string, spec *processSpec, mark uint64, table *processTable) (*process, error) {
	p := &process{
		id:          id,
		fingerprint: spec.fingerprint(),
		mark:        mark,
		started:     time.Now(),
		ended:       make(chan struct{}),
	}
	streams, err := openStreams(spec)
	if err != nil {
		return nil, err
	}
	defer streams.closeChildren()
	failureReader, failureWriter, err := os.Pipe()
	if err != nil {
		streams.closeParents()
		return nil, err
	}
	defer failureReader.Close()

	plan, err := json.Marshal(executionPlan{Cwd: spec.Cwd, Argv: spec.Argv, Limits: table.limitsFor(spec, mark)})
	if err != nil {
		return nil, err
	}
	attributes := &syscall.ProcAttr{
		Env:   environment(spec),
		Files: append(streams.childFds(), failureWriter.Fd()),
		Sys:   &syscall.SysProcAttr{Setsid: true, Setctty: spec.Pty != nil},
	}
	// Reaping waits while a child is entered into the table: it may end before it is known.
	table.mu.Lock()
	pid, err := syscall.ForkExec(itself, []string{"taskloom-guest", executeCommand, string(plan)}, attributes)
	_ = failureWriter.Close()
	if err != nil {
		table.mu.Unlock()
		streams.closeParents()
		return nil, fmt.Errorf("starting it: %w", err)
	}
	p.pid = pid
	table.children[pid] = p
	table.mu.Unlock()

	streams.attach(p, spec)
	if failure, _ := io.ReadAll(io.LimitReader(failureReader, 4096)); len(failure) > 0 {
		<-p.ended
		p.discard()
		return nil, invalid("it does not start: %s", failure)
	}
	return p, nil
}

// environment is what the sandbox gives to every process, and over it what the host asked for.
func environment(spec *processSpec) []string {
	values := map[string]string{
		"HOME":  "/home/user",
		"USER":  "user",
		"SHELL": "/bin/sh",
		"PATH":  "/usr/local/bin:/usr/bin:/bin",
		"LANG":  "C.UTF-8",
	}
	if spec.Pty != nil {
		values["TERM"] = "xterm-256color"
	}
	for name, value := range spec.Env {
		values[name] = value
	}
	list := make([]string, 0, len(values))
	for name, value := range values {
		list = append(list, name+"="+value)
	}
	sort.Strings(list)
	return list
}
