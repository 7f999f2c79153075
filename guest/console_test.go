package main

import (
	"bufio"
	"net"
	"net/http"
	"testing"
	"time"

	"golang.org/x/net/http2"
)

// A host greets, speaks, and goes; the next one finds what the first left behind in the port, and is understood all the same.
func TestConsoleGreetsOneHostAfterTheOther(t *testing.T) {
	g := &guest{started: time.Now(), processes: newProcessTable(0), egress: newEgressTable(), deadline: &deadline{}}
	for _, before := range []string{"", "garbage\nPRI * HTTP/2.0\r\n\x00\x00\nTASKLOOM not/a/nonce\n"} {
		host, port := net.Pipe()
		go func() {
			if greet(port) {
				g.serveConnection(&consoleConnection{ReadWriteCloser: port})
			}
		}()
		if _, err := host.Write([]byte(before + "TASKLOOM n-1\n")); err != nil {
			t.Fatal(err)
		}
		reader := bufio.NewReader(host)
		if line, err := reader.ReadString('\n'); err != nil || line != "READY n-1\n" {
			t.Fatalf("%q, %v", line, err)
		}
		if status := hello(t, host); status != http.StatusOK {
			t.Fatal(status)
		}
		_ = host.Close()
	}
}

func hello(t *testing.T, connection net.Conn) int {
	t.Helper()
	client, err := (&http2.Transport{}).NewClientConn(connection)
	if err != nil {
		t.Fatal(err)
	}
	request, _ := http.NewRequest(http.MethodGet, "http://sandbox/v1/hello", nil)
	answer, err := client.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}
