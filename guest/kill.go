package main

import (
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const (
	longestGrace = 5 * time.Minute
	// After SIGKILL only a call into the kernel that hangs keeps a process.
	killPatience = 20 * time.Second
	lookAgain    = 5 * time.Millisecond
	askAgain     = 500 * time.Millisecond
)

// kill ends a process and all that came of it: it is asked to, and made to after the grace. It answers when all are gone.
func (t *processTable) kill(p *process, grace time.Duration) error {
	members := func() []int { return t.membersOf(p) }
	if err := endAll(members, grace); err != nil {
		return err
	}
	<-p.ended
	return nil
}

// killAll ends everything but the guest; nothing starts meanwhile.
func (t *processTable) killAll(grace time.Duration) error {
	t.starting.Lock()
	defer t.starting.Unlock()
	everything := func() []int {
		pids := []int{}
		for _, e := range snapshot() {
			if !e.zombie {
				pids = append(pids, e.pid)
			}
		}
		return pids
	}
	if os.Getpid() != 1 {
		// Not alone in the namespace: whatever the guest has not started is none of its business.
		everything = func() []int { return descendants(os.Getpid()) }
	}
	if err := endAll(everything, grace); err != nil {
		return err
	}
	for _, p := range t.all() {
		<-p.ended
	}
	return nil
}

func descendants(root int) []int {
	entries := snapshot()
	members := map[int]bool{root: true}
	living := []int{}
	for grown := true; grown; {
		grown = false
		for _, e := range entries {
			if members[e.parent] && !members[e.pid] {
				members[e.pid], grown = true, true
				if !e.zombie {
					living = append(living, e.pid)
				}
			}
		}
	}
	return living
}

// endAll asks what `members` finds to end, waits for the grace, and then stops them all before it kills them, so that none
// starts another meanwhile.
func endAll(members func() []int, grace time.Duration) error {
	if grace > 0 {
		asked := map[int]time.Time{}
		for until := time.Now().Add(grace); time.Now().Before(until); time.Sleep(lookAgain) {
			living := members()
			if len(living) == 0 {
				return nil
			}
			for _, pid := range living {
				at, again := asked[pid]
				if again && time.Since(at) < askAgain {
					continue
				}
				asked[pid] = time.Now()
				askToEnd(pid, again)
			}
		}
	}
	for until := time.Now().Add(killPatience); time.Now().Before(until); {
		stopped := map[int]bool{}
		for grown := true; grown; {
			grown = false
			for _, pid := range members() {
				if !stopped[pid] {
					stopped[pid], grown = true, true
					_ = syscall.Kill(pid, syscall.SIGSTOP)
				}
			}
		}
		if len(stopped) == 0 {
			return nil
		}
		for pid := range stopped {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
		time.Sleep(time.Millisecond)
	}
	return refuse(http.StatusInternalServerError, "alive", "something outlives SIGKILL")
}

func askToEnd(pid int, again bool) {
	// A shell at a terminal ends when that hangs up, and for nothing else. Bash misses it while it is about to read its next
	// line, so it is told again.
	if hasTerminal(pid) {
		_ = syscall.Kill(pid, syscall.SIGHUP)
	}
	if again {
		return
	}
	_ = syscall.Kill(pid, syscall.SIGTERM)
	// A stopped one hears nothing else.
	_ = syscall.Kill(pid, syscall.SIGCONT)
}

// signalNumber reads TERM, SIGTERM or 15.
func signalNumber(name string) (syscall.Signal, error) {
	full := strings.ToUpper(name)
	if !strings.HasPrefix(full, "SIG") {
		full = "SIG" + full
	}
	if number := unix.SignalNum(full); number != 0 {
		return number, nil
	}
	return 0, invalid("there is no signal %q", shortened(name, 20))
}

func signalName(number syscall.Signal) string {
	if name := unix.SignalName(number); name != "" {
		return name
	}
	return "SIG" + number.String()
}
