package main

import (
	"crypto/rand"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

const mostEntries = 10_000

type fileEntry struct {
	Name string `json:"name"`
	// Type is file, folder, link or other.
	Type string `json:"type"`
	Size int64  `json:"size"`
	Mode uint32 `json:"mode"`
	// ModifiedMs in milliseconds since 1970.
	ModifiedMs int64  `json:"modified_ms"`
	Target     string `json:"target,omitempty"`
}

type folderListing struct {
	fileEntry
	Entries   []fileEntry `json:"entries,omitempty"`
	Truncated bool        `json:"truncated"`
}

// pathOf reads an absolute path from the query.
func pathOf(r *http.Request) (string, error) { return absolute(r.URL.Query().Get("path")) }

func absolute(path string) (string, error) {
	if !filepath.IsAbs(path) || strings.ContainsRune(path, 0) || len(path) > 4096 {
		return "", invalid("path is an absolute path")
	}
	return filepath.Clean(path), nil
}

func entryOf(path string, info fs.FileInfo) fileEntry {
	found := fileEntry{
		Name:       info.Name(),
		Type:       "other",
		Size:       info.Size(),
		Mode:       uint32(info.Mode().Perm()),
		ModifiedMs: info.ModTime().UnixMilli(),
	}
	switch {
	case info.Mode().IsRegular():
		found.Type = "file"
	case info.IsDir():
		found.Type = "folder"
	case info.Mode()&fs.ModeSymlink != 0:
		found.Type = "link"
		found.Target, _ = os.Readlink(path)
	}
	return found
}

// getFolder tells of a path, and what is in it where it is a folder.
func getFolder(w http.ResponseWriter, r *http.Request) error {
	path, err := pathOf(r)
	if err != nil {
		return err
	}
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	listing := folderListing{fileEntry: entryOf(path, info)}
	if info.IsDir() {
		if listing.Entries, listing.Truncated, err = entriesOf(path); err != nil {
			return err
		}
	}
	writeJSON(w, http.StatusOK, listing)
	return nil
}

func entriesOf(path string) ([]fileEntry, bool, error) {
	folder, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer folder.Close()
	names, err := folder.Readdirnames(mostEntries + 1)
	if err != nil && err != io.EOF {
		return nil, false, err
	}
	truncated := len(names) > mostEntries
	if truncated {
		names = names[:mostEntries]
	}
	sort.Strings(names)
	entries := make([]fileEntry, 0, len(names))
	for _, name := range names {
		child := filepath.Join(path, name)
		// What went away meanwhile is not there.
		if info, err := os.Lstat(child); err == nil {
			entries = append(entries, entryOf(child, info))
		}
	}
	return entries, truncated, nil
}

// openRegular opens a regular file and nothing that a read could wait for or change: no FIFO, no device.
func openRegular(path string) (*os.File, fs.FileInfo, error) {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	file := os.NewFile(uintptr(fd), path)
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = refuse(http.StatusConflict, "not_a_file", "this is no regular file")
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, err
	}
	return file, info, nil
}

func getContent(w http.ResponseWriter, r *http.Request) error {
	path, err := pathOf(r)
	if err != nil {
		return err
	}
	offset, err := integer(r, "offset", 0)
	if err != nil {
		return err
	}
	length, err := integer(r, "length", -1)
	if err != nil {
		return err
	}
	file, info, err := openRegular(path)
	if err != nil {
		return err
	}
	defer file.Close()
	rest := info.Size() - offset
	if rest < 0 {
		rest = 0
	}
	if length < 0 || length > rest {
		length = rest
	}
	content := io.NewSectionReader(file, offset, length)
	w.Header().Set("content-type", "application/octet-stream")
	w.Header().Set("x-file-size", strconv.FormatInt(info.Size(), 10))
	w.Header().Set("content-length", strconv.FormatInt(length, 10))
	w.WriteHeader(http.StatusOK)
	count, err := io.CopyBuffer(onlyWriter{w}, onlyReader{content}, make([]byte, 32<<10))
	if err == nil && count < length {
		// It was cut while it was read.
		err = io.ErrUnexpectedEOF
	}
	complete(w)
	return err
}

// putContent writes a file whole or not at all, with the folders above it.
func putContent(w http.ResponseWriter, r *http.Request) error {
	path, err := pathOf(r)
	if err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if text := r.URL.Query().Get("mode"); text != "" {
		bits, err := strconv.ParseUint(text, 8, 32)
		if err != nil || bits > 0o777 {
			return invalid("mode is octal, 777 at most")
		}
		mode = fs.FileMode(bits)
	}
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		return &os.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := writeWhole(path, mode, wholeBody(r)); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func writeWhole(path string, mode fs.FileMode, content io.Reader) error {
	beside := filepath.Join(filepath.Dir(path), temporaryName())
	file, err := os.OpenFile(beside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = io.CopyBuffer(onlyWriter{file}, onlyReader{content}, make([]byte, 32<<10))
	if err == nil {
		err = file.Chmod(mode)
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(beside, path)
	}
	if err != nil {
		_ = os.Remove(beside)
	}
	return err
}

// temporaryName is what is written beside a file or folder until it is whole.
func temporaryName() string {
	random := make([]byte, 8)
	_, _ = rand.Read(random)
	return ".taskloom-" + hex.EncodeToString(random)
}

func makeFolder(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Path string `json:"path"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	path, err := absolute(body.Path)
	if err == nil {
		err = os.MkdirAll(path, 0o755)
	}
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func movePath(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		From string `json:"from"`
		To   string `json:"to"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	from, err := absolute(body.From)
	if err != nil {
		return err
	}
	to, err := absolute(body.To)
	if err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// removePath removes a file, or a folder with all that is in it. A link is removed, not what it leads to.
func removePath(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Path string `json:"path"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	path, err := absolute(body.Path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err != nil {
		return err
	}
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// These hide methods by which io.Copy would take buffers of its own.
type onlyWriter struct{ io.Writer }
type onlyReader struct{ io.Reader }
