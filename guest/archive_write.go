package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
)

// archiver puts the entries of a folder into an archive of one format.
type archiver interface {
	// add takes an entry; `content` is nil for what is no regular file. It writes exactly `info.Size()` bytes.
	add(name string, info fs.FileInfo, target string, content io.Reader) error
	close() error
}

// getArchive streams a folder, or a file alone. Links go in as links; sockets, devices and FIFOs do not.
func getArchive(w http.ResponseWriter, r *http.Request) error {
	root, err := pathOf(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	excluded := query["exclude"]
	for _, pattern := range excluded {
		if _, err := path.Match(pattern, ""); err != nil || len(excluded) > 100 {
			return invalid("exclude is a pattern such as node_modules or *.log, 100 at most")
		}
	}
	if _, err := os.Lstat(root); err != nil {
		return err
	}
	var archive archiver
	switch query.Get("format") {
	case "", "tar.gz":
		w.Header().Set("content-type", "application/gzip")
		archive = newTarArchiver(w)
	case "zip":
		w.Header().Set("content-type", "application/zip")
		archive = &zipArchiver{zip.NewWriter(w)}
	default:
		return invalid("format is tar.gz or zip")
	}
	w.WriteHeader(http.StatusOK)
	if err := addFolder(archive, root, excluded); err != nil {
		return err
	}
	if err := archive.close(); err != nil {
		return err
	}
	complete(w)
	return nil
}

func addFolder(archive archiver, root string, excluded []string) error {
	return filepath.WalkDir(root, func(file string, found fs.DirEntry, err error) error {
		// What cannot be read or has just gone is left out, as if it were not there.
		if err != nil {
			return nil
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		if name == "." {
			if found.IsDir() {
				return nil
			}
			name = filepath.Base(file)
		}
		if matches(name, excluded) {
			if found.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		info, err := found.Info()
		if err != nil {
			return nil
		}
		return addEntry(archive, file, filepath.ToSlash(name), info)
	})
}

// matches tells whether a pattern fits the path from the root, or the name alone.
func matches(name string, patterns []string) bool {
	for _, pattern := range patterns {
		whole, _ := path.Match(pattern, name)
		base, _ := path.Match(pattern, path.Base(name))
		if whole || base {
			return true
		}
	}
	return false
}

func addEntry(archive archiver, file, name string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return archive.add(name+"/", info, "", nil)
	case info.Mode()&fs.ModeSymlink != 0:
		target, err := os.Readlink(file)
		if err != nil {
			return nil
		}
		return archive.add(name, info, target, nil)
	case info.Mode().IsRegular():
		content, opened, err := openRegular(file)
		if err != nil {
			return nil
		}
		defer content.Close()
		// A file that shrinks meanwhile is filled up, and one that grows is cut: its size is written before it.
		exact := io.LimitReader(io.MultiReader(content, zeros{}), opened.Size())
		return archive.add(name, opened, "", exact)
	}
	return nil
}

type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	for at := range into {
		into[at] = 0
	}
	return len(into), nil
}

type tarArchiver struct {
	packed *gzip.Writer
	tar    *tar.Writer
}

func newTarArchiver(w io.Writer) *tarArchiver {
	packed, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
	return &tarArchiver{packed, tar.NewWriter(packed)}
}

func (a *tarArchiver) add(name string, info fs.FileInfo, target string, content io.Reader) error {
	header, err := tar.FileInfoHeader(info, target)
	if err != nil {
		return err
	}
	header.Name = name
	header.Uid, header.Gid, header.Uname, header.Gname = 0, 0, "", ""
	header.Format = tar.FormatPAX
	if err := a.tar.WriteHeader(header); err != nil || content == nil {
		return err
	}
	_, err = io.Copy(a.tar, content)
	return err
}

func (a *tarArchiver) close() error {
	if err := a.tar.Close(); err != nil {
		return err
	}
	return a.packed.Close()
}

type zipArchiver struct{ zip *zip.Writer }

func (a *zipArchiver) add(name string, info fs.FileInfo, target string, content io.Reader) error {
	header, err := zip.FileInfoHeader(info)
	if err != nil {
		return err
	}
	header.Name = name
	if content != nil {
		header.Method = zip.Deflate
	}
	writer, err := a.zip.CreateHeader(header)
	if err != nil {
		return err
	}
	if content != nil {
		_, err = io.Copy(writer, content)
	} else if target != "" {
		_, err = io.WriteString(writer, target)
	}
	return err
}

func (a *zipArchiver) close() error { return a.zip.Close() }
