import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createGzip, type Gzip } from 'node:zlib';

/** Where an answer's bytes go, at the pace and in the portions that its faults ask for. */
export interface Sink {
  /** Aborted once the client is gone, or the answer complete. */
  readonly closed: AbortSignal;
  /** Settles when the bytes have left, or can leave no more. */
  write(text: string): Promise<void>;
  end(): void;
  /** Waits, but no longer than the client does. */
  pause(ms: number): Promise<void>;
}

export interface SinkOptions {
  readonly gzip: boolean;
  readonly splitBytes: boolean;
  readonly dripMs: number | undefined;
}

export function createSink(response: ServerResponse, { gzip, splitBytes, dripMs }: SinkOptions): Sink {
  const closing = new AbortController();
  response.once('close', () => closing.abort());
  if (response.destroyed) closing.abort();
  const zip = gzip ? createGzip() : undefined;
  zip?.pipe(response);
  const { signal: closed } = closing;

  const send = (bytes: Buffer): Promise<void> =>
    new Promise((resolve) => {
      const gone = (): void => {
        closed.removeEventListener('abort', gone);
        resolve();
      };
      if (closed.aborted) return resolve();
      closed.addEventListener('abort', gone);
      if (zip) writeZipped(zip, bytes, gone);
      else response.write(bytes, gone);
    });
  const pause = async (ms: number): Promise<void> => {
    await wait(ms, undefined, { signal: closed }).catch(() => undefined);
  };

  return {
    closed,
    pause,
    end: () => void (zip ?? response).end(),
    async write(text) {
      const bytes = Buffer.from(text, 'utf8');
      if (!splitBytes && dripMs === undefined) return send(bytes);
      for (let at = 0; at < bytes.length && !closed.aborted; at += 1) {
        await send(bytes.subarray(at, at + 1));
        if (dripMs !== undefined) await pause(dripMs);
      }
    },
  };
}

/** Flushed, or the client would see nothing before the end. */
function writeZipped(zip: Gzip, bytes: Buffer, done: () => void): void {
  zip.write(bytes);
  zip.flush(done);
}
