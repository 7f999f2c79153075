import type { PubSubClient } from '../../domain/jobs/announcements';

/** Tells all processes which sessions have ended, so that none goes on trusting what it remembers of them. */
export interface EndedSessions {
  /** Never throws, never waits. A message that is lost costs a second: nobody remembers a session for longer. */
  announce(ids: readonly string[]): void;
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
  return {
    announce(ids) {
      forget(ids);
      if (publisher.isReady) publisher.publish(channel, JSON.stringify(ids)).catch(() => undefined);
    },
    async start() {
      await subscriber.subscribe(channel, (message) => forget(JSON.parse(message) as string[]));
    },
  };
}
