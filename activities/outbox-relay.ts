import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Outbox, OutboxEntry } from '../domain/outbox';
import { deliver } from '../temporal/deliver';
import { watch, type Watch } from './watch';

export interface OutboxRelay extends Watch {
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

  return { ...watch(async () => (await sweep()) === BATCH, intervalMs), sweep };
}
