package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func read(t *testing.T, o *output, offset int64) string {
	t.Helper()
	buffer := make([]byte, 1<<20)
	count, err := o.next(context.Background(), offset, buffer)
	if err != nil {
		t.Fatal(err)
	}
	return string(buffer[:count])
}

func TestOutputKeepsWhatIsNotAcknowledged(t *testing.T) {
	o := newOutput(100_000, false)
	text := strings.Repeat("0123456789", 5_000)
	for at := 0; at < len(text); at += 7 {
		end := at + 7
		if end > len(text) {
			end = len(text)
		}
		o.write([]byte(text[at:end]))
	}
	for _, offset := range []int64{0, 1, 511, 512, 16_384, 49_999} {
		if got := read(t, o, offset); got != text[offset:] {
			t.Fatalf("from %d: %d bytes in place of %d", offset, len(got), len(text)-int(offset))
		}
	}
	if err := o.acknowledge(12_345); err != nil {
		t.Fatal(err)
	}
	if got := read(t, o, 12_345); got != text[12_345:] {
		t.Fatal("what is left is not what was there")
	}
	var refused *refusal
	_, err := o.next(context.Background(), 12_344, make([]byte, 1))
	if !errors.As(err, &refused) || refused.code != "gone" || *refused.start != 12_345 {
		t.Fatalf("before what is kept: %v", err)
	}
}

func TestOutputWaitsForRoom(t *testing.T) {
	o := newOutput(10, false)
	written := make(chan bool)
	go func() { written <- o.write([]byte("0123456789abcde")) }()
	if got := read(t, o, 0); got != "0123456789" {
		t.Fatal(got)
	}
	select {
	case <-written:
		t.Fatal("it wrote more than there is room for")
	case <-time.After(20 * time.Millisecond):
	}
	_ = o.acknowledge(10)
	if !<-written || read(t, o, 10) != "abcde" {
		t.Fatal("it did not go on")
	}
	go func() { written <- o.write([]byte("0123456789")) }()
	o.close()
	if <-written {
		t.Fatal("it wrote to what is closed")
	}
}

func TestTerminalForgetsItsOldest(t *testing.T) {
	o := newOutput(1000, true)
	text := strings.Repeat("x", 5_000) + strings.Repeat("y", 1000)
	o.write([]byte(text))
	if state := o.state(); state.Start != 5_000 || state.End != 6_000 {
		t.Fatalf("%+v", state)
	}
	if got := read(t, o, 5_000); got != text[5_000:] {
		t.Fatal("the newest is not kept")
	}
}
