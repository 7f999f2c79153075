import { setTimeout as delay } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { StudioClient } from './client';

export interface JobEvent {
  readonly seq: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const MAX_RECONNECTS = 60;
const RECONNECT_MS = 500;

/**
 * A job's events until its last one. A connection that breaks, and a platform that is away for a while, are
 * tried again after the last event that was seen, so that none is missed and none comes twice.
 */
export async function* jobEvents(api: StudioClient, jobId: string): AsyncGenerator<JobEvent> {
  let lastSeen = 0;
  for (let attempt = 0; attempt <= MAX_RECONNECTS; attempt++) {
    if (attempt > 0) await delay(RECONNECT_MS);
    try {
      for await (const event of connection(api, jobId, lastSeen)) {
        lastSeen = event.seq;
        yield event;
        if (['succeeded', 'failed', 'cancelled'].includes(event.type)) return;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // what fetch throws when a connection fails or breaks
    }
  }
  throw new Error(`The events of job ${jobId} broke off again and again.`);
}

/** The events after number `lastSeen` until the connection ends; none when the server cannot serve just now. */
async function* connection(api: StudioClient, jobId: string, lastSeen: number): AsyncGenerator<JobEvent> {
  const response = await fetch(new URL(`/api/v1/jobs/${jobId}/events`, api.baseUrl), {
    headers: { authorization: `Bearer ${api.accessToken ?? ''}`, 'last-event-id': String(lastSeen) },
  });
  if (response.status >= 500) return;
  if (!response.ok || !response.body) throw new Error(`The job's events answered HTTP ${response.status}.`);
  const messages = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { data } of messages) yield JSON.parse(data) as JobEvent;
}
