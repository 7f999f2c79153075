import { request, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { Duplex } from 'node:stream';
import { AppError, isAppError } from '../../domain/errors';
import { joined } from '../../domain/joined-streams';
import type { Sandbox } from '../../domain/sandboxes/driver';
import { EGRESS_PORTS } from '../../domain/sandboxes/layout';
import { headersInside, headersOutside, type PreviewFrame } from './preview-headers';

/** How long a program may take until its answer begins. */
const PATIENCE_MS = 60_000;

/** Connects to what listens on a port inside. AppErrors NOTHING_LISTENS, SANDBOX_LOST */
async function connected(sandbox: Sandbox, port: number): Promise<Duplex> {
  // The ways out of a sandbox listen too, and are nobody's work.
  if (EGRESS_PORTS.some((way) => way.port === port)) throw new AppError('NOTHING_LISTENS');
  try {
    return await sandbox.connectPort(port);
  } catch (error) {
    if (isAppError(error, 'SANDBOX_REFUSED'))
      throw new AppError('NOTHING_LISTENS', undefined, { cause: error });
    throw error;
  }
}

/**
 * Carries a request into a sandbox and its answer out, both as they come. Resolves when it is over, however that was.
 * AppErrors NOTHING_LISTENS, SANDBOX_LOST, UPSTREAM_FAILED before the answer has begun; `signal` ends it at any time, with
 * its reason where that is an AppError.
 */
export async function forward(
  req: IncomingMessage,
  res: ServerResponse,
  sandbox: Sandbox,
  frame: PreviewFrame,
  signal: AbortSignal,
): Promise<void> {
  const tunnel = await connected(sandbox, frame.port);
  const asked = ask(req, tunnel, frame, {});
  const hangUp = () => asked.destroy();
  signal.addEventListener('abort', hangUp, { once: true });
  if (signal.aborted) hangUp();
  try {
    // An answer may come before the request was sent to its end, and a request that breaks off has none.
    const answered = answerTo(asked);
    pipeline(req, asked, () => undefined);
    const answer = await answered;
    const status = statusOf(answer);
    res.writeHead(status, headersOutside(status, answer.headers, frame));
    await new Promise<void>((resolve) => pipeline(answer, res, () => resolve()));
  } catch (error) {
    throw isAppError(signal.reason) ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', hangUp);
    asked.destroy();
    tunnel.destroy();
  }
}

/**
 * Carries a WebSocket into a sandbox and back, byte for byte, until either side ends it. Answers once both have.
 * AppErrors as `forward`, before anything was answered.
 */
export async function forwardSocket(
  req: IncomingMessage,
  client: Duplex,
  head: Buffer,
  sandbox: Sandbox,
  frame: PreviewFrame,
): Promise<void> {
  const tunnel = await connected(sandbox, frame.port);
  const asked = ask(req, tunnel, frame, { connection: 'Upgrade', upgrade: 'websocket' });
  client.once('close', () => tunnel.destroy());
  try {
    const upgraded = upgradeOf(asked);
    asked.end();
    const { answer, rest } = await upgraded;
    client.write(switched(answer));
    if (rest.length > 0) client.write(rest);
    if (head.length > 0) tunnel.write(head);
    await joined(client, tunnel);
  } catch (error) {
    tunnel.destroy();
    throw error;
  }
}

function ask(req: IncomingMessage, tunnel: Duplex, frame: PreviewFrame, more: object): ClientRequest {
  return request({
    createConnection: () => tunnel,
    method: req.method,
    path: frame.path,
    headers: { ...headersInside(req.headers, frame), ...more },
    setHost: false,
  });
}

function answerTo(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => asked.destroy(new Error('it took too long')), PATIENCE_MS);
    asked.once('response', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    asked.once('upgrade', (_answer, socket) => {
      socket.destroy();
      reject(failed(new Error('it answers another protocol')));
    });
    // It stays: what breaks later is told by the answer's end.
    asked.on('error', (error) => {
      clearTimeout(timer);
      reject(failed(error));
    });
  });
}

/** AppError UPSTREAM_FAILED for a number that is no final status (RFC 9110, section 15). */
function statusOf({ statusCode = 0 }: IncomingMessage): number {
  if (statusCode >= 200 && statusCode <= 599) return statusCode;
  throw failed(new Error(`it answers with the status ${statusCode}`));
}

function upgradeOf(
  asked: ClientRequest,
): Promise<{ readonly answer: IncomingMessage; readonly rest: Buffer }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => asked.destroy(new Error('it took too long')), PATIENCE_MS);
    asked.once('upgrade', (answer, _socket, rest) => {
      clearTimeout(timer);
      resolve({ answer, rest });
    });
    asked.once('response', ({ statusCode }) =>
      asked.destroy(new Error(`it answers ${statusCode} instead of a WebSocket`)),
    );
    asked.on('error', (error) => {
      clearTimeout(timer);
      reject(failed(error));
    });
  });
}

function switched({ headers }: IncomingMessage): string {
  const names = ['sec-websocket-accept', 'sec-websocket-protocol', 'sec-websocket-extensions'] as const;
  const lines = names.flatMap((name) => (headers[name] ? [`${name}: ${String(headers[name])}`] : []));
  const first = 'HTTP/1.1 101 Switching Protocols';
  return [first, 'Connection: Upgrade', 'Upgrade: websocket', ...lines, '', ''].join('\r\n');
}

function failed(cause: Error): AppError {
  return new AppError('UPSTREAM_FAILED', undefined, { note: 'a program in a sandbox', cause });
}
