package main

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

const dialPatience = 5 * time.Second

// tunnelRoute finds the handler of what carries one connection: out (egress) or to a port inside.
func (g *guest) tunnelRoute(kind, name string) handler {
	if kind == "egress" {
		return g.carryOut(name)
	}
	return func(w http.ResponseWriter, r *http.Request) error {
		port, err := strconv.ParseUint(name, 10, 16)
		if err != nil || port == 0 {
			return invalid("a port is a number from 1 to 65535")
		}
		connection, err := dialLoopback(int(port))
		if err != nil {
			return refuse(http.StatusConflict, "not_listening", "nothing listens on port %d", port)
		}
		carry(connection, w, r.Body)
		return nil
	}
}

func dialLoopback(port int) (*net.TCPConn, error) {
	dialer := net.Dialer{Timeout: dialPatience}
	var failure error
	for _, host := range []string{"127.0.0.1", "::1"} {
		connection, err := dialer.Dial("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err == nil {
			return connection.(*net.TCPConn), nil
		}
		failure = err
	}
	return nil, failure
}

/*
A tunnel's bytes go in frames: their number in two bytes, most significant first, and then they. A frame of none says that
this direction has ended, as a connection's end does; a stream that ends without one was cut. HTTP/2 alone cannot say so: a
server's answer cannot end before the request does.
*/

const (
	frameHead  = 2
	frameBytes = 16 << 10
)

// carry answers, and then copies between a connection and a stream, each way until its end. When one of them breaks, so
// does the other.
func carry(connection *net.TCPConn, w http.ResponseWriter, body io.Reader) {
	answerTunnel(w)
	carryBoth(connection, w, body)
}

func answerTunnel(w http.ResponseWriter) {
	w.Header().Set("content-type", "application/octet-stream")
	w.WriteHeader(http.StatusOK)
	flush(w)
}

func carryBoth(connection *net.TCPConn, w http.ResponseWriter, body io.Reader) {
	defer connection.Close()
	inward := make(chan error, 1)
	go func() {
		err := carryIn(body, connection)
		if err != nil {
			// Closing it ends the other way too.
			reset(connection)
		}
		inward <- err
	}()
	if err := carryBack(connection, w); err != nil {
		reset(connection)
		panic(http.ErrAbortHandler)
	}
	if err := <-inward; err != nil {
		panic(http.ErrAbortHandler)
	}
}

// carryIn copies the frames of a request to the connection.
func carryIn(body io.Reader, connection *net.TCPConn) error {
	reader := bufio.NewReaderSize(body, 4<<10)
	head := make([]byte, frameHead)
	for {
		if _, err := io.ReadFull(reader, head); err != nil {
			return err
		}
		length := binary.BigEndian.Uint16(head)
		if length == 0 {
			return connection.CloseWrite()
		}
		if _, err := io.CopyN(onlyWriter{connection}, reader, int64(length)); err != nil {
			return err
		}
	}
}

// carryBack copies what comes from the connection into frames.
func carryBack(connection *net.TCPConn, w http.ResponseWriter) error {
	buffer := make([]byte, frameHead+frameBytes)
	for {
		count, err := connection.Read(buffer[frameHead:])
		if count > 0 || err == io.EOF {
			binary.BigEndian.PutUint16(buffer, uint16(count))
			if _, err := w.Write(buffer[:frameHead+count]); err != nil {
				return err
			}
			flush(w)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
