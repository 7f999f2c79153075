import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import type { Sealer } from '../sealed-text';
import type { Outbox, OutboxEntry } from '../outbox';
import type { PublishingAdapters } from './adapter';
import type { EventCall, PlatformEvent } from './platform-event';
import { isOver, PLATFORM_NEWS_SIGNAL, publishWorkflowId, type Target } from './publication';
import { readPublication } from './publication-rows';
import { readTargetsOfEvent } from './target-rows';
import type { Targets } from './targets';
import { createTokenRows } from './token-rows';

/** What is answered to a platform that told of something, and what is owed to a workflow then. */
export type NewsAnswer =
  | { readonly outcome: 'taken'; readonly outbox: OutboxEntry | null }
  | { readonly outcome: 'hello'; readonly answer: string; readonly type: 'text' | 'json' }
  /** `forged`: it does not know what is secret; `strange`: nothing that the platform says; `unknown`: of nothing here. */
  | { readonly outcome: 'forged' | 'strange' | 'unknown' };

/** What platforms tell us without being asked. Polling goes on beside it: whatever is lost here is only later. */
export interface PlatformNews {
  /** May be told the same again: then nothing changes. @param accountId whose address was called */
  receive(accountId: number, call: EventCall): Promise<NewsAnswer>;
}

/** Between two questions that a platform's news are the reason of; what is not asked then is asked anyway later. */
const LEAST_PAUSE_MS = 5_000;

export function createPlatformNews({
  db,
  clock,
  sealer,
  adapters,
  outbox,
  targets,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly adapters: PublishingAdapters;
  readonly outbox: Pick<Outbox, 'add'>;
  readonly targets: Pick<Targets, 'published'>;
}): PlatformNews {
  const accounts = createTokenRows(db, sealer);

  /** Whether an account's own credentials have signed the call. */
  async function hasSigned(accountId: number, call: EventCall): Promise<boolean> {
    const account = await accounts.read(accountId);
    if (!account) return false;
    const { events } = adapters[account.platform];
    return events?.isGenuine(call, account.credentials, clock.now()) ?? false;
  }

  /** Whether the last news of a target is some time ago: who has seen one signed call can repeat it without an end. */
  async function isNews(id: number, tx: Transaction): Promise<boolean> {
    const now = clock.now();
    const [, changed] = await db.query(
      'UPDATE publication_targets SET told_at = ? WHERE id = ? AND (told_at IS NULL OR told_at <= ?)',
      {
        replacements: [dateTime(now), id, dateTime(new Date(now.getTime() - LEAST_PAUSE_MS))],
        type: QueryTypes.UPDATE,
        transaction: tx,
      },
    );
    return changed > 0;
  }

  /** Has the workflow ask what came of it, if it waits for that. */
  async function wake({ id, publicationId, state }: Target): Promise<OutboxEntry | null> {
    if (state !== 'submitted') return null;
    return inTransaction(db, async (tx) => {
      if (!(await isNews(id, tx))) return null;
      const publication = await readPublication(db, publicationId, tx);
      // A batch asks by itself, and what it leaves is asked about again.
      if (publication?.state !== 'publishing' || publication.batchId !== null) return null;
      const workflowId = publishWorkflowId(publication);
      const payload = { publicationId };
      return outbox.add({ effect: 'signal', name: PLATFORM_NEWS_SIGNAL, workflowId, payload }, tx);
    });
  }

  async function ended(accountId: number, found: readonly Target[]): Promise<NewsAnswer> {
    const target = found.find((each) => each.accountId === accountId);
    return target ? { outcome: 'taken', outbox: await wake(target) } : { outcome: 'unknown' };
  }

  /** An application has one address for all of its accounts: the one it tells of must have the same secrets. */
  async function published(
    { externalId, postId }: Extract<PlatformEvent, { says: 'published' }>,
    call: EventCall,
    found: readonly Target[],
  ): Promise<NewsAnswer> {
    for (const target of found) {
      const account = await accounts.read(target.accountId);
      if (account?.externalId !== externalId || !(await hasSigned(target.accountId, call))) continue;
      if (!isOver(target.state)) await targets.published(target.id, { postId, url: null });
      return { outcome: 'taken', outbox: null };
    }
    return { outcome: 'unknown' };
  }

  return {
    async receive(accountId, call) {
      const account = await accounts.read(accountId);
      const events = account && adapters[account.platform].events;
      if (!events) return { outcome: 'unknown' };
      if (!events.isGenuine(call, account.credentials, clock.now())) return { outcome: 'forged' };
      const event = events.read(call);
      if (!event) return { outcome: 'strange' };
      if (event.says === 'hello') return { outcome: 'hello', answer: event.answer, type: event.type };
      if (event.says === 'other') return { outcome: 'taken', outbox: null };
      const found = await readTargetsOfEvent(db, account.platform, event.event);
      return event.says === 'ended' ? ended(accountId, found) : published(event, call, found);
    },
  };
}
