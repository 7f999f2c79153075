import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { socksHandshake } from './socks5';

export interface ProxyAccount {
  readonly username: string;
  readonly password: string;
}

/** A proxy on this machine, which tells who came through it. */
export interface ProxySimulator {
  readonly host: string;
  readonly port: number;
  /** `host:port` of each connection that was let through, in their order. */
  readonly targets: readonly string[];
  /** How many were turned away for their user or password. */
  readonly refused: number;
  close(): Promise<void>;
}

/** What an http proxy is asked by CONNECT (RFC 9110 §9.3.6), and a socks5 proxy by RFC 1928 and 1929. */
export async function startProxySimulator(
  type: 'http' | 'socks5',
  account?: ProxyAccount,
): Promise<ProxySimulator> {
  const targets: string[] = [];
  const sockets = new Set<Socket>();
  let refused = 0;

  function through(host: string, port: number, socket: Socket, answer: Buffer | string): void {
    targets.push(`${host}:${port}`);
    const upstream = connect(port, host, () => {
      socket.write(answer);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    socket.on('close', () => upstream.destroy());
  }

  const server = type === 'http' ? createServer() : createTcpServer();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (type === 'socks5') {
      void socksHandshake(socket, account).then((target) => {
        if (target) through(target.host, target.port, socket, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        else refused++;
      });
    }
  });
  server.on(
    'connect',
    ({ url = '', headers }: { url?: string; headers: NodeJS.Dict<string> }, socket: Socket) => {
      const wanted = account && `Basic ${btoa(`${account.username}:${account.password}`)}`;
      if (wanted !== undefined && headers['proxy-authorization'] !== wanted) {
        refused++;
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      const { hostname, port } = new URL(`http://${url}`);
      through(hostname, Number(port), socket, 'HTTP/1.1 200 OK\r\n\r\n');
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    targets,
    get refused() {
      return refused;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
