package main

import (
	"context"
	"net/http"
	"sync"
)

// What is kept of one stream of a process, in pieces, so that little output takes little memory.
const pieceBytes = 16 << 10

// output keeps the bytes from `start` to `end` of a stream. A pipe's output waits for room when it is full, so nothing
// is lost; a terminal's (`drops`) forgets its oldest.
type output struct {
	mu      sync.Mutex
	changed chan struct{}
	pieces  [][]byte
	start   int64
	end     int64
	limit   int64
	drops   bool
	closed  bool
}

func newOutput(limit int64, drops bool) *output {
	return &output{changed: make(chan struct{}), limit: limit, drops: drops}
}

// write appends, and waits for room. It answers false when the output was closed meanwhile.
func (o *output) write(bytes []byte) bool {
	for len(bytes) > 0 {
		o.mu.Lock()
		if o.closed {
			o.mu.Unlock()
			return false
		}
		room := o.limit - (o.end - o.start)
		if o.drops {
			room = o.limit
		}
		if room <= 0 {
			waiting := o.changed
			o.mu.Unlock()
			<-waiting
			continue
		}
		taken := bytes
		if int64(len(taken)) > room {
			taken = taken[:room]
		}
		bytes = bytes[len(taken):]
		o.append(taken)
		if o.drops && o.end-o.start > o.limit {
			o.free(o.end - o.limit)
		}
		o.announce()
		o.mu.Unlock()
	}
	return true
}

func (o *output) append(bytes []byte) {
	o.end += int64(len(bytes))
	for len(bytes) > 0 {
		last := len(o.pieces) - 1
		if last < 0 || len(o.pieces[last]) == cap(o.pieces[last]) {
			o.pieces = append(o.pieces, make([]byte, 0, pieceSize(len(bytes))))
			last++
		}
		piece := o.pieces[last]
		fitting := cap(piece) - len(piece)
		if fitting > len(bytes) {
			fitting = len(bytes)
		}
		o.pieces[last] = append(piece, bytes[:fitting]...)
		bytes = bytes[fitting:]
	}
}

// pieceSize keeps the first words of a quiet process small.
func pieceSize(bytes int) int {
	if bytes < 512 {
		return 512
	}
	if bytes > pieceBytes {
		return pieceBytes
	}
	return bytes
}

// free forgets what is before `offset`, in whole pieces and a part of the first.
func (o *output) free(offset int64) {
	for len(o.pieces) > 0 && o.start < offset {
		first := o.pieces[0]
		gone := offset - o.start
		if gone >= int64(len(first)) {
			o.start += int64(len(first))
			o.pieces[0] = nil
			o.pieces = o.pieces[1:]
			continue
		}
		o.pieces[0] = first[gone:]
		o.start = offset
	}
	if len(o.pieces) == 0 {
		o.pieces = nil
	}
}

// announce wakes who waits for a change. The lock is held.
func (o *output) announce() {
	close(o.changed)
	o.changed = make(chan struct{})
}

// acknowledge forgets what is before `offset`, which the host has.
func (o *output) acknowledge(offset int64) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if offset > o.end {
		return invalid("only %d bytes were put out", o.end)
	}
	o.free(offset)
	o.announce()
	return nil
}

// close ends the stream: who reads gets what is left, and then its end.
func (o *output) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed {
		o.closed = true
		o.announce()
	}
}

// next copies what there is from `offset`, waiting for it. No bytes are the end of the stream.
func (o *output) next(ctx context.Context, offset int64, into []byte) (int, error) {
	for {
		o.mu.Lock()
		if offset < o.start {
			start := o.start
			o.mu.Unlock()
			gone := refuse(http.StatusConflict, "gone", "what is kept begins at %d", start)
			gone.start = &start
			return 0, gone
		}
		if offset > o.end {
			end := o.end
			o.mu.Unlock()
			return 0, invalid("only %d bytes were put out", end)
		}
		if offset < o.end {
			count := o.copyFrom(offset, into)
			o.mu.Unlock()
			return count, nil
		}
		if o.closed {
			o.mu.Unlock()
			return 0, nil
		}
		waiting := o.changed
		o.mu.Unlock()
		select {
		case <-waiting:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

func (o *output) copyFrom(offset int64, into []byte) int {
	at, count := o.start, 0
	for _, piece := range o.pieces {
		after := at + int64(len(piece))
		if offset < after {
			count += copy(into[count:], piece[offset-at:])
			if count == len(into) {
				return count
			}
			offset = after
		}
		at = after
	}
	return count
}

type outputState struct {
	Start  int64 `json:"start"`
	End    int64 `json:"end"`
	Closed bool  `json:"closed"`
}

func (o *output) state() outputState {
	o.mu.Lock()
	defer o.mu.Unlock()
	return outputState{Start: o.start, End: o.end, Closed: o.closed}
}
