import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../domain/clock';
import { AppError } from '../../domain/errors';
import type { VendorOrder } from '../../domain/jobs/vendor-orders';
import { aiServiceFailed } from '../llm/attempts';
import { asObject, asText, parseJson } from '../llm/protocols/json';
import type { UpstreamHttp, UpstreamReply } from '../llm/upstream/http-client';
import { UpstreamFailure } from '../llm/upstream-failure';
import { dashScopeCalls } from './calls';
import { isContentRefused, mayHaveTaken, readComplaint } from './complaints';

/*
 * Pictures and videos are made by tasks of DashScope: "Text to image", "Text to video" and "Manage asynchronous tasks"
 * of its API reference. A task is created by a POST with `X-DashScope-Async: enable`, and asked for by
 * `GET /tasks/{task_id}`, which knows it for 24 hours. `POST /tasks/{task_id}/cancel` takes back what is PENDING, and
 * answers 400 UnsupportedOperation for everything else. Twenty such calls a second are allowed to an account.
 */

/** What a task has come to. `output` holds what its kind of task makes. */
type Output = Readonly<Record<string, unknown>>;

interface Order {
  readonly path: string;
  readonly body: object;
}

export interface DashScopeTasks {
  /**
   * Has an order done and answers its output: places it, unless that was done before, and waits for its end. AppError
   * GENERATION_FAILED when the content is refused; AI_SERVICE_FAILED for everything else, with an UpstreamFailure as
   * its cause, which is retryable where asking again goes on with the same task. The signal's reason when aborted.
   */
  done(order: Order, atVendor: VendorOrder, signal: AbortSignal): Promise<Output>;
  /**
   * Takes an order back: whether there is nothing to wait for, because DashScope has let go of it, or it was not placed
   * as far as anybody knows. False: DashScope is at it, or has done it. AppError AI_SERVICE_FAILED as above.
   */
  withdraw(order: VendorOrder, signal: AbortSignal): Promise<boolean>;
}

interface Settings {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly http: UpstreamHttp;
  readonly clock: Clock;
  /** Between two questions; two seconds unless given. */
  readonly pollMs?: number | undefined;
}

const TIMEOUTS = { connectMs: 10_000, headersMs: 30_000, idleMs: 30_000 };
const LARGEST_ANSWER = 1024 * 1024;
const POLL_MS = 2_000;
/** Questions in a row that may find nobody at home. */
const MOST_SILENCE = 5;
/** Videos take one to five minutes. What has not ended after this, counted from the order, is given up. */
const LONGEST_TASK_MS = 3_600_000;
/** Of a task that has not ended. */
const AT_IT = ['PENDING', 'RUNNING', 'SUSPENDED'];

export function createDashScopeTasks({ clock, pollMs = POLL_MS, ...upstream }: Settings): DashScopeTasks {
  const { call } = dashScopeCalls(upstream);

  async function place({ path, body }: Order, signal: AbortSignal): Promise<string> {
    const headers = { 'x-dashscope-async': 'enable' };
    const { task_id: id } = outputIn(
      await json(await call({ path, headers, json: body, timeouts: TIMEOUTS, signal })),
    );
    const found = asText(id);
    if (found !== undefined && /^[\x21-\x7e]{1,255}$/.test(found)) return found;
    throw new UpstreamFailure('DashScope took an order without naming its task', { retryable: false });
  }

  /** The task's id, and when it was ordered. One of which nobody knows whether it was taken is not placed again. */
  async function placedOnce(order: Order, atVendor: VendorOrder, signal: AbortSignal) {
    const state = await atVendor.state();
    if (typeof state === 'object') return state;
    if (state === 'unknown' || !(await atVendor.begin())) throw unknownOrder();
    try {
      const id = await place(order, signal);
      await atVendor.placed(id);
      return { id, since: clock.now() };
    } catch (error) {
      if (mayHaveTaken(error)) throw error instanceof UpstreamFailure ? unknownOrder(error) : error;
      await atVendor.withdraw();
      throw error;
    }
  }

  const question = async (id: string, signal: AbortSignal): Promise<Output> =>
    outputIn(await json(await call({ path: pathOf(id), timeouts: TIMEOUTS, signal })));

  const cancel = async (id: string, signal: AbortSignal): Promise<void> =>
    (await call({ path: `${pathOf(id)}/cancel`, json: null, timeouts: TIMEOUTS, signal })).discard();

  async function letGo(id: string, signal: AbortSignal): Promise<boolean> {
    try {
      await cancel(id, signal);
      return true;
    } catch (error) {
      if (!(error instanceof UpstreamFailure) || error.code !== 'UnsupportedOperation') throw error;
    }
    // It is not PENDING: it is at work, has ended, or an earlier cancellation was heard whose answer was lost.
    const status = asText((await question(id, signal))['task_status']) ?? '';
    return status !== 'SUCCEEDED' && !AT_IT.includes(status);
  }

  async function ended(id: string, since: Date, signal: AbortSignal): Promise<Output> {
    for (let silence = 0; ;) {
      try {
        const said = await question(id, signal);
        silence = 0;
        if (isOver(said)) return said;
      } catch (error) {
        silence += 1;
        if (!(error instanceof UpstreamFailure) || !error.retryable || silence >= MOST_SILENCE) throw error;
      }
      if (clock.now().getTime() - since.getTime() > LONGEST_TASK_MS) {
        // It may still be in the queue: nobody waits for it any more, and nothing depends on this.
        await cancel(id, signal).catch(() => undefined);
        throw new UpstreamFailure('DashScope does not come to an end with its task', { retryable: false });
      }
      await delay(pollMs * (1 + silence), undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
    }
  }

  return {
    async done(order, atVendor, signal) {
      try {
        const { id, since } = await placedOnce(order, atVendor, signal);
        return await ended(id, since, signal);
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        if (isContentRefused(error)) {
          throw new AppError('GENERATION_FAILED', undefined, { note: error.message, cause: error });
        }
        throw aiServiceFailed(error);
      }
    },

    async withdraw(order, signal) {
      const state = await order.state();
      if (typeof state !== 'object') return true;
      try {
        return await letGo(state.id, signal);
      } catch (error) {
        throw error instanceof UpstreamFailure ? aiServiceFailed(error) : error;
      }
    },
  };
}

function pathOf(id: string): string {
  return `/tasks/${encodeURIComponent(id)}`;
}

async function json(reply: UpstreamReply): Promise<unknown> {
  return parseJson((await reply.whole(LARGEST_ANSWER)).toString('utf8'));
}

/** @throws UpstreamFailure for what is not of a task: a question is asked again, an order may have been taken. */
function outputIn(body: unknown): Output {
  const output = asObject(asObject(body)?.['output']);
  if (output) return output;
  throw new UpstreamFailure('DashScope answered what is no task', { retryable: true });
}

/** Whether the task has succeeded. @throws UpstreamFailure when it has ended otherwise. */
function isOver(output: Output): boolean {
  const status = asText(output['task_status']);
  if (status === 'SUCCEEDED') return true;
  if (status !== undefined && AT_IT.includes(status)) return false;
  const { message, code } = readComplaint(output);
  // FAILED, CANCELED, and UNKNOWN for a task that is not there any more.
  throw new UpstreamFailure(`DashScope's task is ${status ?? 'nameless'}: ${message.slice(0, 300)}`, {
    retryable: false,
    code,
  });
}

function unknownOrder(cause?: UpstreamFailure): UpstreamFailure {
  return new UpstreamFailure(
    'Nobody knows whether DashScope took the order, so that it is not placed again',
    {
      retryable: false,
      cause,
    },
  );
}
