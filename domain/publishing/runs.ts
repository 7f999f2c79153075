import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import { updateRow } from '../db/rows';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import type { News } from '../notifications/notification';
import { notify, type Notifying } from '../notifications/notify';
import type { Outbox } from '../outbox';
import type { Publication, PublicationState, Runner, Target } from './publication';
import { publicationNews, unresolvedNews } from './publication-news';
import { readOverdue, readPublication } from './publication-rows';
import { startOf } from './publication-workflows';
import { readTargets, readTargetsOf, setTargets, type TargetOf } from './target-rows';

/** How a publication stands for the workflow that runs it. */
export type Begun =
  /** It is not due before so many milliseconds. */
  | { readonly state: 'waiting'; readonly dueInMs: number }
  | { readonly state: 'publishing'; readonly targets: readonly number[] }
  | { readonly state: 'ended' | 'cancelled' };

/** What workflows do to publications as a whole. */
export interface PublicationRuns {
  /** Begins one that is due. From then on it can be neither moved nor cancelled. AppError NOT_FOUND. */
  begin(id: number): Promise<Begun>;
  /** Ends it, and answers what became of it at each account. */
  end(id: number): Promise<Target[]>;
  /** Gives it up: where no platform was asked it is cancelled, and elsewhere what came of it is unknown. */
  abandon(id: number): Promise<void>;
  /** Those that have been due for so long and have not ended, after an id, the lowest ids first. */
  overdue(forMs: number, after: number, limit: number): Promise<Publication[]>;
  /**
   * Has another workflow go on with one whose workflow was seen to be lost; the outbox owes its start. Answers false for
   * one that has ended, or that has another workflow by now.
   */
  runAgain(seen: Runner): Promise<boolean>;
  /** Has one that a batch leaves go on in a workflow of its own. Answers as above: what is repeated changes nothing. */
  goOnAlone(id: number, batchId: string): Promise<boolean>;
  /** The targets of those that are being published, as far as they are the batch's. */
  targetsOf(ids: readonly number[], batchId: string): Promise<TargetOf[]>;
}

export function createPublicationRuns({
  db,
  clock,
  outbox,
  tellOwner,
}: Notifying & {
  readonly clock: Clock;
  readonly outbox: Outbox;
}): PublicationRuns {
  /** Runs work on the locked row. */
  function locked<T>(
    id: number,
    work: (publication: Publication, tx: Transaction) => Promise<T>,
  ): Promise<T> {
    return inTransaction(db, async (tx) => {
      const publication = await readPublication(db, id, tx, true);
      if (!publication) throw new AppError('NOT_FOUND', undefined, { note: `publication ${id}` });
      return work(publication, tx);
    });
  }

  const tell = (news: News, now: Date, tx: Transaction) => notify({ db, tellOwner }, news, now, tx);

  const setState = (id: number, state: PublicationState, tx: Transaction) =>
    updateRow(db, 'publications', id, { state, updated_at: dateTime(clock.now()) }, tx);

  /** Starts another workflow for one that has not ended, if whoever works on it is still whom the caller thinks. */
  const restart = (id: number, isStill: (publication: Publication) => boolean) =>
    locked(id, async (publication, tx) => {
      const { state } = publication;
      if (state === 'ended' || state === 'cancelled' || !isStill(publication)) return false;
      const next = { ...publication, run: publication.run + 1, batchId: null };
      await updateRow(db, 'publications', id, { run: next.run, batch_id: null }, tx);
      const targets = await readTargets(db, id, tx);
      await outbox.add(startOf(next, targets.length), tx);
      return true;
    });

  return {
    begin: (id) =>
      locked(id, async (publication, tx): Promise<Begun> => {
        const { state, dueAt } = publication;
        if (state === 'ended' || state === 'cancelled') return { state };
        const now = clock.now();
        if (state === 'waiting') {
          if (dueAt > now) return { state, dueInMs: dueAt.getTime() - now.getTime() };
          await setState(id, 'publishing', tx);
          await setTargets(db, id, 'waiting', 'preparing', now, tx);
        }
        const targets = await readTargets(db, id, tx);
        if (state === 'waiting') await tell(publicationNews(publication, 'publish_started'), now, tx);
        return { state: 'publishing', targets: targets.map((target) => target.id) };
      }),

    end: (id) =>
      locked(id, async ({ state }, tx) => {
        if (state === 'publishing') await setState(id, 'ended', tx);
        return readTargets(db, id, tx);
      }),

    abandon: (id) =>
      locked(id, async (publication, tx) => {
        const { state } = publication;
        if (state === 'ended' || state === 'cancelled') return;
        const now = clock.now();
        for (const unasked of ['waiting', 'preparing', 'prepared'] as const) {
          await setTargets(db, id, unasked, 'cancelled', now, tx);
        }
        for (const asked of ['submitting', 'submitted'] as const) {
          await setTargets(db, id, asked, 'unknown', now, tx);
        }
        const targets = await readTargets(db, id, tx);
        const nothing = targets.every((target) => target.state === 'cancelled');
        await setState(id, nothing ? 'cancelled' : 'ended', tx);
        await tell(publicationNews(publication, 'publish_abandoned'), now, tx);
        for (const target of targets)
          if (target.state === 'unknown') await tell(unresolvedNews(target), now, tx);
      }),

    overdue: (forMs, after, limit) => readOverdue(db, new Date(clock.now().getTime() - forMs), after, limit),

    runAgain: ({ id, run, batchId }) =>
      restart(id, (publication) => publication.run === run && publication.batchId === batchId),

    // A version that wrote no batches may have begun it.
    goOnAlone: (id, batchId) =>
      restart(id, (publication) => publication.run === 0 && (publication.batchId ?? batchId) === batchId),

    targetsOf: (ids, batchId) => readTargetsOf(db, ids, batchId),
  };
}
