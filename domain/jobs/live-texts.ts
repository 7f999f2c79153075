import type { PubSubClient } from './announcements';

/** A piece of a text that is being written. One at 0 begins the text anew. */
export interface TextPiece {
  /** Where in the text it stands, in UTF-16 units, as JavaScript counts. */
  readonly at: number;
  readonly text: string;
}

/**
 * Texts while they are written, from the worker that writes them to whoever watches: over a Redis channel for each job,
 * so that nobody carries what nobody watches. Best effort, in both directions: who missed a piece sees by `at` that one
 * is missing, and the job's result has it.
 */
export interface LiveTexts {
  /** Never throws, never waits. */
  say(jobId: string, piece: TextPiece): void;
  /** Calls back for each piece from now on, until the answered function is called. Hears nothing while Redis is away. */
  hear(jobId: string, listener: (piece: TextPiece) => void): Promise<() => void>;
}

/** For a process that only writes; `prefix` is that of the installation's names in Redis. */
export function sayOn(publisher: PubSubClient, prefix: string): LiveTexts['say'] {
  return (jobId, piece) => {
    if (!publisher.isReady) return;
    publisher.publish(channelOf(prefix, jobId), JSON.stringify(piece)).catch(() => undefined);
  };
}

/** `subscriber` is a connection that does nothing but listen. */
export function hearOn(subscriber: PubSubClient, prefix: string): LiveTexts['hear'] {
  return async (jobId, listener) => {
    const channel = channelOf(prefix, jobId);
    const receive = (message: string) => {
      const piece = read(message);
      if (piece) listener(piece);
    };
    if (!subscriber.isReady) return () => undefined;
    const subscribed = await subscriber.subscribe(channel, receive).then(
      () => true,
      () => false,
    );
    return () => {
      if (subscribed) subscriber.unsubscribe(channel, receive).catch(() => undefined);
    };
  };
}

function channelOf(prefix: string, jobId: string): string {
  return `${prefix}:job-text:${jobId}`;
}

/** Undefined for what is no message of ours: an error here would end the process that listens. */
function read(message: string): TextPiece | undefined {
  try {
    const { at, text } = JSON.parse(message) as Partial<TextPiece>;
    return typeof at === 'number' && typeof text === 'string' ? { at, text } : undefined;
  } catch {
    return undefined;
  }
}
