import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import type { Principal } from '../../api/auth/principal';
import { codeDialect } from '../../api/code/dialect';
import { createUserSockets } from '../../api/ws/user-sockets';
import { gate } from '../support/gate';

test('who leaves while it is looked up who that is takes nobody’s place', async () => {
  const known = gate();
  const left: Promise<unknown>[] = [];
  let opened = 0;
  const door = createUserSockets({
    routes: [
      {
        path: '/socket',
        open: () => {
          opened += 1;
          return Promise.resolve((socket) => new Promise((resolve) => socket.once('close', () => resolve())));
        },
      },
    ],
    userOf: async (request: IncomingMessage) => {
      if (!request.headers['x-stays']) await known.passed;
      return { userId: 1, sessionId: 's' } as Principal;
    },
    watchCaller: () => () => undefined,
    limits: { countCaller: () => Promise.resolve(undefined) },
    rateClass: 'query',
    dialect: codeDialect,
    log: pino({ level: 'silent' }),
  });
  const server = createServer();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    left.push(new Promise((resolve) => socket.once('close', resolve)));
    door.upgrade(request, socket, head);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (let n = 0; n < 20; n++) {
    const client = connect(port, '127.0.0.1');
    client.on('error', () => undefined);
    const seen = once(server, 'upgrade');
    client.write(
      'GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await seen;
    client.resetAndDestroy();
  }
  await Promise.all(left);
  known.open();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers: { 'x-stays': 'yes' } });
  await once(socket, 'open');
  expect(opened).toBe(1);
  socket.terminate();
  door.close();
  server.close();
});
