package main

import (
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"os"
	"sync"
	"syscall"
	"time"
)

const (
	defaultBufferBytes = 4 << 20
	mostBufferBytes    = 64 << 20
	terminalBytes      = 256 << 10
)

type terminalSize struct {
	Rows uint16 `json:"rows"`
	Cols uint16 `json:"cols"`
}

// processSpec is what a host asks to be started.
type processSpec struct {
	Argv []string          `json:"argv"`
	Cwd  string            `json:"cwd,omitempty"`
	Env  map[string]string `json:"env,omitempty"`
	// Stdin is "closed" (the default: it reads the end at once) or "open".
	Stdin string        `json:"stdin,omitempty"`
	Pty   *terminalSize `json:"pty,omitempty"`
	// Limits by the names of prlimit: core, fsize, nofile, nproc, as, cpu, stack, data, memlock.
	Limits map[string]uint64 `json:"limits,omitempty"`
	// Buffer is how many bytes each of stdout and stderr may keep that the host has not acknowledged.
	Buffer int64 `json:"buffer,omitempty"`
}

// fingerprint tells whether two specs are the same, without keeping what may be secret in them.
func (s *processSpec) fingerprint() [sha256.Size]byte {
	canonical, _ := json.Marshal(s)
	return sha256.Sum256(canonical)
}

func (s *processSpec) validate() error {
	switch {
	case len(s.Argv) == 0 || s.Argv[0] == "":
		return invalid("argv names no program")
	case s.Stdin != "" && s.Stdin != "closed" && s.Stdin != "open":
		return invalid(`stdin is "closed" or "open"`)
	case s.Buffer < 0 || s.Buffer > mostBufferBytes:
		return invalid("buffer is at most %d", mostBufferBytes)
	case s.Pty != nil && (s.Pty.Rows == 0 || s.Pty.Cols == 0):
		return invalid("a terminal has rows and columns")
	}
	for name := range s.Limits {
		if _, known := limitNumbers[name]; !known {
			return invalid("there is no limit %q", shortened(name, 40))
		}
	}
	return nil
}

// process is one that a host has started. It outlives the connection that asked for it.
type process struct {
	id          string
	fingerprint [sha256.Size]byte
	// mark is in a limit that it and all its descendants inherit, and that they cannot raise: see tree.go.
	mark    uint64
	pid     int
	started time.Time
	// terminal is the master's side, for a process with one.
	terminal *os.File
	stdin    *os.File
	stdinMu  sync.Mutex
	stdout   *output
	stderr   *output
	// ended is closed when the process itself has ended; `status` and `endedAt` are set before.
	ended   chan struct{}
	status  syscall.WaitStatus
	endedAt time.Time
}

type processState struct {
	ID          string      `json:"id"`
	State       string      `json:"state"`
	Pid         int         `json:"pid"`
	ExitCode    *int        `json:"exit_code"`
	Signal      *string     `json:"signal"`
	StartedAtMs int64       `json:"started_at_ms"`
	EndedAtMs   *int64      `json:"ended_at_ms"`
	Stdout      outputState `json:"stdout"`
	Stderr      outputState `json:"stderr"`
}

func (p *process) running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

func (p *process) state() processState {
	state := processState{
		ID:          p.id,
		State:       "running",
		Pid:         p.pid,
		StartedAtMs: p.started.UnixMilli(),
		Stdout:      p.stdout.state(),
		Stderr:      p.stderr.state(),
	}
	if p.running() {
		return state
	}
	state.State = "exited"
	ended := p.endedAt.UnixMilli()
	state.EndedAtMs = &ended
	if p.status.Signaled() {
		name := signalName(p.status.Signal())
		state.Signal = &name
	} else {
		code := p.status.ExitStatus()
		state.ExitCode = &code
	}
	return state
}

// finish notes how the process ended. What it put out stays until the host has forgotten it.
func (p *process) finish(status syscall.WaitStatus) {
	p.status = status
	p.endedAt = time.Now()
	close(p.ended)
	p.stdinMu.Lock()
	if p.stdin != nil {
		_ = p.stdin.Close()
		p.stdin = nil
	}
	p.stdinMu.Unlock()
}

// pump carries what a process puts out into its buffer, as long as there is room, until nobody holds the other end.
func pump(from *os.File, to *output) {
	defer to.close()
	defer from.Close()
	buffer := make([]byte, 16<<10)
	for {
		count, err := from.Read(buffer)
		if count > 0 && !to.write(buffer[:count]) {
			return
		}
		// A terminal whose last user is gone fails with EIO.
		if err != nil {
			return
		}
	}
}

// writeStdin hands bytes to the process, and waits until it takes them.
func (p *process) writeStdin(bytes []byte) error {
	p.stdinMu.Lock()
	file := p.stdin
	if p.terminal != nil && p.running() {
		file = p.terminal
	}
	p.stdinMu.Unlock()
	if file == nil {
		return refuse(http.StatusConflict, "closed", "its stdin is closed")
	}
	if _, err := file.Write(bytes); err != nil {
		return refuse(http.StatusConflict, "closed", "its stdin is closed")
	}
	return nil
}

// closeStdin lets the process read the end; at a terminal that is a character.
func (p *process) closeStdin() error {
	if p.terminal != nil {
		return p.writeStdin([]byte{4})
	}
	p.stdinMu.Lock()
	defer p.stdinMu.Unlock()
	if p.stdin != nil {
		_ = p.stdin.Close()
		p.stdin = nil
	}
	return nil
}

// discard lets go of everything that is kept of a process that has ended.
func (p *process) discard() {
	p.stdout.close()
	p.stderr.close()
}
