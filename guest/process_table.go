package main

import (
	"net/http"
	"os"
	"os/signal"
	"regexp"
	"sort"
	"sync"
	"syscall"
	"time"
)

// How many processes are kept, with those that have ended and were not forgotten.
const mostProcesses = 256

// spareProcesses are for the guest itself when the sandbox has as many as it may.
const spareProcesses = 32

var processID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// processTable knows what the host has started.
type processTable struct {
	// starting is held by who starts, and by kill-all as a whole: nothing begins while everything ends.
	starting sync.RWMutex
	mu       sync.Mutex
	byID     map[string]*process
	// children are the running ones by pid, for reaping.
	children map[int]*process
	marked   uint64
	// most is how many processes and threads the user of the sandbox may have; 0 leaves it as it is.
	most int64
}

func newProcessTable(most int64) *processTable {
	return &processTable{
		byID:     map[string]*process{},
		children: map[int]*process{},
		most:     most,
	}
}

// limitsFor are those of a process: what the host asked for, the mark, and room left for the guest itself.
func (t *processTable) limitsFor(spec *processSpec, mark uint64) map[string]uint64 {
	limits := map[string]uint64{"core": 0}
	if mark != 0 {
		limits[markLimit] = mark
	}
	if t.most > spareProcesses {
		limits["nproc"] = uint64(t.most - spareProcesses)
	}
	for name, value := range spec.Limits {
		limits[name] = value
	}
	return limits
}

// start answers the process of that name, started now or by the same request before.
func (t *processTable) start(id string, spec *processSpec) (*process, error) {
	if !processID.MatchString(id) {
		return nil, invalid("the name of a process is of letters, digits, _ and -, 64 at most")
	}
	if err := spec.validate(); err != nil {
		return nil, err
	}
	t.starting.Lock()
	defer t.starting.Unlock()
	t.mu.Lock()
	known, kept := t.byID[id], len(t.byID)
	mark := t.nextMark()
	t.mu.Unlock()
	if known != nil {
		if known.fingerprint != spec.fingerprint() {
			return nil, refuse(http.StatusConflict, "exists", "another process has this name")
		}
		return known, nil
	}
	if kept >= mostProcesses {
		return nil, refuse(http.StatusConflict, "too_many", "%d processes are kept: forget some that have ended", kept)
	}
	p, err := startProcess(id, spec, mark, t)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	t.byID[id] = p
	t.mu.Unlock()
	return p, nil
}

func (t *processTable) find(id string) (*process, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p := t.byID[id]; p != nil {
		return p, nil
	}
	return nil, notFound("there is no process of this name")
}

func (t *processTable) all() []*process {
	t.mu.Lock()
	defer t.mu.Unlock()
	list := make([]*process, 0, len(t.byID))
	for _, p := range t.byID {
		list = append(list, p)
	}
	sort.Slice(list, func(a, b int) bool { return list[a].started.Before(list[b].started) })
	return list
}

// forget drops one that has ended, with what is kept of its output.
func (t *processTable) forget(id string) error {
	t.mu.Lock()
	p := t.byID[id]
	if p == nil {
		t.mu.Unlock()
		return nil
	}
	if p.running() {
		t.mu.Unlock()
		return refuse(http.StatusConflict, "running", "it has not ended")
	}
	delete(t.byID, id)
	t.mu.Unlock()
	p.discard()
	return nil
}

// reap takes the status of every child that ended: those that were started here, and orphans, whose parent ended first.
func (t *processTable) reap() {
	ended := make(chan os.Signal, 64)
	// All of them: Go takes those that would end a program, so a program in the sandbox could end this one with them. Only
	// SIGKILL ends it, which process 1 gets from outside alone.
	signal.Notify(ended)
	// A signal can be missed while many come, and nothing asks again then.
	again := time.NewTicker(time.Second)
	for {
		select {
		case got := <-ended:
			if got == syscall.SIGCHLD {
				t.reapAll()
			}
		case <-again.C:
			t.reapAll()
		}
	}
}

func (t *processTable) reapAll() {
	for {
		t.mu.Lock()
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
		p := t.children[pid]
		delete(t.children, pid)
		t.mu.Unlock()
		if err == syscall.EINTR {
			continue
		}
		if pid <= 0 || err != nil {
			return
		}
		if p != nil && (status.Exited() || status.Signaled()) {
			p.finish(status)
		}
	}
}
