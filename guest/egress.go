package main

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	// How long a connection waits for the host, which may be starting again.
	egressPatience = 60 * time.Second
	// How many of one name may wait; further ones are reset.
	mostWaiting = 256
	mostEgress  = 16
)

var egressName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// egressTable holds the ports inside that lead out, by name.
type egressTable struct {
	mu    sync.Mutex
	ports map[string]*egressPort
}

// egressPort listens inside; what connects waits for a stream that the host holds open for it.
type egressPort struct {
	port    int
	waiting chan *waitingConnection
}

// waitingConnection is taken once: by a stream, or by its time running out.
type waitingConnection struct {
	connection *net.TCPConn
	timer      *time.Timer
}

func newEgressTable() *egressTable { return &egressTable{ports: map[string]*egressPort{}} }

// listen begins to listen on 127.0.0.1 for a name. A repeat changes nothing.
func (g *guest) listen(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Name string `json:"name"`
		Port int    `json:"port"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	if !egressName.MatchString(body.Name) || body.Port < 1 || body.Port > 65535 {
		return invalid("name is of letters, digits, _ and -, and port from 1 to 65535")
	}
	if err := g.egress.open(body.Name, body.Port); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (t *egressTable) open(name string, port int) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if known := t.ports[name]; known != nil {
		if known.port != port {
			return refuse(http.StatusConflict, "exists", "this name listens on another port")
		}
		return nil
	}
	if len(t.ports) >= mostEgress {
		return refuse(http.StatusConflict, "too_many", "%d ports lead out already", mostEgress)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return refuse(http.StatusConflict, "exists", "something listens on this port")
	}
	if err != nil {
		return err
	}
	opened := &egressPort{port: port, waiting: make(chan *waitingConnection, mostWaiting)}
	t.ports[name] = opened
	go opened.accept(listener)
	return nil
}

func (p *egressPort) accept(listener net.Listener) {
	for {
		accepted, err := listener.Accept()
		if err != nil {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		p.offer(accepted.(*net.TCPConn))
	}
}

// offer has a connection wait for a stream.
func (p *egressPort) offer(connection *net.TCPConn) {
	waiting := &waitingConnection{connection: connection}
	waiting.timer = time.AfterFunc(egressPatience, func() { reset(connection) })
	select {
	case p.waiting <- waiting:
	default:
		waiting.timer.Stop()
		reset(connection)
	}
}

func reset(connection *net.TCPConn) {
	_ = connection.SetLinger(0)
	_ = connection.Close()
}

// carryOut answers when a connection came in, and carries it. A host that asks with confirm=1 says by a byte that it has it:
// where the stream ends instead, it was given up while the answer was on its way, and the next one takes the connection.
func (g *guest) carryOut(name string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		g.egress.mu.Lock()
		port := g.egress.ports[name]
		g.egress.mu.Unlock()
		if port == nil {
			return notFound("nothing listens for this name")
		}
		body := watch(r.Body)
		for {
			select {
			case <-r.Context().Done():
				return r.Context().Err()
			case <-body.ended:
				return errStreamEnded
			case waiting := <-port.waiting:
				if r.Context().Err() != nil || body.hasEnded() {
					// This stream is gone, and the next one takes it.
					port.waiting <- waiting
					return errStreamEnded
				}
				if !waiting.timer.Stop() {
					continue
				}
				if r.URL.Query().Get("confirm") != "1" {
					carry(waiting.connection, w, body)
					return nil
				}
				if !confirmed(w, r, body) {
					port.offer(waiting.connection)
					panic(http.ErrAbortHandler)
				}
				carryBoth(waiting.connection, w, body)
				return nil
			}
		}
	}
}

func confirmed(w http.ResponseWriter, r *http.Request, body *watchedBody) bool {
	w.Header().Set("x-confirm", "1")
	answerTunnel(w)
	patience := time.NewTimer(egressPatience)
	defer patience.Stop()
	select {
	case <-body.looked:
	case <-r.Context().Done():
		return false
	case <-patience.C:
		// A host that says nothing more has not given it up, and has no use for it either.
		return false
	}
	_, err := body.Read(make([]byte, 1))
	return err == nil
}

var errStreamEnded = errors.New("the stream has ended")

// watchedBody knows of its end before anybody reads it. A host that gives a stream up ends it first, and Node can lose what
// would say that it is cancelled.
type watchedBody struct {
	reader *bufio.Reader
	// looked is closed when there is a first byte, or none; ended when there is none.
	looked, ended chan struct{}
}

func watch(body io.Reader) *watchedBody {
	watched := &watchedBody{bufio.NewReaderSize(body, 4<<10), make(chan struct{}), make(chan struct{})}
	go func() {
		if _, err := watched.reader.Peek(1); err != nil {
			close(watched.ended)
		}
		close(watched.looked)
	}()
	return watched
}

func (b *watchedBody) hasEnded() bool {
	select {
	case <-b.ended:
		return true
	default:
		return false
	}
}

func (b *watchedBody) Read(into []byte) (int, error) {
	<-b.looked
	return b.reader.Read(into)
}
