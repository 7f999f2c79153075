package main

import (
	"bytes"
	"net/http"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

/*
What belongs to a process is found in four ways, because a daemon leaves its parent, its group and its session: descent,
session, group, and a mark. The mark is a value of a limit that nothing uses (bytes of POSIX message queues): every
descendant inherits it, nobody without privileges can raise it, and everybody's can be read. Who lowers theirs to hide, and
is nobody's child any more, belongs to every process that is ended.
*/

const (
	firstMark = 400_000
	// The kernel's own limit, which an unprivileged guest cannot raise either.
	lastMark = 819_200
)

// nextMark answers a mark that no process of the last 400,000 has, and 0 where limits are too low to tell them apart.
func (t *processTable) nextMark() uint64 {
	var limit syscall.Rlimit
	if syscall.Getrlimit(unix.RLIMIT_MSGQUEUE, &limit) != nil || limit.Max < lastMark {
		return 0
	}
	t.marked++
	return firstMark + t.marked%(lastMark-firstMark)
}

// entry is what /proc tells of a process.
type entry struct {
	pid, parent, group, session int
	zombie                      bool
	mark                        uint64
}

// snapshot reads the processes of the sandbox, without the guest itself.
func snapshot() []entry {
	folder, err := os.Open("/proc")
	if err != nil {
		return nil
	}
	defer folder.Close()
	names, _ := folder.Readdirnames(-1)
	own := os.Getpid()
	entries := make([]entry, 0, len(names))
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil || pid == own {
			continue
		}
		if found, ok := readEntry(pid); ok {
			entries = append(entries, found)
		}
	}
	return entries
}

func readEntry(pid int) (entry, bool) {
	fields, ok := readStat(pid)
	if !ok {
		return entry{}, false
	}
	folder := "/proc/" + strconv.Itoa(pid)
	found := entry{pid: pid, zombie: fields[0][0] == 'Z' || fields[0][0] == 'X'}
	found.parent, _ = strconv.Atoi(string(fields[1]))
	found.group, _ = strconv.Atoi(string(fields[2]))
	found.session, _ = strconv.Atoi(string(fields[3]))
	if limits, err := os.ReadFile(folder + "/limits"); err == nil {
		found.mark = markOf(limits)
	}
	return found, true
}

// hasTerminal tells whether a process has a terminal that controls it.
func hasTerminal(pid int) bool {
	fields, ok := readStat(pid)
	return ok && string(fields[4]) != "0"
}

// readStat reads what /proc tells of a process from its state on: state, parent, group, session, terminal (proc_pid_stat(5)).
func readStat(pid int) ([][]byte, bool) {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return nil, false
	}
	// The name is in brackets, and may hold anything.
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	return fields, len(fields) >= 5
}

func markOf(limits []byte) uint64 {
	const name = "Max msgqueue size"
	at := bytes.Index(limits, []byte(name))
	if at < 0 {
		return 0
	}
	fields := bytes.Fields(limits[at+len(name):])
	if len(fields) < 2 {
		return 0
	}
	mark, _ := strconv.ParseUint(string(fields[1]), 10, 64)
	return mark
}

// membersOf are the processes that belong to `p` and have not ended.
func (t *processTable) membersOf(p *process) []int {
	t.mu.Lock()
	others := make(map[int]bool, len(t.children))
	for pid, child := range t.children {
		others[pid] = child != p
	}
	t.mu.Unlock()

	entries := snapshot()
	own := os.Getpid()
	members := map[int]bool{}
	for _, e := range entries {
		hiding := e.parent == own && !others[e.pid] && e.mark < firstMark && p.mark != 0
		marked := e.mark == p.mark && p.mark != 0
		if e.pid == p.pid || e.session == p.pid || e.group == p.pid || marked || hiding {
			members[e.pid] = !others[e.pid]
		}
	}
	for grown := true; grown; {
		grown = false
		for _, e := range entries {
			if members[e.parent] && !members[e.pid] && !others[e.pid] {
				members[e.pid], grown = true, true
			}
		}
	}
	living := make([]int, 0, len(members))
	for _, e := range entries {
		if members[e.pid] && !e.zombie {
			living = append(living, e.pid)
		}
	}
	return living
}

// signal sends to a process that has not been reaped, whose pid is therefore still its own, or to its group.
func (t *processTable) signal(p *process, number syscall.Signal, group bool) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.children[p.pid] != p {
		return refuse(http.StatusConflict, "exited", "it has ended")
	}
	target := p.pid
	if group {
		target = -p.pid
	}
	return syscall.Kill(target, number)
}
