package main

import "os"

// streams are both ends of what a process reads and writes.
type streams struct {
	children []*os.File
	// parents: stdin's, stdout's and stderr's; at a terminal its master alone.
	stdin, stdout, stderr, terminal *os.File
}

func openStreams(spec *processSpec) (*streams, error) {
	s := &streams{}
	var err error
	if spec.Pty != nil {
		err = s.openTerminal(*spec.Pty)
	} else {
		err = s.openPipes(spec.Stdin == "open")
	}
	if err != nil {
		s.closeChildren()
		s.closeParents()
		return nil, err
	}
	return s, nil
}

func (s *streams) openTerminal(size terminalSize) error {
	master, slave, err := openPty(size)
	if err != nil {
		return err
	}
	s.terminal = master
	s.children = []*os.File{slave, slave, slave}
	return nil
}

func (s *streams) openPipes(stdinOpen bool) error {
	if stdinOpen {
		reader, writer, err := os.Pipe()
		if err != nil {
			return err
		}
		s.children, s.stdin = append(s.children, reader), writer
	} else {
		nothing, err := os.Open(os.DevNull)
		if err != nil {
			return err
		}
		s.children = append(s.children, nothing)
	}
	for _, parent := range []**os.File{&s.stdout, &s.stderr} {
		reader, writer, err := os.Pipe()
		if err != nil {
			return err
		}
		s.children, *parent = append(s.children, writer), reader
	}
	return nil
}

// childFds are the descriptors 0 to 2 of the child. They are made blocking, as every program expects them.
func (s *streams) childFds() []uintptr {
	fds := make([]uintptr, 0, 4)
	for _, file := range s.children {
		fds = append(fds, file.Fd())
	}
	return fds
}

// attach gives the parents' ends to a process that runs, and begins to read them.
func (s *streams) attach(p *process, spec *processSpec) {
	p.stdin, p.terminal = s.stdin, s.terminal
	if s.terminal != nil {
		p.stdout, p.stderr = newOutput(terminalBytes, true), newOutput(0, true)
		p.stderr.close()
		go pump(s.terminal, p.stdout)
		return
	}
	limit := spec.Buffer
	if limit == 0 {
		limit = defaultBufferBytes
	}
	p.stdout, p.stderr = newOutput(limit, false), newOutput(limit, false)
	go pump(s.stdout, p.stdout)
	go pump(s.stderr, p.stderr)
}

func (s *streams) closeChildren() {
	for _, file := range s.children {
		_ = file.Close()
	}
}

func (s *streams) closeParents() {
	for _, file := range []*os.File{s.stdin, s.stdout, s.stderr, s.terminal} {
		if file != nil {
			_ = file.Close()
		}
	}
}
