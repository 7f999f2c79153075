import type { Clock } from '../clock';
import type { Creation, Creations } from '../creations/creations';
import { dateTime } from '../db/columns';
import { updateRow } from '../db/rows';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import type { Artifacts } from '../jobs/artifacts';
import type { News } from '../notifications/notification';
import { notify, type Notifying } from '../notifications/notify';
import type { Outbox, OutboxEntry } from '../outbox';
import type { PlatformAccount } from './account';
import { chosenAccounts, type Choice } from './chosen-accounts';
import { postOf, type Post } from './post';
import type { Publication, Target } from './publication';
import { readHistory, type HistoryQuery } from './publication-history';
import { movedNews, orderedNews, publicationNews } from './publication-news';
import { countWaiting, insertPublication, readPublication } from './publication-rows';
import { changedSignal, startOf } from './publication-workflows';
import { ruleProblems } from './rules';
import { readTargets, setTargets } from './target-rows';

export interface PublicationWish extends Choice {
  readonly ownerId: number;
  readonly creationId: number;
  /** Undefined: at once. In the future, as `parseScheduleTime` answers it. */
  readonly scheduledAt?: Date | undefined;
  readonly idempotency?: IdempotencyClaim | undefined;
}

/** A publication, and what its commit owes to the workflow that runs it: deliver it now, or the relay does. */
export interface Changed {
  readonly publication: Publication;
  readonly outbox: OutboxEntry | null;
}

/** What users publish, where, when, and what came of it. */
export interface Publications {
  /**
   * Writes the publication, a record for each account, and the start of its workflow, all or nothing; one that is to
   * wait gets a workflow when its time has come. AppErrors
   * NOT_FOUND for a creation that is not the owner's or not done, PLATFORM_NOT_BOUND, CONTENT_REFUSED, VALIDATION,
   * IDEMPOTENCY_CONFLICT.
   */
  create(wish: PublicationWish): Promise<Changed>;
  /** Undefined for another user's, too. */
  get(id: number, ownerId: number): Promise<{ publication: Publication; targets: Target[] } | undefined>;
  history(query: HistoryQuery): Promise<{ total: number; items: Target[] }>;
  /** AppErrors NOT_FOUND, PUBLICATION_BEGUN. */
  reschedule(id: number, ownerId: number, at: Date): Promise<Changed>;
  /** Cancelling again is harmless. AppErrors as above. */
  cancel(id: number, ownerId: number): Promise<Changed>;
}

/** A year of one post a day at three accounts, and a campaign of an office at the same time. */
const MOST_WAITING = 2_000;

export function createPublications({
  db,
  clock,
  outbox,
  creations,
  artifacts,
  accounts,
  tellOwner,
  mostWaiting = MOST_WAITING,
}: Notifying & {
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly creations: Pick<Creations, 'get'>;
  readonly artifacts: Pick<Artifacts, 'find'>;
  readonly accounts: { list(ownerId: number): Promise<PlatformAccount[]> };
  /** How many records of a user may wait for their time. */
  readonly mostWaiting?: number | undefined;
}): Publications {
  const idempotency = createIdempotency({ db, clock });

  async function postOfCreation(id: number, ownerId: number): Promise<{ creation: Creation; post: Post }> {
    const creation = await creations.get(id, ownerId);
    if (!creation) throw new AppError('NOT_FOUND');
    const post = await postOf(creation, artifacts);
    if (post) return { creation, post };
    throw new AppError('CONTENT_REFUSED', {
      errors: [
        {
          field: 'body.creation_id',
          message: { zh: '该类型的作品不能发布', en: 'is of a type that no platform takes' },
        },
      ],
    });
  }

  /** Changes one that still waits: `work` answers what it is then, and what its owner is told of that. */
  async function change(
    id: number,
    ownerId: number,
    work: (publication: Publication, now: Date, tx: Transaction) => Promise<[Publication, News?]>,
  ): Promise<Changed> {
    return inTransaction(db, async (tx) => {
      const publication = await readPublication(db, id, tx, true);
      if (publication?.ownerId !== ownerId) throw new AppError('NOT_FOUND');
      const now = clock.now();
      const [changed, news] = await work(publication, now, tx);
      if (!news) return { publication, outbox: null };
      // While no workflow knows of it, there is none to tell.
      const owed = changed.run === 0 ? null : await outbox.add(changedSignal(changed), tx);
      await notify({ db, tellOwner }, news, now, tx);
      return { publication: changed, outbox: owed };
    });
  }

  return {
    async create({ ownerId, creationId, scheduledAt, idempotency: claim, ...choice }) {
      const { creation, post } = await postOfCreation(creationId, ownerId);
      const chosen = chosenAccounts(await accounts.list(ownerId), choice);
      const errors = [...new Set(chosen.map(({ platform }) => platform))].flatMap((platform) =>
        ruleProblems(platform, post).map((message) => ({ field: 'body.platforms', message })),
      );
      if (errors.length > 0) throw new AppError('CONTENT_REFUSED', { errors });

      return inTransaction(db, async (tx): Promise<Changed> => {
        const now = clock.now();
        const row = {
          ownerId,
          creationId,
          title: creation.title,
          contentType: post.kind,
          scheduledAt: scheduledAt ?? null,
          dueAt: scheduledAt ?? now,
          createdAt: now,
          run: scheduledAt ? 0 : 1,
        };
        const id = await insertPublication(db, row, chosen, tx);
        if (claim) {
          // After the insert, for the key is bound to the row's id; a repeat takes its own row back.
          const { resourceId, repeated } = await idempotency.claim(claim, String(id), tx);
          if (repeated) throw new Repeated(Number(resourceId));
        }
        // After the claim, for a repeat is no further record. Of two at once both may be the last, which harms nobody.
        if (scheduledAt && (await countWaiting(db, ownerId, mostWaiting + 1, tx)) > mostWaiting) {
          throw tooManyWait(mostWaiting);
        }
        const publication: Publication = { ...row, id, state: 'waiting', batchId: null };
        const owed = scheduledAt ? null : await outbox.add(startOf(publication, chosen.length), tx);
        await notify({ db, tellOwner }, orderedNews(publication), now, tx);
        return { publication, outbox: owed };
      }).catch(async (error: unknown) => {
        const first = error instanceof Repeated ? await readPublication(db, error.firstId) : undefined;
        if (first) return { publication: first, outbox: null };
        throw error;
      });
    },

    async get(id, ownerId) {
      const publication = await readPublication(db, id);
      if (publication?.ownerId !== ownerId) return undefined;
      return { publication, targets: await readTargets(db, id) };
    },

    history: (query) => readHistory(db, query),

    reschedule: (id, ownerId, at) =>
      change(id, ownerId, async (publication, now, tx) => {
        if (publication.state !== 'waiting') throw new AppError('PUBLICATION_BEGUN');
        const times = { scheduled_at: dateTime(at), due_at: dateTime(at), updated_at: dateTime(now) };
        await updateRow(db, 'publications', id, times, tx);
        const moved = { ...publication, scheduledAt: at, dueAt: at };
        return [moved, movedNews(moved, now)];
      }),

    cancel: (id, ownerId) =>
      change(id, ownerId, async (publication, now, tx) => {
        if (publication.state === 'cancelled') return [publication];
        if (publication.state !== 'waiting') throw new AppError('PUBLICATION_BEGUN');
        await updateRow(db, 'publications', id, { state: 'cancelled', updated_at: dateTime(now) }, tx);
        await setTargets(db, id, 'waiting', 'cancelled', now, tx);
        return [{ ...publication, state: 'cancelled' }, publicationNews(publication, 'publish_cancelled')];
      }),
  };
}

function tooManyWait(most: number): AppError {
  return invalidField('body.schedule_time', {
    zh: `最多 ${most} 条发布记录可以等待定时发布，请先取消或等待其中一些完成`,
    en: `would have more than ${most} records wait for their time: cancel some, or wait for them`,
  });
}

/** Rolls a second publication under one key back. */
class Repeated extends Error {
  constructor(readonly firstId: number) {
    super('an earlier request under this key made the publication');
  }
}
