import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProtocolName } from './call';
import { control } from './control';
import { createFast, type FastCounts, type FastOptions } from './fast';
import { createFaultPlan, type Fault, type FaultRule } from './faults';
import { createRecorder, type SeenRequest } from './recorder';
import { respond, type World } from './respond';
import { createScript, type Reply } from './script';
import { createSeals } from './seals';

export interface LlmSimulatorOptions {
  /** A free one by default. */
  readonly port?: number;
  /** The keys that are let in; by default every one is, but not none. */
  readonly keys?: readonly string[];
  /** The models that exist; by default any does, and these few are listed. */
  readonly models?: readonly string[];
  /** Random ids follow from it. By default they differ from one simulator to the next. */
  readonly seed?: string;
  /** Simulators with the same one accept one another's signatures: by default all do, as a vendor's accounts. */
  readonly seal?: string;
  /** Characters in each piece of a stream; a word by default. */
  readonly chunkSize?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How `/fast` answers; with `everywhere`, all paths do so. */
  readonly fast?: FastOptions & { readonly everywhere?: boolean };
}

export interface LlmSimulator {
  /** `http://127.0.0.1:<port>`: the base URL of Claude's and Gemini's SDKs. */
  readonly origin: string;
  /** With `/v1`: the base URL of OpenAI's. */
  readonly url: string;
  /** All that came to a vendor's path, in the order of arrival. */
  readonly requests: readonly SeenRequest[];
  readonly fastCounts: FastCounts;
  /** Queues answers, each for one request, for one protocol or for whichever comes. */
  script(replies: Reply | string | readonly (Reply | string)[], protocol?: ProtocolName): void;
  /** What is said where nothing is queued; nothing of it leaves the echo of what was asked. */
  reply(reply: Reply | string | ((request: SeenRequest) => Reply | string | undefined)): void;
  /** The next requests meet these, one each; a list is met by one request together. */
  failNext(...faults: readonly (Fault | readonly Fault[])[]): void;
  fail(rule: FaultRule): void;
  /** How many requests are being answered now, and the most that were at once; all, or those with a key. */
  concurrency(key?: string): { readonly now: number; readonly most: number };
  /** @throws Error that says what was seen instead, after `timeoutMs` (10 s). So do those below. */
  until(condition: () => boolean, what: string, timeoutMs?: number): Promise<void>;
  untilRequests(atLeast: number, timeoutMs?: number): Promise<void>;
  /** The client hung up on so many. */
  untilAborted(atLeast: number, timeoutMs?: number): Promise<void>;
  untilFinished(atLeast: number, timeoutMs?: number): Promise<void>;
  /** Nothing is being answered. */
  untilIdle(timeoutMs?: number): Promise<void>;
  /** Forgets what was scripted and what was seen. */
  reset(): void;
  close(): Promise<void>;
}

const MODELS = [
  'gpt-5',
  'gpt-4.1',
  'gpt-image-1',
  'claude-sonnet-5',
  'claude-opus-4-8',
  'gemini-2.5-pro',
  'gemini-3-pro',
];
/** Longer than any client keeps a connection, so that it is never the simulator that drops an idle one. */
const KEEP_ALIVE_MS = 600_000;

/**
 * Upstreams of model calls on 127.0.0.1: OpenAI (chat, completions, Responses, images), Claude and Gemini, as their
 * documents, their SDKs' types and recordings of their streams have them. They say what they are told to, else they
 * repeat what they were asked (see `echo`), and they fail as they are told to (see `Fault`).
 */
export async function startLlmSimulator(options: LlmSimulatorOptions = {}): Promise<LlmSimulator> {
  const script = createScript();
  const faults = createFaultPlan();
  const recorder = createRecorder();
  const fast = createFast(options.fast ?? {});
  let standing: World['standing'] = () => undefined;
  const world: World = {
    script,
    faults,
    recorder,
    seals: createSeals(options.seal ?? 'everyone'),
    seed: options.seed ?? randomUUID(),
    keys: options.keys,
    models: options.models ?? MODELS,
    strictModels: options.models !== undefined,
    chunkSize: options.chunkSize,
    now: options.now ?? Date.now,
    standing: (request) => standing(request),
  };

  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/_control/')) void control(incoming, response, simulator);
    else if (path.startsWith('/fast/')) fast.handle(incoming, response, path.slice('/fast'.length));
    else if (options.fast?.everywhere) fast.handle(incoming, response, path);
    else
      respond(incoming, response, world).catch((error: unknown) => {
        // A client that went away while it was sending is no fault of the simulator's.
        if (!response.destroyed)
          response.writeHead(500).end(error instanceof Error ? error.stack : String(error));
      });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ended = (how: SeenRequest['end']): number =>
    recorder.requests.filter(({ end }) => end === how).length;

  const simulator: LlmSimulator = {
    origin,
    url: `${origin}/v1`,
    requests: recorder.requests,
    fastCounts: fast.counts,
    script: (replies, protocol) => script.add([replies].flat(), protocol),
    reply: (reply) => void (standing = typeof reply === 'function' ? reply : () => reply),
    failNext: (...next) => next.forEach((one) => faults.add({ faults: [one].flat() })),
    fail: faults.add,
    concurrency: recorder.concurrency,
    until: recorder.until,
    untilRequests: (atLeast, timeoutMs) =>
      recorder.until(() => recorder.requests.length >= atLeast, `${atLeast} requests`, timeoutMs),
    untilAborted: (atLeast, timeoutMs) =>
      recorder.until(() => ended('aborted') >= atLeast, `${atLeast} requests to be aborted`, timeoutMs),
    untilFinished: (atLeast, timeoutMs) =>
      recorder.until(() => ended('finished') >= atLeast, `${atLeast} requests to finish`, timeoutMs),
    untilIdle: (timeoutMs) =>
      recorder.until(() => recorder.concurrency().now === 0, 'no open request', timeoutMs),
    reset() {
      script.clear();
      faults.clear();
      recorder.clear();
      standing = () => undefined;
    },
    close: () => closeServer(server),
  };
  return simulator;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
