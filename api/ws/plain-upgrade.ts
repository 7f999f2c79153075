import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Whether a request asks for a WebSocket. Java's client asks for HTTP/2 in the same way with every request. */
export function asksForWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** The connections whose request asked for a WebSocket, and is served without one. */
const refused = new WeakSet<Duplex>();

/** The first step of such a request: AppError NO_WEBSOCKET. Its connection carries no other. */
export function wantedWebSocket({ socket }: IncomingMessage): boolean {
  return refused.has(socket);
}

/** Refuses a WebSocket by what answers other requests at the path, so that its caller can read why. */
export function refuseWebSocket(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  rest: Buffer,
): void {
  refused.add(socket);
  request.headers.connection = 'close';
  serveWithoutUpgrade(server, request, socket, rest);
}

/**
 * Serves a request as HTTP/1.1 that asked for another protocol, as a server may (RFC 9110, section 7.8). Node hands
 * over every request with an Upgrade header once somebody listens for them, and its parser is gone by then: the
 * request is given to a new one, without the header.
 */
export function serveWithoutUpgrade(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  rest: Buffer,
): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(i, i + 2);
    if (!/^(upgrade|http2-settings|connection)$/i.test(name)) lines.push(`${name}: ${value}`);
  }
  if (/\bclose\b/i.test(request.headers.connection ?? '')) lines.push('Connection: close');
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  socket.removeAllListeners('error');
  server.emit('connection', socket);
  socket.unshift(Buffer.concat([head, rest]));
}
