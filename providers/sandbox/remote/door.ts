import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import type { Clock } from '../../../domain/clock';
import { isAppError } from '../../../domain/errors';
import { joined } from '../../../domain/joined-streams';
import type { SandboxDriver } from '../../../domain/sandboxes/driver';
import { isPass } from './pass';

/** The name of what is spoken after the upgrade: the protocol of the guest program, byte for byte. */
export const GUEST_PROTOCOL = 'taskloom-guest';

export interface SandboxDoor {
  /** Where it is: `host:port`. */
  readonly address: string;
  close(): Promise<void>;
}

interface Options {
  readonly driver: Pick<SandboxDriver, 'attach' | 'connect'>;
  readonly keys: readonly Buffer[];
  readonly clock: Clock;
  readonly bind: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** To one sandbox: a guest takes few connections, and the worker that has it needs some of them. */
const MOST_WAYS = 4;

const GUEST = /^\/sandboxes\/([\w-]{1,64})$/;
const STATS = /^\/sandboxes\/([\w-]{1,64})\/stats$/;

/**
 * Lets other processes of the platform speak with the sandboxes of this one: `GET /sandboxes/{id}` with an upgrade
 * carries bytes to the guest program and back, and `…/stats` tells what the host measures. Who asks shows a pass.
 */
export async function openSandboxDoor(options: Options): Promise<SandboxDoor> {
  const { driver, keys, clock, bind, port } = options;
  const carried = new Set<Duplex>();
  const waysTo = new Map<string, number>();
  const isLetIn = ({ url = '', headers }: IncomingMessage) => {
    const [, pass = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    return isPass(pass, url, Math.floor(clock.now().getTime() / 1000), keys);
  };

  async function tellStats(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!isLetIn(req)) return answer(res, 401);
    const [, id] = STATS.exec(req.url ?? '') ?? [];
    const sandbox = id === undefined ? undefined : await driver.attach(id);
    if (!sandbox) return answer(res, 404);
    try {
      answer(res, 200, await sandbox.stats());
    } finally {
      sandbox.close();
    }
  }

  async function carry(req: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    if (!isLetIn(req)) return refuse(client, '401 Unauthorized');
    const [, id] = GUEST.exec(req.url ?? '') ?? [];
    if (id === undefined) return refuse(client, '404 Not Found');
    const carriedTo = waysTo.get(id) ?? 0;
    if (carriedTo >= MOST_WAYS) return refuse(client, '503 Service Unavailable');
    waysTo.set(id, carriedTo + 1);
    carried.add(client);
    client.once('close', () => {
      carried.delete(client);
      const left = (waysTo.get(id) ?? 1) - 1;
      if (left > 0) waysTo.set(id, left);
      else waysTo.delete(id);
    });
    const guest = await driver.connect(id).catch((error: unknown) => error);
    if (!(guest instanceof Duplex)) {
      return refuse(client, isAppError(guest, 'SANDBOX_LOST') ? '404 Not Found' : '503 Service Unavailable');
    }
    client.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${GUEST_PROTOCOL}\r\n\r\n`,
    );
    if (head.length > 0) guest.write(head);
    void joined(client, guest);
  }

  const server = createServer((req, res) => {
    tellStats(req, res).catch((error: unknown) => answer(res, isAppError(error, 'SANDBOX_LOST') ? 404 : 500));
  });
  server.on('upgrade', (req: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on('error', () => undefined);
    carry(req, client, head).catch(() => client.destroy());
  });
  server.listen(port, bind);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    address: `${bind.includes(':') ? `[${bind}]` : bind}:${taken}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const client of carried) client.destroy();
      await closed;
    },
  };
}

function answer(res: ServerResponse, status: number, body?: object): void {
  if (res.headersSent) return void res.destroy();
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(body === undefined ? '{}' : JSON.stringify(body));
}

function refuse(client: Duplex, status: string): void {
  client.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
