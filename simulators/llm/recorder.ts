import type { IncomingHttpHeaders } from 'node:http';
import type { ProtocolName } from './call';
import type { JsonObject } from './json';

export interface SeenRequest {
  /** 1, 2, 3… in the order of arrival. */
  readonly number: number;
  /** Nothing for a path that no vendor has. */
  readonly protocol: ProtocolName | undefined;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** An empty object where it was no JSON object. */
  readonly body: JsonObject;
  readonly model: string;
  /** The key as it came. */
  readonly key: string | undefined;
  /** Frames of the stream that were sent so far. */
  readonly frames: number;
  readonly end: Ending | undefined;
  /** Settles when the client hangs up before its answer is complete. */
  readonly hungUp: Promise<void>;
}

/** `finished`: all was sent. `aborted`: the client hung up before. `broken`: the simulator did, as it was told to. */
export type Ending = 'finished' | 'aborted' | 'broken';

export interface Recording extends Omit<SeenRequest, 'frames' | 'end' | 'hungUp'> {
  frames: number;
  end: Ending | undefined;
  readonly hungUp: Promise<void>;
  /** The simulator is about to drop the connection itself. */
  breaking: boolean;
}

export interface Recorder {
  readonly requests: readonly SeenRequest[];
  /** How many requests are being answered now, and the most that were at once; all, or those with a key. */
  concurrency(key?: string): { readonly now: number; readonly most: number };
  open(
    request: Pick<SeenRequest, 'protocol' | 'method' | 'path' | 'headers' | 'body' | 'model' | 'key'>,
  ): Recording;
  sent(recording: Recording): void;
  close(recording: Recording, finished: boolean): void;
  /**
   * Settles once the condition holds, which is looked at after everything that happens here.
   * @throws Error that says what was seen instead, after `timeoutMs`.
   */
  until(condition: () => boolean, what: string, timeoutMs?: number): Promise<void>;
  clear(): void;
}

interface Count {
  now: number;
  most: number;
}

export function createRecorder(): Recorder {
  const requests: Recording[] = [];
  const hangUps = new Map<Recording, () => void>();
  const waiting = new Set<() => void>();
  const counts = new Map<string, Count>();
  let number = 0;

  const countOf = (key: string): Count => {
    const count = counts.get(key) ?? { now: 0, most: 0 };
    counts.set(key, count);
    return count;
  };
  /** Every request counts under its own key, and under all of them. */
  const countsOf = ({ key }: Recording): Count[] => [countOf(''), ...(key ? [countOf(key)] : [])];
  const happened = (): void => waiting.forEach((look) => look());

  return {
    requests,
    concurrency: (key = '') => ({ ...countOf(key) }),
    open(request) {
      let hangUp = (): void => {};
      const hungUp = new Promise<void>((resolve) => (hangUp = resolve));
      const recording: Recording = {
        ...request,
        number: (number += 1),
        frames: 0,
        end: undefined,
        hungUp,
        breaking: false,
      };
      hangUps.set(recording, hangUp);
      requests.push(recording);
      for (const count of countsOf(recording)) {
        count.now += 1;
        count.most = Math.max(count.most, count.now);
      }
      happened();
      return recording;
    },
    sent(recording) {
      recording.frames += 1;
      happened();
    },
    close(recording, finished) {
      recording.end = finished ? 'finished' : recording.breaking ? 'broken' : 'aborted';
      for (const count of countsOf(recording)) count.now -= 1;
      if (recording.end === 'aborted') hangUps.get(recording)?.();
      hangUps.delete(recording);
      happened();
    },
    until(condition, what, timeoutMs = 10_000) {
      return new Promise((resolve, reject) => {
        const finish = (): void => {
          clearTimeout(timer);
          waiting.delete(look);
        };
        const look = (): void => {
          if (!condition()) return;
          finish();
          resolve();
        };
        const timer = setTimeout(() => {
          finish();
          const seen = requests.map(({ path, end, frames }) => `${path}: ${end ?? 'open'}, ${frames} frames`);
          reject(new Error(`Waited ${timeoutMs} ms for ${what}. Seen: ${seen.join('; ') || 'nothing'}.`));
        }, timeoutMs);
        waiting.add(look);
        look();
      });
    },
    clear() {
      requests.length = 0;
      counts.forEach((count) => (count.most = count.now));
    },
  };
}
