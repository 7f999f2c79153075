package main

import (
	"errors"
	"io"
	"net"
	"os"
)

// dial carries stdin and stdout to a Unix socket, for hosts that have nothing but a process to speak through.
func dial(arguments []string) error {
	if len(arguments) != 1 {
		return errors.New("it takes the path of a socket")
	}
	connection, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: arguments[0], Net: "unix"})
	if err != nil {
		return err
	}
	defer connection.Close()
	go func() {
		_, _ = io.Copy(connection, os.Stdin)
		_ = connection.CloseWrite()
	}()
	_, err = io.Copy(os.Stdout, connection)
	return err
}
