/** A web application as somebody has it in a sandbox: it tells what it got, and tries what a hostile one would. */
export const PREVIEW_APP = `
import base64, hashlib, http.server, json, socketserver, sys, time

class App(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, body, status=200, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def read(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while True:
                size = int(self.rfile.readline(), 16)
                piece = self.rfile.read(size)
                self.rfile.readline()
                if size == 0:
                    return body
                body += piece
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def upgrade(self):
        magic = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(magic.encode()).digest()).decode()
        self.wfile.write(("HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
            "Set-Cookie: monkeycode_ai_session=evil\\r\\nSec-WebSocket-Accept: " + accept + "\\r\\n\\r\\n").encode())
        while True:
            head = self.rfile.read(2)
            if len(head) < 2 or head[0] & 15 == 8:
                return
            length = head[1] & 127
            if length == 126:
                length = int.from_bytes(self.rfile.read(2), "big")
            mask = self.rfile.read(4)
            data = bytes(b ^ mask[i % 4] for i, b in enumerate(self.rfile.read(length)))
            size = bytes([length]) if length < 126 else bytes([126]) + length.to_bytes(2, "big")
            self.wfile.write(bytes([head[0]]) + size + data)

    def handle_any(self):
        path = self.path.split("?")[0]
        if self.headers.get("Upgrade") == "websocket":
            self.close_connection = True
            return self.upgrade()
        if path == "/echo":
            return self.answer(self.read())
        if path == "/hash":
            return self.answer(hashlib.sha256(self.read()).hexdigest().encode())
        if path == "/big":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            piece = b"x" * 65536
            for _ in range(320):
                self.wfile.write(b"10000\\r\\n" + piece + b"\\r\\n")
            return self.wfile.write(b"0\\r\\n\\r\\n")
        if path == "/endless":
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.close_connection = True
            while True:
                self.wfile.write(b"data: tick\\n\\n")
                time.sleep(0.05)
        if path == "/garbage":
            self.wfile.write(b"this is no HTTP\\r\\n\\r\\n")
            self.close_connection = True
            return
        if path == "/never":
            return time.sleep(600)
        if path.startswith("/status/"):
            number = path.split("/")[2]
            self.wfile.write(f"HTTP/1.1 {number} Odd\\r\\nContent-Length: 5\\r\\n\\r\\n".encode())
            self.close_connection = True
            return
        if path == "/hostile":
            return self.answer(b"<script>1</script>", 401, [
                ("Set-Cookie", "monkeycode_ai_session=evil; Path=/"), ("Clear-Site-Data", '"*"'),
                ("Alt-Svc", 'h2="evil:443"'), ("X-Accel-Redirect", "/etc/passwd"), ("Refresh", "0; url=/"),
                ("WWW-Authenticate", "Basic realm=Taskloom"), ("Access-Control-Allow-Origin", "https://evil.example"),
                ("Access-Control-Allow-Credentials", "true"), ("Content-Security-Policy", "sandbox allow-same-origin"),
                ("Service-Worker-Allowed", "/"), ("Content-Type", "text/html")])
        if path == "/redirect":
            return self.answer(b"", 302, [("Location", self.path.split("?to=")[1])])
        if path == "/page":
            return self.answer(b'<!doctype html><link rel=stylesheet href=style.css><script type=module src=app.js></script>', headers=[("Content-Type", "text/html")])
        told = {"method": self.command, "path": self.path, "headers": self.headers.items()}
        self.answer(json.dumps(told).encode(), headers=[("Content-Type", "application/json")])

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = handle_any

    def log_message(self, *args):
        pass

class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

Server(("127.0.0.1", int(sys.argv[1])), App).serve_forever()
`;
