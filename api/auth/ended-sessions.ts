import type { PubSubClient } from '../../domain/jobs/announcements';
import { Listeners } from '../../domain/listeners';

/** Tells all processes which sessions have ended, so that none goes on trusting what it remembers of them. */
export interface EndedSessions {
  /**
   * Never throws, never waits. A message that is lost costs a second, for which a session is remembered, and what is open
   * stays until it is looked up again.
   */
  announce(ids: readonly string[]): void;
  /** Calls back when a session is told to have ended, until the answered function is called. */
  onEnd(id: string, listener: () => void): () => void;
  /** Opens this process's subscription. */
  start(): Promise<void>;
}

export function createEndedSessions({
  publisher,
  subscriber,
  channel,
  forget,
}: {
  readonly publisher: PubSubClient;
  readonly subscriber: PubSubClient;
  readonly channel: string;
  readonly forget: (ids: readonly string[]) => void;
}): EndedSessions {
  const listeners = new Listeners<string, () => void>();
  const receive = (ids: readonly string[]) => {
    forget(ids);
    for (const listener of ids.flatMap((id) => listeners.of(id))) listener();
  };
  return {
    announce(ids) {
      receive(ids);
      if (publisher.isReady) publisher.publish(channel, JSON.stringify(ids)).catch(() => undefined);
    },
    onEnd: (id, listener) => listeners.add(id, listener),
    async start() {
      await subscriber.subscribe(channel, (message) => receive(idsOf(message)));
    },
  };
}

/** None for what is no message of ours: an error here would take others' messages along. */
function idsOf(message: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(message);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
