import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ContestRequest } from './contest';

/** Connections that are kept, for requests whose time is taken. */
export interface Caller {
  /** Milliseconds until the whole answer was there. Rejects for anything but 2xx. */
  ask(what: ContestRequest): Promise<number>;
  /** The same, and until the answer's body had `sign` in it: by default anything at all. Rejects where it never has. */
  time(what: ContestRequest, sign?: string): Promise<Times>;
  close(): void;
}

/** In milliseconds. */
export interface Times {
  readonly first: number;
  readonly whole: number;
}

export function createCaller(url: string): Caller {
  const agent = new Agent({ keepAlive: true });

  const time = ({ method, path, headers = {}, body }: ContestRequest, sign = ''): Promise<Times> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      let first: number | undefined;
      const asked = request(`${url}${path}`, { agent, method, headers }, (answer) => {
        const look = (piece: Buffer) => {
          if (!piece.includes(sign)) return;
          first = performance.now() - began;
          answer.off('data', look).resume();
        };
        answer.on('data', look).once('error', reject);
        answer.once('end', () => {
          const { statusCode = 0 } = answer;
          if (statusCode < 200 || statusCode >= 300)
            reject(new Error(`${method} ${path} was answered with ${statusCode}.`));
          else if (first === undefined) reject(new Error(`${method} ${path} was answered without ${sign}.`));
          else resolve({ first, whole: performance.now() - began });
        });
      });
      asked.once('error', reject).end(body);
    });

  return { ask: async (what) => (await time(what)).whole, time, close: () => agent.destroy() };
}

/** Runs `work` so often a second, whether or not what runs already has ended; answers what all of them answered. */
export async function atRate<T>(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  work: () => Promise<T>,
): Promise<T[]> {
  const began = performance.now();
  const running: Promise<T>[] = [];
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = began + (number * 1000) / perSecond;
    await delay(Math.max(0, due - performance.now()));
    const run = work();
    run.catch(() => undefined); // told below, when all have begun
    running.push(run);
  }
  return Promise.all(running);
}

/** The value below which that share of the values lies, from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
