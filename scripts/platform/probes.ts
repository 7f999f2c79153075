import { connect as connectHttp2 } from 'node:http2';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createConnection } from 'mysql2/promise';

/** Looks at whether a server serves. Each answers within this time, or rejects. */
const PATIENCE_MS = 2_000;

/** Whether the database takes this account. */
export async function mysqlAnswers(url: string): Promise<boolean> {
  const connection = await createConnection({ uri: url, connectTimeout: PATIENCE_MS });
  await connection.end();
  return true;
}

/** Whether Redis answers a PING, after the password that the address may hold. */
export async function redisAnswers(url: string): Promise<boolean> {
  const { protocol, hostname, port, username, password } = new URL(url);
  const place = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379) };
  const socket =
    protocol === 'rediss:' ? connectTls({ ...place, servername: place.host }) : connectTcp(place);
  const login = [username, password].filter(Boolean).map(decodeURIComponent);
  const commands = [...(login.length > 0 ? [['AUTH', ...login]] : []), ['PING']];
  const answer = await converse(socket, commands.map(resp).join(''), (text) => /\+PONG|^-/m.test(text));
  return answer.includes('+PONG');
}

/** Whether something listens at `host:port`. */
export async function tcpAnswers(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const socket = connectTcp({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
  await converse(socket, '', () => true);
  return true;
}

/** Whether Temporal's frontend at `host:port` says that it serves (the standard gRPC health check). */
export function temporalServes(address: string): Promise<boolean> {
  const service = Buffer.from('temporal.api.workflowservice.v1.WorkflowService');
  // HealthCheckRequest { service = 1 }, behind gRPC's prefix: not compressed, and the length.
  const message = Buffer.concat([Buffer.from([0x0a, service.length]), service]);
  const prefix = Buffer.from([0, 0, 0, 0, message.length]);
  return new Promise((resolve, reject) => {
    const session = connectHttp2(`http://${address}`);
    const timer = setTimeout(() => session.destroy(new Error('no answer')), PATIENCE_MS);
    session.once('error', reject);
    session.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
    const request = session.request({
      ':method': 'POST',
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const chunks: Buffer[] = [];
    request.on('error', reject);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // HealthCheckResponse { status = 1: SERVING = 1 }
      resolve(
        Buffer.concat(chunks)
          .subarray(5)
          .equals(Buffer.from([0x08, 0x01])),
      );
      session.close();
    });
    request.end(Buffer.concat([prefix, message]));
  });
}

/** Whether the address answers with success. */
export async function httpAnswers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  await response.arrayBuffer();
  return response.ok;
}

function resp(parts: readonly string[]): string {
  return `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`;
}

function converse(socket: Socket, say: string, isEnough: (heard: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed')));
    socket.once('connect', () => {
      if (say !== '') socket.write(say);
      else finish();
    });
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
      if (isEnough(heard)) finish();
    });
    function finish(): void {
      resolve(heard);
      socket.destroy();
    }
  });
}
