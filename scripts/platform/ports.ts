import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Whether a server could listen there now. */
export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** The kernel gives connections that go out, and who listens on any port, those from 32768 on (ip_local_port_range). */
const LOWEST = 10_000;
const ABOVE = 32_000;

/**
 * As many different ports of the loopback as asked for that nobody listens on: not those that the kernel itself may give to
 * another before they are used.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(LOWEST, ABOVE);
    if (await isFree(port, '127.0.0.1')) found.add(port);
  }
  return [...found];
}
