package main

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
)

// listenVariable names the listening descriptor to the program that `listen` becomes.
const listenVariable = "LISTEN_FD"

// listenAndExecute binds a Unix socket that only its owner may connect to, and becomes another program, which inherits
// it. It runs outside of the sandbox: the socket's file lies where nothing inside can put something else in its place.
// A line on --ready-fd says that connections are taken from now on.
func listenAndExecute(arguments []string) error {
	flags := flag.NewFlagSet("listen", flag.ExitOnError)
	readyFd := flags.Int("ready-fd", -1, "where to say that it listens")
	wantedFd := flags.Int("fd", -1, "the number that the program gets the socket as; any when none is given")
	_ = flags.Parse(arguments)
	rest := flags.Args()
	if len(rest) < 2 {
		return errors.New("it takes a path and a program")
	}
	path, argv := rest[0], rest[1:]
	if argv[0] == "--" {
		argv = argv[1:]
	}
	program, err := exec.LookPath(argv[0])
	if err != nil {
		return err
	}
	fd, err := bindSocket(path, *wantedFd)
	if err != nil {
		return err
	}
	sayReady(*readyFd)
	if err := os.Setenv(listenVariable, strconv.Itoa(fd)); err != nil {
		return err
	}
	return syscall.Exec(program, argv, os.Environ())
}

// sayReady tells who waits for it that connections are taken.
func sayReady(fd int) {
	if fd < 0 {
		return
	}
	ready := os.NewFile(uintptr(fd), "ready")
	// Who started this may be gone by now: the sandbox is made all the same, and found by its folder.
	_, _ = ready.WriteString("listening\n")
	_ = ready.Close()
}

// bindSocket answers a listening descriptor that survives an exec. The path may be longer than a socket's address can
// be, so it is bound from inside its folder.
func bindSocket(path string, wanted int) (int, error) {
	if err := os.Chdir(filepath.Dir(path)); err != nil {
		return -1, err
	}
	previous := syscall.Umask(0o177)
	defer syscall.Umask(previous)
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Base(path), Net: "unix"})
	if err != nil {
		return -1, err
	}
	listener.SetUnlinkOnClose(false)
	file, err := listener.File()
	if err != nil {
		return -1, fmt.Errorf("the socket: %w", err)
	}
	fd := wanted
	switch {
	case wanted < 0:
		fd, err = syscall.Dup(int(file.Fd()))
	case wanted == int(file.Fd()):
		// It cannot become what it is, and must not be closed below.
		return -1, fmt.Errorf("descriptor %d is taken", wanted)
	default:
		err = syscall.Dup3(int(file.Fd()), wanted, 0)
	}
	if err != nil {
		return -1, err
	}
	_ = file.Close()
	_ = listener.Close()
	return fd, nil
}
