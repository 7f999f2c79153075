import { EventEmitter, once } from 'node:events';
import type { ClientHttp2Stream } from 'node:http2';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { GuestRequests } from './requests';
import { openTunnel } from './tunnel';

/** How many connections can come in at once without a way to the sandbox and back. */
const HELD_OPEN = 4;
const PAUSE_MS = 200;
const TAKEN = Buffer.of(1);
/** Of one port: what is opened beyond that waits inside until one of them ends. */
const MOST_OPEN = 128;

/**
 * Holds streams open for the connections that programs inside open to a port, and hands each over. It ends when stopped,
 * or when the sandbox is gone.
 */
export function takeEgress(
  requests: GuestRequests,
  name: string,
  onConnection: (connection: Duplex) => void,
): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;

  let open = 0;
  const ended = new EventEmitter<{ one: [] }>();
  const hand = (connection: Duplex) => {
    open += 1;
    connection.once('close', () => {
      open -= 1;
      ended.emit('one');
    });
    onConnection(connection);
  };

  const holdOne = async () => {
    while (!signal.aborted) {
      try {
        while (open >= MOST_OPEN) await once(ended, 'one', { signal });
        hand(openTunnel(await nextStream(requests, name, signal)));
      } catch {
        // The connection to the guest may have broken alone: the next one carries on.
        await delay(PAUSE_MS, undefined, { signal }).catch(() => undefined);
        if (signal.aborted || !(await answers(requests))) return;
      }
    }
  };
  for (let held = 0; held < HELD_OPEN; held++) void holdOne();
  return () => stopped.abort();
}

function answers(requests: GuestRequests): Promise<boolean> {
  return requests.json({ method: 'GET', path: '/hello' }).then(
    () => true,
    () => false,
  );
}

async function nextStream(
  requests: GuestRequests,
  name: string,
  signal: AbortSignal,
): Promise<ClientHttp2Stream> {
  // A signal of its own: a connection that was taken outlives the stop.
  const waiting = new AbortController();
  const abort = () => waiting.abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const path = `/egress/${name}`;
    const { stream, headers } = await requests.begin({
      ...{ method: 'POST', path, query: { confirm: 1 }, body: 'open', patienceMs: Infinity },
      signal: waiting.signal,
    });
    // A guest that hands a connection to a stream that was given up meanwhile waits for this, and takes it back.
    if (headers['x-confirm'] === '1') stream.write(TAKEN);
    return stream;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
