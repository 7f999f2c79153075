package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"os"
	"strconv"
	"syscall"
)

// The body of a request in JSON: arguments and environment of a process are the largest.
const mostJSONBytes = 1 << 20

// refusal is an answer that says no: a status, a code for programs, and a sentence for people.
type refusal struct {
	status  int
	code    string
	message string
	// start is where kept output begins, for the code `gone`.
	start *int64
}

func (r *refusal) Error() string { return r.message }

func refuse(status int, code, format string, values ...any) *refusal {
	return &refusal{status: status, code: code, message: fmt.Sprintf(format, values...)}
}

func invalid(format string, values ...any) *refusal {
	return refuse(http.StatusBadRequest, "invalid", format, values...)
}

func notFound(format string, values ...any) *refusal {
	return refuse(http.StatusNotFound, "not_found", format, values...)
}

// refusalOf says what an error of the system means for the host.
func refusalOf(err error) *refusal {
	var known *refusal
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &tooLarge):
		return refuse(http.StatusRequestEntityTooLarge, "too_large", "the request is too large")
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return notFound("%v", err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return refuse(http.StatusConflict, "denied", "%v", err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return refuse(http.StatusConflict, "full", "%v", err)
	case errors.Is(err, fs.ErrExist), errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTEMPTY),
		errors.Is(err, syscall.ELOOP), errors.Is(err, syscall.EBUSY), errors.Is(err, syscall.EXDEV):
		return refuse(http.StatusConflict, "conflict", "%v", err)
	case errors.Is(err, syscall.ENAMETOOLONG), errors.Is(err, syscall.EINVAL):
		return invalid("%v", err)
	}
	return refuse(http.StatusInternalServerError, "failed", "%v", err)
}

func writeRefusal(w http.ResponseWriter, err error) {
	r := refusalOf(err)
	body := map[string]any{"error": r.code, "message": shortened(r.message, 500)}
	if r.start != nil {
		body["start"] = *r.start
	}
	writeJSON(w, r.status, body)
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"error":"failed","message":"no JSON"}`)
	}
	w.Header().Set("content-type", "application/json")
	w.Header().Set("content-length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// wholeBody reads a body of which it is known at its end whether it is whole: by its length, or by a trailer. The end of a
// stream does not tell: a host that gives up may end it too.
func wholeBody(r *http.Request) io.Reader {
	if r.ContentLength >= 0 {
		return r.Body
	}
	return &trailedBody{r}
}

type trailedBody struct{ r *http.Request }

func (t *trailedBody) Read(into []byte) (int, error) {
	count, err := t.r.Body.Read(into)
	if err == io.EOF && t.r.Trailer.Get(completeTrailer) != "1" {
		err = refuse(http.StatusBadRequest, "incomplete", "the body broke off")
	}
	return count, err
}

const completeTrailer = "X-Complete"

// complete says after a streamed body that it is whole: a connection that breaks looks like an end.
func complete(w http.ResponseWriter) {
	w.Header().Set(http.TrailerPrefix+completeTrailer, "1")
}

// readJSON reads a body into `value`, and refuses what it does not know.
func readJSON(w http.ResponseWriter, r *http.Request, value any) error {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostJSONBytes))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(value); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return err
		}
		return invalid("the body: %v", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return invalid("the body goes on after its value")
	}
	return nil
}

// integer reads a number of the query that is not negative; `fallback` where there is none.
func integer(r *http.Request, name string, fallback int64) (int64, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return fallback, nil
	}
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil || value < 0 {
		return 0, invalid("%s is no number from 0 up", name)
	}
	return value, nil
}

func shortened(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return text[:most] + "…"
}

// quietLog has what a server says of connections that broke: whoever reads the log can do nothing about it.
func quietLog() *log.Logger { return log.New(io.Discard, "", 0) }

// complain writes a line into the sandbox's log, which is bounded by the host.
func complain(format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
}
