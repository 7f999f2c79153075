package main

import (
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// stats tells what can be seen from inside: how much the processes hold, and how full the workspace is.
func (g *guest) stats(w http.ResponseWriter, _ *http.Request) error {
	entries := snapshot()
	resident := residentBytes(os.Getpid())
	for _, e := range entries {
		resident += residentBytes(e.pid)
	}
	answer := map[string]any{
		"processes":          len(entries) + 1,
		"memory_bytes":       resident,
		"guest_memory_bytes": residentBytes(os.Getpid()),
	}
	var disk syscall.Statfs_t
	if err := syscall.Statfs("/workspace", &disk); err == nil {
		block := uint64(disk.Bsize)
		answer["disk_bytes"] = (disk.Blocks - disk.Bfree) * block
		answer["disk_free_bytes"] = disk.Bavail * block
	}
	writeJSON(w, http.StatusOK, answer)
	return nil
}

func residentBytes(pid int) int64 {
	statm, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(statm))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize())
}
