package main

import (
	"context"
	"io"
	"net/http"
	"time"
)

const longestWait = 10 * time.Minute

// processRoute finds the handler of what is below /v1/processes.
func (g *guest) processRoute(method string, parts []string) handler {
	if len(parts) == 0 && method == http.MethodGet {
		return g.listProcesses
	}
	if len(parts) == 1 {
		switch method {
		case http.MethodPut:
			return g.startProcess(parts[0])
		case http.MethodGet:
			return g.withProcess(parts[0], waitForProcess)
		case http.MethodDelete:
			return g.forgetProcess(parts[0])
		}
	}
	if len(parts) != 2 {
		return nil
	}
	switch method + " " + parts[1] {
	case "GET stdout":
		return g.withProcess(parts[0], readOutput(func(p *process) *output { return p.stdout }))
	case "GET stderr":
		return g.withProcess(parts[0], readOutput(func(p *process) *output { return p.stderr }))
	case "POST acknowledge":
		return g.withProcess(parts[0], acknowledge)
	case "POST stdin":
		return g.withProcess(parts[0], writeStdin)
	case "POST signal":
		return g.withProcess(parts[0], g.signalProcess)
	case "POST resize":
		return g.withProcess(parts[0], resizeTerminal)
	case "POST kill":
		return g.withProcess(parts[0], g.killProcess)
	}
	return nil
}

type processHandler func(p *process, w http.ResponseWriter, r *http.Request) error

func (g *guest) withProcess(id string, handle processHandler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		p, err := g.processes.find(id)
		if err != nil {
			return err
		}
		return handle(p, w, r)
	}
}

func (g *guest) listProcesses(w http.ResponseWriter, _ *http.Request) error {
	states := []processState{}
	for _, p := range g.processes.all() {
		states = append(states, p.state())
	}
	writeJSON(w, http.StatusOK, map[string]any{"processes": states})
	return nil
}

func (g *guest) startProcess(id string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		var spec processSpec
		if err := readJSON(w, r, &spec); err != nil {
			return err
		}
		p, err := g.processes.start(id, &spec)
		if err != nil {
			return err
		}
		writeJSON(w, http.StatusOK, p.state())
		return nil
	}
}

func (g *guest) forgetProcess(id string) handler {
	return func(w http.ResponseWriter, _ *http.Request) error {
		if err := g.processes.forget(id); err != nil {
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
}

// waitForProcess answers at once, or with ?wait_ms when it has ended, at that time at the latest.
func waitForProcess(p *process, w http.ResponseWriter, r *http.Request) error {
	milliseconds, err := integer(r, "wait_ms", 0)
	if err != nil {
		return err
	}
	waiting, cancel := context.WithTimeout(r.Context(), bounded(milliseconds, longestWait))
	defer cancel()
	select {
	case <-p.ended:
	case <-waiting.Done():
	}
	writeJSON(w, http.StatusOK, p.state())
	return nil
}

func readOutput(of func(*process) *output) processHandler {
	return func(p *process, w http.ResponseWriter, r *http.Request) error {
		stream := of(p)
		offset, err := integer(r, "offset", 0)
		if err != nil {
			return err
		}
		buffer := make([]byte, 16<<10)
		// What cannot be had is refused before the answer begins.
		if state := stream.state(); offset < state.Start || offset > state.End {
			_, err := stream.next(r.Context(), offset, buffer)
			return err
		}
		w.Header().Set("content-type", "application/octet-stream")
		w.WriteHeader(http.StatusOK)
		flush(w)
		for {
			count, err := stream.next(r.Context(), offset, buffer)
			if err != nil {
				return err
			}
			if count == 0 {
				complete(w)
				return nil
			}
			if _, err := w.Write(buffer[:count]); err != nil {
				return err
			}
			flush(w)
			offset += int64(count)
		}
	}
}

func acknowledge(p *process, w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Stdout *int64 `json:"stdout"`
		Stderr *int64 `json:"stderr"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	if body.Stdout != nil {
		if err := p.stdout.acknowledge(*body.Stdout); err != nil {
			return err
		}
	}
	if body.Stderr != nil {
		if err := p.stderr.acknowledge(*body.Stderr); err != nil {
			return err
		}
	}
	writeJSON(w, http.StatusOK, p.state())
	return nil
}

// writeStdin hands the body over as it comes. ?close=1 ends stdin after it.
func writeStdin(p *process, w http.ResponseWriter, r *http.Request) error {
	buffer := make([]byte, 16<<10)
	for {
		count, err := r.Body.Read(buffer)
		if count > 0 {
			if err := p.writeStdin(buffer[:count]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	if r.URL.Query().Get("close") == "1" {
		if err := p.closeStdin(); err != nil {
			return err
		}
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (g *guest) signalProcess(p *process, w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Signal string `json:"signal"`
		Group  bool   `json:"group"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	number, err := signalNumber(body.Signal)
	if err != nil {
		return err
	}
	if err := g.processes.signal(p, number, body.Group); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func resizeTerminal(p *process, w http.ResponseWriter, r *http.Request) error {
	var size terminalSize
	if err := readJSON(w, r, &size); err != nil {
		return err
	}
	if size.Rows == 0 || size.Cols == 0 {
		return invalid("a terminal has rows and columns")
	}
	if p.terminal == nil {
		return refuse(http.StatusConflict, "no_terminal", "it has no terminal")
	}
	if err := resize(p.terminal, size); err != nil {
		return refuse(http.StatusConflict, "closed", "its terminal is closed")
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

type graceBody struct {
	GraceMs int64 `json:"grace_ms"`
}

func readGrace(w http.ResponseWriter, r *http.Request) (time.Duration, error) {
	var body graceBody
	if err := readJSON(w, r, &body); err != nil {
		return 0, err
	}
	if body.GraceMs < 0 {
		return 0, invalid("grace_ms is not negative")
	}
	return bounded(body.GraceMs, longestGrace), nil
}

// killProcess goes on when the host hangs up: it asked for the end, and a repeat finds it so.
func (g *guest) killProcess(p *process, w http.ResponseWriter, r *http.Request) error {
	grace, err := readGrace(w, r)
	if err != nil {
		return err
	}
	if err := g.processes.kill(p, grace); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, p.state())
	return nil
}

func (g *guest) killAll(w http.ResponseWriter, r *http.Request) error {
	grace, err := readGrace(w, r)
	if err != nil {
		return err
	}
	if err := g.processes.killAll(grace); err != nil {
		return err
	}
	return g.listProcesses(w, r)
}

func bounded(milliseconds int64, most time.Duration) time.Duration {
	if milliseconds > most.Milliseconds() {
		return most
	}
	return time.Duration(milliseconds) * time.Millisecond
}

func flush(w http.ResponseWriter) {
	if flusher, ok := w.(http.Flusher); ok {
		flusher.Flush()
	}
}
