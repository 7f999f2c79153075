import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Outbox, OutboxEntry } from '../domain/outbox';
import { deliver } from '../temporal/deliver';

export interface OutboxRelay {
  /** Looks for entries until `stop`. */
  start(): void;
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
  /** One look: delivers what is due, and answers how many entries there were. Never rejects. */
  sweep(): Promise<number>;
}

interface Dependencies {
  readonly outbox: Outbox;
  readonly client: Client;
  readonly logger: Logger;
  readonly onFailure: (name: string) => void;
  /** Between two looks, and how long an entry must have been due to be ours: its writer delivers it before. */
  readonly intervalMs?: number;
}

const BATCH = 100;
const DELIVERY_MS = 10_000;
/** Longer than a delivery can take, so that two workers do not deliver one entry; if they do, it does no harm. */
const LEASE_MS = 30_000;

/**
 * Delivers what the processes that wrote it did not: a crash came between, or Temporal was away. Any number
 * of workers may run one.
 */
export function createOutboxRelay({
  outbox,
  client,
  logger,
  onFailure,
  intervalMs = 2000,
}: Dependencies): OutboxRelay {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  const relay = async (entry: OutboxEntry) => {
    const { id, name, workflowId, attempts } = entry;
    try {
      const delivery = await client.withDeadline(Date.now() + DELIVERY_MS, () => deliver(client, entry));
      await outbox.delivered(id);
      logger.info({ name, workflowId, delivery }, 'outbox entry delivered');
    } catch (error) {
      onFailure(name);
      logger.warn({ name, workflowId, attempts, err: error }, 'outbox entry put off');
      await outbox.failed(id, error instanceof Error ? error.message : String(error));
    }
  };

  const sweep = async () => {
    try {
      const entries = await outbox.claim(BATCH, LEASE_MS, intervalMs);
      await Promise.all(entries.map(relay));
      return entries.length;
    } catch (error) {
      logger.warn({ err: error }, 'the outbox cannot be read'); // the leases end, and the next look finds them
      return 0;
    }
  };

  const run = async () => {
    while (!stopping.signal.aborted) {
      if ((await sweep()) === BATCH) continue;
      await delay(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
    sweep,
  };
}
