import { request, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';
import type { Clock } from '../../../domain/clock';
import { AppError } from '../../../domain/errors';
import type { SandboxStats } from '../../../domain/sandboxes/driver';
import type { ReachSandbox } from '../../../domain/sandboxes/reach';
import { createGuestSandbox } from '../guest/guest-sandbox';
import { lost } from '../guest/session';
import { GUEST_PROTOCOL } from './door';
import { passFor } from './pass';

/** How long a worker may take to open the way to a sandbox. */
const PATIENCE_MS = 10_000;

/** Reaches sandboxes through the doors of their workers. */
export function createReach({ key, clock }: { readonly key: Buffer; readonly clock: Clock }): ReachSandbox {
  const ask = (address: string, path: string, headers: Readonly<Record<string, string>>) => {
    const seconds = Math.floor(clock.now().getTime() / 1000);
    return request(`http://${address}${path}`, {
      agent: false,
      headers: { ...headers, Authorization: `Bearer ${passFor(path, seconds, key)}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  };

  return async ({ id, address }) => {
    const path = `/sandboxes/${encodeURIComponent(id)}`;
    const connect = () => upgraded(ask(address, path, { Connection: 'Upgrade', Upgrade: GUEST_PROTOCOL }));
    const stats = () => statsOf(ask(address, `${path}/stats`, {}));
    // Whether the worker is there, and has it, is known before anything is asked of it.
    let first: Duplex | undefined = await connect();
    const sandbox = createGuestSandbox({
      id,
      stats,
      connect() {
        const opened = first;
        first = undefined;
        return opened && !opened.destroyed ? Promise.resolve(opened) : connect();
      },
    });
    return {
      ...sandbox,
      close() {
        first?.destroy();
        sandbox.close();
      },
    };
  };
}

type Asked = ReturnType<typeof request>;

function upgraded(asked: Asked): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    asked.once('upgrade', (_answer, socket, head) => {
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asked.once('response', (answer) => {
      answer.resume();
      reject(refusalOf(answer));
    });
    asked.once('error', (error) => reject(away(error)));
    asked.end();
  });
}

async function statsOf(asked: Asked): Promise<SandboxStats> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', (error) => reject(away(error)));
    asked.end();
  });
  if (answer.statusCode !== 200) {
    answer.resume();
    throw refusalOf(answer);
  }
  return (await json(answer)) as SandboxStats;
}

function refusalOf({ statusCode }: IncomingMessage): AppError {
  if (statusCode === 404) return lost('Its worker has no such sandbox.');
  return away(new Error(`The worker answered ${statusCode}.`));
}

function away(cause: Error): AppError {
  return new AppError('UNAVAILABLE', undefined, { note: 'the worker of a sandbox', cause });
}
