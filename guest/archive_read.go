package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const (
	defaultArchiveBytes   = 1 << 30
	defaultArchiveEntries = 100_000
	mostLinkBytes         = 4096
)

// archived is an entry of an archive that is read.
type archived struct {
	name string
	mode fs.FileMode
	// target of a link.
	target  string
	content io.Reader
}

// putArchive puts what is in a tar, tar.gz or zip into a folder: all of it, or nothing.
func putArchive(w http.ResponseWriter, r *http.Request) error {
	folder, err := pathOf(r)
	if err != nil {
		return err
	}
	bounds := &extraction{}
	if bounds.bytes, err = integer(r, "max_bytes", defaultArchiveBytes); err != nil {
		return err
	}
	if bounds.entries, err = integer(r, "max_entries", defaultArchiveEntries); err != nil {
		return err
	}
	made, err := makeMissing(folder)
	if err != nil {
		return err
	}
	beside := filepath.Join(folder, temporaryName())
	if err = os.Mkdir(beside, 0o755); err == nil {
		bounds.folder = beside
		if err = bounds.extract(wholeBody(r)); err == nil {
			err = merge(beside, folder)
		}
		_ = os.RemoveAll(beside)
	}
	if err != nil {
		for at := len(made) - 1; at >= 0; at-- {
			_ = os.Remove(made[at])
		}
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// makeMissing makes a folder and those above it, and answers those that were not there, the outermost first.
func makeMissing(folder string) ([]string, error) {
	made := []string{}
	for at := folder; ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		if err == nil && !info.IsDir() {
			return nil, refuse(http.StatusConflict, "conflict", "%s is no folder", at)
		}
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		made = append([]string{at}, made...)
	}
	return made, os.MkdirAll(folder, 0o755)
}

// extraction is one archive on its way into a folder, within its bounds.
type extraction struct {
	folder  string
	bytes   int64
	entries int64
}

func unsafeArchive(format string, values ...any) *refusal {
	return refuse(http.StatusBadRequest, "unsafe_archive", format, values...)
}

func (x *extraction) extract(body io.Reader) error {
	reader := bufio.NewReaderSize(body, 16<<10)
	head, err := reader.Peek(4)
	if err != nil && err != io.EOF {
		return err
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK")):
		err = x.extractZip(reader)
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		err = x.extractPacked(reader)
	default:
		err = x.extractTar(reader)
	}
	if err != nil {
		return err
	}
	// A tar ends before its stream: what is left is filling, unless it broke off.
	_, err = io.Copy(io.Discard, reader)
	return err
}

func (x *extraction) extractPacked(reader io.Reader) error {
	unpacked, err := gzip.NewReader(reader)
	if err != nil {
		return invalid("this is no archive: %v", err)
	}
	if err := x.extractTar(unpacked); err != nil {
		return err
	}
	// Its checksum stands at its end.
	if _, err := io.Copy(io.Discard, io.LimitReader(unpacked, x.bytes+1)); err != nil {
		return brokenArchive(err)
	}
	return nil
}

func (x *extraction) extractTar(reader io.Reader) error {
	archive := tar.NewReader(reader)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return brokenArchive(err)
		}
		found := archived{name: header.Name, mode: header.FileInfo().Mode(), content: archive}
		switch header.Typeflag {
		case tar.TypeReg, tar.TypeDir:
		case tar.TypeSymlink:
			found.target = header.Linkname
		case tar.TypeXGlobalHeader:
			continue
		default:
			return unsafeArchive("%q is neither a file, nor a folder, nor a symbolic link", shortened(header.Name, 100))
		}
		if err := x.put(found); err != nil {
			return err
		}
	}
}

// extractZip needs the whole archive, for its contents stand at its end: it waits in a file that has no name.
func (x *extraction) extractZip(reader io.Reader) error {
	spool, err := os.CreateTemp(x.folder, temporaryName())
	if err != nil {
		return err
	}
	defer spool.Close()
	if err := os.Remove(spool.Name()); err != nil {
		return err
	}
	size, err := io.Copy(spool, io.LimitReader(reader, x.bytes+1))
	if err != nil {
		return err
	}
	if size > x.bytes {
		return x.tooLarge()
	}
	archive, err := zip.NewReader(spool, size)
	if err != nil {
		return brokenArchive(err)
	}
	for _, file := range archive.File {
		if err := x.putZipped(file); err != nil {
			return err
		}
	}
	return nil
}

func (x *extraction) putZipped(file *zip.File) error {
	found := archived{name: file.Name, mode: file.Mode()}
	content, err := file.Open()
	if err != nil {
		return brokenArchive(err)
	}
	defer content.Close()
	switch {
	case found.mode.IsRegular():
		found.content = content
	case found.mode.IsDir():
	case found.mode&fs.ModeSymlink != 0:
		target, err := io.ReadAll(io.LimitReader(content, mostLinkBytes+1))
		if err != nil {
			return brokenArchive(err)
		}
		found.target = string(target)
	default:
		return unsafeArchive("%q is neither a file, nor a folder, nor a symbolic link", shortened(file.Name, 100))
	}
	return x.put(found)
}

// put writes one entry. Nothing above it is a link: links that were put before lead nowhere outside, but through one an
// entry could still be written twice.
func (x *extraction) put(found archived) error {
	if x.entries--; x.entries < 0 {
		return refuse(http.StatusRequestEntityTooLarge, "too_large", "the archive has too many entries")
	}
	name, err := safeName(found.name)
	if err != nil {
		return err
	}
	if name == "." {
		return nil
	}
	target := filepath.Join(x.folder, name)
	if err := makeRealFolders(x.folder, filepath.Dir(name)); err != nil {
		return err
	}
	switch {
	case found.mode.IsDir():
		return makeRealFolders(x.folder, name)
	case found.mode&fs.ModeSymlink != 0:
		if err := safeLink(name, found.target); err != nil {
			return err
		}
		_ = os.Remove(target)
		return os.Symlink(found.target, target)
	}
	return x.putFile(target, found)
}

func (x *extraction) putFile(target string, found archived) error {
	if info, err := os.Lstat(target); err == nil {
		if info.IsDir() {
			return unsafeArchive("%q is a file and a folder", shortened(found.name, 100))
		}
		_ = os.Remove(target)
	}
	mode := found.mode.Perm() | 0o600
	file, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	defer file.Close()
	count, err := io.CopyBuffer(onlyWriter{file}, io.LimitReader(found.content, x.bytes+1), make([]byte, 32<<10))
	x.bytes -= count
	if x.bytes < 0 {
		return x.tooLarge()
	}
	if err != nil {
		return brokenArchive(err)
	}
	return file.Chmod(mode)
}

func (x *extraction) tooLarge() error {
	return refuse(http.StatusRequestEntityTooLarge, "too_large", "the archive holds too many bytes")
}

// brokenArchive keeps what the system said (no space), and calls everything else a broken archive.
func brokenArchive(err error) error {
	if r := refusalOf(err); r.code != "failed" && r.code != "not_found" {
		return err
	}
	return invalid("the archive is broken: %v", err)
}

func safeName(name string) (string, error) {
	clean := path.Clean(strings.TrimSuffix(name, "/"))
	outside := clean == ".." || strings.HasPrefix(clean, "../") || path.IsAbs(name)
	if name == "" || outside || strings.ContainsAny(name, "\x00\\") || hasParent(name) {
		return "", unsafeArchive("%q leads outside of the folder", shortened(name, 100))
	}
	return clean, nil
}

func hasParent(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

// safeLink refuses a link that leads outside of the folder that the archive is put into.
func safeLink(name, target string) error {
	reached := path.Join(path.Dir(name), target)
	// `link/..` is not where it seems: it is above of where the link leads.
	_, rest, turns := strings.Cut(strings.TrimLeft(target, "./"), "/")
	turns = turns && hasParent(rest)
	if target == "" || len(target) > mostLinkBytes || path.IsAbs(target) || turns || reached == ".." ||
		strings.HasPrefix(reached, "../") {
		return unsafeArchive("the link %q leads outside of the folder", shortened(name, 100))
	}
	return nil
}

// makeRealFolders makes the folders of a path below root, none of which is a link.
func makeRealFolders(root, name string) error {
	if name == "." {
		return nil
	}
	at := root
	for _, part := range strings.Split(name, "/") {
		at = filepath.Join(at, part)
		info, err := os.Lstat(at)
		if err == nil && !info.IsDir() {
			return unsafeArchive("%q leads over a link or a file", shortened(name, 100))
		}
		if err != nil {
			if err := os.Mkdir(at, 0o755); err != nil {
				return err
			}
		}
	}
	return nil
}

// merge moves what is in `from` into `into`, folder into folder, over what has the same names.
func merge(from, into string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, found := range entries {
		source, target := filepath.Join(from, found.Name()), filepath.Join(into, found.Name())
		if info, err := os.Lstat(target); err == nil && info.IsDir() {
			if !found.IsDir() {
				return refuse(http.StatusConflict, "conflict", "%s is a folder here", target)
			}
			if err := merge(source, target); err != nil {
				return err
			}
			continue
		}
		if err := os.Rename(source, target); err != nil {
			return err
		}
	}
	return nil
}
