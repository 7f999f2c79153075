package main

import (
	"io"
	"net"
	"os"
	"regexp"
	"time"
)

/*
A console port is one stream of bytes for ever: it does not tell when another host takes it over, and what the last one
left unread is still in it. So a host sends `TASKLOOM <nonce>`, again and again, until the guest answers
`READY <nonce>`; from there on both speak HTTP/2. After an end or an error the guest waits for the next such line, and
what is not one is discarded.
*/

var greeting = regexp.MustCompile(`^TASKLOOM ([A-Za-z0-9_-]{1,64})$`)

const (
	// How soon a port is looked at again that no host has open.
	consolePause = 50 * time.Millisecond
	longestLine  = 128
)

func (g *guest) serveConsole(device string) error {
	for {
		port, err := os.OpenFile(device, os.O_RDWR, 0)
		if err != nil {
			complain("%v", err)
			time.Sleep(20 * consolePause)
			continue
		}
		if greet(port) {
			g.serveConnection(&consoleConnection{ReadWriteCloser: port})
		}
		_ = port.Close()
		time.Sleep(consolePause)
	}
}

// greet waits for a host's greeting and answers it.
func greet(port io.ReadWriter) bool {
	line := make([]byte, 0, longestLine)
	one := make([]byte, 1)
	for {
		// One byte at a time: what comes after the line is not ours to take.
		count, err := port.Read(one)
		if err != nil {
			return false
		}
		if count == 0 {
			continue
		}
		if one[0] != '\n' {
			if len(line) < longestLine {
				line = append(line, one[0])
			}
			continue
		}
		if found := greeting.FindSubmatch(line); found != nil {
			_, err := port.Write([]byte("READY " + string(found[1]) + "\n"))
			return err == nil
		}
		line = line[:0]
	}
}

// consoleConnection is what a server takes for a connection. A console has no addresses and no deadlines.
type consoleConnection struct{ io.ReadWriteCloser }

type consoleAddress struct{}

func (consoleAddress) Network() string { return "console" }
func (consoleAddress) String() string  { return "console" }

func (*consoleConnection) LocalAddr() net.Addr              { return consoleAddress{} }
func (*consoleConnection) RemoteAddr() net.Addr             { return consoleAddress{} }
func (*consoleConnection) SetDeadline(time.Time) error      { return nil }
func (*consoleConnection) SetReadDeadline(time.Time) error  { return nil }
func (*consoleConnection) SetWriteDeadline(time.Time) error { return nil }
