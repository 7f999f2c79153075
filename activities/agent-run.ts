import { setTimeout as delay } from 'node:timers/promises';
import { log } from '@temporalio/activity';
import { anySignal } from '../domain/any-signal';
import type { Clock } from '../domain/clock';
import { isAppError } from '../domain/errors';
import type { ProcessStatus } from '../domain/sandboxes/processes';
import type { Sandbox } from '../domain/sandboxes/driver';
import type { AgentReader } from '../domain/tasks/agent';
import type { LogPiece } from '../domain/tasks/event-rows';
import type { NewTaskEvent, RunEnd } from '../domain/tasks/task';
import { AgentLog } from './agent-log';
import { drainStderr, lastOfStderr, MOST_STDERR } from './agent-stderr';

export interface AgentRun {
  readonly sandbox: Sandbox;
  /** Its process in the sandbox, which runs by now, or has ended. */
  readonly processId: string;
  readonly reader: AgentReader;
  /** How much of its output is written down. */
  readonly offset: number;
  /** How it ends, where an attempt before has decided that. */
  readonly end: RunEnd | null;
  readonly clock: Clock;
  /** When its time is over. */
  readonly until: Date;
  readonly limits: AgentLimits;
  /** Writes down what it said, before that is let go of; and how it ends, before anything is done about it. */
  readonly write: (piece: LogPiece) => Promise<void>;
  /** Whether it shall end when `signal` aborts; else it goes on, for another to follow. */
  readonly isStopped: () => boolean;
}

export interface AgentLimits {
  /** The longest that it may say nothing. */
  readonly silenceMs: number;
  /** The most that it may say, complaints and all, in bytes; each event counts as `EVENT_BYTES` more. */
  readonly outputBytes: number;
  /** After it said that it is done, or is told to end. */
  readonly graceMs: number;
}

const WRITE_EVERY_MS = 100;
const WRITE_AT = 200;
const LOOK_MS = 250;
/** Whoever stops it waits for that, and nothing that it could still say is kept. */
const STOPPED_GRACE_MS = 500;
/** What a row takes beside what it says: a line may be a single letter. */
const EVENT_BYTES = 256;
const PART_BYTES = 16 * 1024;
const LONGEST_MESSAGE = 4_000;

/**
 * Follows an agent's process to its end, or ends it: when it has said that its turn is over, when it says nothing for too
 * long, too much, or its time is over, and when it was stopped. Nothing of the process is left when this resolves. It rejects
 * with the reason of `signal` when that aborts, with SANDBOX_LOST, and with what kept it from following: then whoever calls
 * it again goes on with the same process, unless that was stopped.
 */
export async function followAgent(run: AgentRun, signal: AbortSignal): Promise<RunEnd> {
  const { sandbox, processId, reader, offset, clock, limits } = run;
  const said = new AgentLog(reader, offset);
  const stop = new AbortController();
  const watch = anySignal(signal, stop.signal);
  let heardAt = clock.now().getTime();
  let [bytes, complained] = [offset, 0];
  let over = false;
  let ended = run.end ?? undefined;

  /** One after the other: an offset is written down once. */
  let writing: Promise<void> = Promise.resolve();
  const write = (decided?: RunEnd): Promise<void> => {
    writing = writing.then(async () => {
      const piece = said.take();
      // What it says of its end comes before what is thought of it.
      const end = ended ? undefined : said.end ? endOf(said.end) : decided;
      if (!piece && !end) return;
      bytes += (piece?.events.length ?? 0) * EVENT_BYTES;
      await run.write({ ...(piece ?? { from: said.taken, to: said.taken, events: [] }), end });
      ended ??= end;
      if (piece) await sandbox.acknowledge(processId, { stdout: piece.to });
    });
    return writing;
  };
  const ending = () => ended;

  async function listen(): Promise<void> {
    let wroteAt = 0;
    for await (const piece of sandbox.output(processId, 'stdout', offset, watch)) {
      heardAt = clock.now().getTime();
      // In small parts: each byte of a large one may be an event.
      for (let at = 0; at < piece.bytes.length; at += PART_BYTES) {
        const part = piece.bytes.subarray(at, at + PART_BYTES);
        bytes += part.length;
        said.add(part);
        if (said.waiting >= WRITE_AT || performance.now() - wroteAt >= WRITE_EVERY_MS) {
          await write();
          wroteAt = performance.now();
        }
        // It is ended for that.
        if (bytes > limits.outputBytes) return;
      }
    }
    over = true;
  }

  function hearComplaints(upTo: number): void {
    if (upTo > complained) heardAt = clock.now().getTime();
    complained = upTo;
  }

  /** Why it has to end now; undefined while it may go on. */
  function reasonToEnd(): RunEnd | undefined {
    const now = clock.now().getTime();
    if (now >= run.until.getTime()) return { ok: false, reason: 'TIME_LIMIT', message: 'its time is over' };
    if (bytes + complained > limits.outputBytes)
      return { ok: false, reason: 'OUTPUT_LIMIT', message: 'it wrote too much' };
    if (now - heardAt > limits.silenceMs) {
      return {
        ok: false,
        reason: 'AGENT_SILENT',
        message: `it said nothing for ${limits.silenceMs / 1000} s`,
      };
    }
    return undefined;
  }

  const listening = listen();
  listening.catch(() => undefined);
  drainStderr(sandbox, processId, hearComplaints, watch).catch((error: unknown) => {
    if (!watch.aborted) log.warn('complaints of an agent are not read', { processId, error: String(error) });
  });
  try {
    while (!over && !ending()) {
      await Promise.race([listening, delay(LOOK_MS)]);
      signal.throwIfAborted();
      await write(reasonToEnd());
    }
    // It may have something to say on its way out.
    if (ending()?.ok && !over) await Promise.race([listening, delay(limits.graceMs)]);
    const status = await sandbox.kill(processId, limits.graceMs);
    await Promise.race([listening.catch(() => undefined), delay(limits.graceMs)]);
    said.close();
    await write();
    const end = ending() ?? (await exited(sandbox, status, reader));
    await write(end);
    return end;
  } catch (error) {
    if (run.isStopped() && !isAppError(error, 'SANDBOX_LOST')) {
      await sandbox.kill(processId, Math.min(limits.graceMs, STOPPED_GRACE_MS)).catch((failure: unknown) => {
        log.warn('an agent was not ended', { processId, error: String(failure) });
      });
      await write().catch(() => undefined);
    }
    throw error;
  } finally {
    stop.abort();
  }
}

async function exited(sandbox: Sandbox, status: ProcessStatus, reader: AgentReader): Promise<RunEnd> {
  const stderr = await lastOfStderr(sandbox, status.id, MOST_STDERR, AbortSignal.timeout(5_000));
  return endOf(reader.exited(status.exitCode, stderr));
}

function endOf(end: { readonly ok: true } | { readonly ok: false; readonly message: string }): RunEnd {
  return end.ok ? end : { ok: false, reason: 'AGENT_FAILED', message: end.message.slice(0, LONGEST_MESSAGE) };
}

/** What the log says of an agent that did not end well. */
export function failureEvent({ reason, message }: Extract<RunEnd, { readonly ok: false }>): NewTaskEvent {
  return { type: 'error', data: { reason, message } };
}
