import { openAsBlob } from 'node:fs';
import { anySignal } from '../../../domain/any-signal';
import type { Box } from './api';
import { envelopeOf, envelopesIn } from './envelopes';
import { askJson, E2bFailure, messageOf } from './http';
import type { E2bOptions } from './options';

/** Where the daemon of a sandbox listens. */
const PORT = 49_983;
/** In seconds: how long a stream of events may be silent before the daemon says that it goes on. */
const PING_SECONDS = 50;
const START_PATIENCE_MS = 30_000;
const UPLOAD_PATIENCE_MS = 120_000;

export interface ProcessStart {
  readonly user: string;
  readonly tag: string;
  readonly argv: readonly [string, ...string[]];
  readonly stdin: boolean;
  readonly signal: AbortSignal;
}

/** What a process said, or how it ended. */
export type ProcessEvent =
  | { readonly kind: 'stdout' | 'stderr'; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly exitCode: number };

export interface RunningProcess {
  readonly pid: number;
  /** To the end of the process; it goes on when nobody reads any more. @throws E2bFailure when they break off */
  readonly events: AsyncIterable<ProcessEvent>;
}

/**
 * E2B's daemon in one sandbox (e2b-dev/infra, packages/envd): files by HTTP, processes by the Connect protocol in JSON.
 * All throw E2bFailure; while a sandbox is not there, whoever answers in its place says 502.
 */
export interface Envd {
  upload(file: string, target: string, user: string, signal: AbortSignal): Promise<void>;
  start(process: ProcessStart): Promise<RunningProcess>;
  /** The tags of what it has started, and runs. */
  tags(): Promise<readonly string[]>;
  /** Not repeated: what was not answered may have arrived. */
  sendInput(pid: number, bytes: Buffer, signal: AbortSignal): Promise<void>;
  closeInput(pid: number): Promise<void>;
  kill(pid: number): Promise<void>;
}

export function createEnvd(box: Box, { sandboxUrl }: Pick<E2bOptions, 'sandboxUrl'>): Envd {
  const url = sandboxUrl ?? `https://${PORT}-${box.boxId}.${box.domain}`;
  const known = {
    'E2b-Sandbox-Id': box.boxId,
    'E2b-Sandbox-Port': String(PORT),
    ...(box.accessToken === undefined ? {} : { 'X-Access-Token': box.accessToken }),
  };

  async function call(name: string, body: object, again: boolean, signal?: AbortSignal): Promise<unknown> {
    const headers = { ...known, 'Connect-Protocol-Version': '1' };
    const patienceMs = 5 * 60_000;
    const request = { method: 'POST', url: `${url}/process.Process/${name}`, headers, body } as const;
    const answer = await askJson({ ...request, again, patienceMs, signal });
    if (answer.status === 200) return answer.body;
    throw new E2bFailure(`Its daemon answered ${answer.status}${messageOf(answer.body)}.`, answer.status);
  }

  return {
    async upload(file, target, user, signal) {
      const form = new FormData();
      form.append('file', await openAsBlob(file), target);
      const query = new URLSearchParams({ path: target, username: user });
      const response = await sent(`${url}/files?${query.toString()}`, {
        method: 'POST',
        headers: known,
        body: form,
        signal: anySignal(signal, AbortSignal.timeout(UPLOAD_PATIENCE_MS)),
      });
      await response.arrayBuffer().catch(() => undefined);
      if (!response.ok) throw new E2bFailure(`Its daemon answered ${response.status}.`, response.status);
    },

    async start({ user, tag, argv: [cmd, ...args], stdin, signal }) {
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), START_PATIENCE_MS);
      try {
        const response = await sent(`${url}/process.Process/Start`, {
          method: 'POST',
          headers: {
            ...known,
            'Content-Type': 'application/connect+json',
            'Connect-Protocol-Version': '1',
            'Keepalive-Ping-Interval': String(PING_SECONDS),
            Authorization: `Basic ${Buffer.from(`${user}:`).toString('base64')}`,
          },
          body: envelopeOf({ process: { cmd, args, cwd: '/' }, tag, stdin }),
          signal: anySignal(signal, late.signal),
        });
        if (!response.ok || !response.body) {
          await response.body?.cancel();
          throw new E2bFailure(`Its daemon answered ${response.status}.`, response.status);
        }
        return await begun(response.body);
      } finally {
        clearTimeout(timer);
      }
    },

    async tags() {
      const { processes } = fieldsOf(await call('List', {}, true));
      if (processes !== undefined && !Array.isArray(processes)) throw odd();
      return (processes ?? []).flatMap((process) => {
        const { tag } = fieldsOf(process);
        return typeof tag === 'string' ? [tag] : [];
      });
    },
    async sendInput(pid, bytes, signal) {
      const input = { stdin: bytes.toString('base64') };
      await call('SendInput', { process: { pid }, input }, false, signal);
    },
    async closeInput(pid) {
      await call('CloseStdin', { process: { pid } }, true);
    },
    async kill(pid) {
      await call('SendSignal', { process: { pid }, signal: 'SIGNAL_SIGKILL' }, true);
    },
  };
}

async function sent(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error' });
  } catch (error) {
    throw new E2bFailure('The daemon of a sandbox does not answer.', undefined, error);
  }
}

async function begun(body: AsyncIterable<Uint8Array>): Promise<RunningProcess> {
  const events = eventsIn(body);
  const first = await events.next();
  if (first.done || first.value.kind !== 'start') throw odd();
  return { pid: first.value.pid, events: afterStart(events) };
}

type RawEvent = ProcessEvent | { readonly kind: 'start'; readonly pid: number };

async function* eventsIn(body: AsyncIterable<Uint8Array>): AsyncGenerator<RawEvent> {
  try {
    for await (const { isLast, message } of envelopesIn(body)) {
      const { event, error } = fieldsOf(message);
      if (isLast && error === undefined) return;
      if (isLast) throw new E2bFailure(`Its daemon ended a process's events${messageOf(error)}.`);
      const found = eventOf(fieldsOf(event));
      if (found) yield found;
    }
  } catch (error) {
    if (error instanceof E2bFailure) throw error;
    throw new E2bFailure("The events of a sandbox's process broke off.", undefined, error);
  }
  throw new E2bFailure("The events of a sandbox's process broke off.");
}

async function* afterStart(events: AsyncIterable<RawEvent>): AsyncGenerator<ProcessEvent> {
  for await (const event of events) if (event.kind !== 'start') yield event;
}

function eventOf({ start, data, end }: Readonly<Record<string, unknown>>): RawEvent | undefined {
  if (start !== undefined) {
    const { pid } = fieldsOf(start);
    if (typeof pid !== 'number') throw odd();
    return { kind: 'start', pid };
  }
  if (data !== undefined) {
    const { stdout, stderr } = fieldsOf(data);
    if (typeof stdout === 'string') return { kind: 'stdout', bytes: Buffer.from(stdout, 'base64') };
    if (typeof stderr === 'string') return { kind: 'stderr', bytes: Buffer.from(stderr, 'base64') };
  }
  // Zero is left out of JSON by its rules.
  if (end !== undefined) return { kind: 'end', exitCode: Number(fieldsOf(end)['exitCode'] ?? 0) };
  return undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw odd();
  return value as Readonly<Record<string, unknown>>;
}

const odd = () => new E2bFailure('The daemon of a sandbox answers in a shape that it does not have.');
