import path from 'node:path';
import type { Duplex } from 'node:stream';
import { connectGuest } from '../bubblewrap/socket';

/** Opens streams of bytes to the guest programs of the sandboxes that bubblewrap has in the platform's home. */
export function bubblewrapTransport(home: string): (id: string) => Promise<Duplex> {
  return (id) => connectGuest(path.join(home, 'sandboxes', id));
}
