import type { IncomingMessage, ServerResponse } from 'node:http';
import { PROTOCOLS } from './call';
import { ControlError, readProtocol, readReplies, readRule } from './control-input';
import { objectOf, parseObject } from './json';
import type { SeenRequest } from './recorder';
import type { LlmSimulator } from './server';

/** The longest that a request may wait for others that have not come yet. */
const WAIT_MS = 50_000;

/**
 * The switchboard, which no vendor has:
 * - `POST /_control/script {replies, protocol?}` queues answers; with `always: true` the first is given from now on;
 * - `POST /_control/faults {faults, times?, protocol?, key?, model?}` has the next requests meet these faults together;
 * - `GET /_control/requests?arrived=&aborted=&finished=` lists what came, once there are that many;
 * - `POST /_control/reset` forgets all of it.
 */
export async function control(
  incoming: IncomingMessage,
  response: ServerResponse,
  simulator: LlmSimulator,
): Promise<void> {
  try {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const body = objectOf(parseObject(Buffer.concat(parts).toString('utf8')));
    const url = new URL(incoming.url ?? '/', 'http://simulator.invalid');
    send(
      response,
      200,
      await operate(`${incoming.method} ${url.pathname}`, body, url.searchParams, simulator),
    );
  } catch (error) {
    if (error instanceof ControlError) send(response, 400, { error: error.message });
    else send(response, 408, { error: error instanceof Error ? error.message : String(error) });
  }
}

async function operate(
  operation: string,
  body: Readonly<Record<string, unknown>>,
  query: URLSearchParams,
  simulator: LlmSimulator,
): Promise<object> {
  switch (operation) {
    case 'POST /_control/script': {
      const replies = readReplies(body);
      if (body['always'] === true) simulator.reply(replies[0] ?? '');
      else simulator.script(replies, readProtocol(body, PROTOCOLS));
      return { queued: replies.length };
    }
    case 'POST /_control/faults':
      simulator.fail(readRule(body));
      return { ok: true };
    case 'GET /_control/requests': {
      const least = (name: string): number => Number(query.get(name) ?? 0);
      await simulator.untilRequests(least('arrived'), WAIT_MS);
      await simulator.untilAborted(least('aborted'), WAIT_MS);
      await simulator.untilFinished(least('finished'), WAIT_MS);
      return {
        requests: simulator.requests.map(plain),
        concurrency: simulator.concurrency(),
        fast: simulator.fastCounts,
      };
    }
    case 'POST /_control/reset':
      simulator.reset();
      return { ok: true };
    default:
      throw new ControlError(`There is no ${operation}.`);
  }
}

function plain({ hungUp: _, ...request }: SeenRequest): object {
  return request;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
