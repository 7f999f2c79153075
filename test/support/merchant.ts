import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A merchant's notify address at a provider's other end. */
export interface Merchant {
  readonly notifyUrl: string;
  /** What it says to the next notifies; after these, and at first, it says `success`. */
  answers(...bodies: string[]): void;
  stop(): Promise<void>;
}

export async function startMerchant(): Promise<Merchant> {
  let script: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end(script.shift() ?? 'success'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    notifyUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`,
    answers: (...bodies) => {
      script = bodies;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
