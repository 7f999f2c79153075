import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { StudioClient } from './client';

export interface JobEvent {
  readonly seq: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const MAX_RECONNECTS = 20;

/**
 * A job's events until its last one. A connection that breaks is taken up again after the last event that
 * was seen, so that none is missed and none comes twice.
 */
export async function* jobEvents(api: StudioClient, jobId: string): AsyncGenerator<JobEvent> {
  let lastSeen = 0;
  for (let attempt = 0; attempt <= MAX_RECONNECTS; attempt++) {
    const response = await fetch(new URL(`/api/v1/jobs/${jobId}/events`, api.baseUrl), {
      headers: { authorization: `Bearer ${api.accessToken ?? ''}`, 'last-event-id': String(lastSeen) },
    });
    if (!response.ok || !response.body) throw new Error(`The job's events answered HTTP ${response.status}.`);
    const messages = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream());
    try {
      for await (const { data } of messages) {
        const event = JSON.parse(data) as JobEvent;
        lastSeen = event.seq;
        yield event;
        if (['succeeded', 'failed', 'cancelled'].includes(event.type)) return;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // fetch reports a broken connection as a TypeError
    }
  }
  throw new Error(`The events of job ${jobId} broke off again and again.`);
}
