import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import type { News, TellOwner } from '../notifications/notification';
import { notify } from '../notifications/notify';
import type { References } from './adapter';
import type { FailureReason, Target, TargetState } from './publication';
import { confirmedNews, recordNews, unresolvedNews } from './publication-news';
import { readTarget } from './publication-rows';
import { moveTarget } from './target-rows';

/** The post that came of a target, as far as the platform names it. */
export interface PostAtPlatform {
  readonly postId: string | null;
  readonly url: string | null;
}

/** The steps of what becomes of a publication at one account. Each is made by one of all who try. */
export interface Targets {
  /** AppError NOT_FOUND. */
  get(id: number): Promise<Target>;
  /** Adds to what the platform has named. */
  keep(id: number, more: References): Promise<void>;
  /** What is to be uploaded is being uploaded. */
  preparing(id: number): Promise<void>;
  prepared(id: number): Promise<void>;
  /** Its user has everything, to publish it by hand. */
  handedOff(id: number): Promise<void>;
  /**
   * Before the platform is asked to publish: whether the caller is the one who asks. Nobody else is from then on, unless
   * `notSubmitted` says that the platform surely was not asked.
   */
  submitting(id: number): Promise<boolean>;
  notSubmitted(id: number): Promise<void>;
  /** Whether another record of the same account has a post. */
  isTaken(id: number, accountId: number, postId: string): Promise<boolean>;
  /** The platform has it, and names it so. */
  submitted(id: number, more: References): Promise<void>;
  /** Whether the platform has it is not known. */
  unknown(id: number, message: string): Promise<void>;
  /** The same, and nobody looks it up any more: its owner is told to. */
  unresolved(id: number, message: string): Promise<void>;
  published(id: number, post: PostAtPlatform): Promise<void>;
  /** Does nothing to one that is over. */
  failed(id: number, reason: FailureReason, message: string): Promise<void>;
  /**
   * What its user says became of one that was handed off, or whose outcome nobody knows. AppErrors NOT_FOUND,
   * PUBLICATION_BEGUN for a target that waits for no such word; saying it again is harmless.
   */
  confirm(
    id: number,
    ownerId: number,
    word: { published: boolean; url?: string | undefined },
  ): Promise<Target>;
}

const OPEN: readonly TargetState[] = [
  'waiting',
  'preparing',
  'prepared',
  'submitting',
  'unknown',
  'submitted',
  'handed_off',
];
const ASKED: readonly TargetState[] = ['submitting', 'unknown', 'submitted'];
const ASKS_ITS_USER: readonly TargetState[] = ['handed_off', 'unknown'];
const LONGEST = { message: 500, url: 1000, postId: 128 };

export function createTargets({
  db,
  clock,
  tellOwner,
}: {
  readonly db: Database;
  readonly clock: Clock;
  /** Told after a commit whom it has news for. */
  readonly tellOwner?: TellOwner;
}): Targets {
  const move = (
    id: number,
    from: readonly TargetState[],
    state: TargetState,
    columns: Readonly<Record<string, string | null>> = {},
  ) => moveTarget(db, id, from, { state, ...columns }, clock.now());

  /** The same where its owner is told of it, in one transaction. */
  const moveAndTell = (
    id: number,
    from: readonly TargetState[],
    columns: { readonly state: TargetState } & Readonly<Record<string, string | null>>,
    newsOf: (target: Target) => News | undefined = recordNews,
  ): Promise<boolean> =>
    inTransaction(db, async (tx) => {
      const now = clock.now();
      if (!(await moveTarget(db, id, from, columns, now, tx))) return false;
      const target = await readTarget(db, id, tx);
      const news = target && newsOf(target);
      if (news) await notify({ db, tellOwner }, news, now, tx);
      return true;
    });

  async function get(id: number): Promise<Target> {
    const target = await readTarget(db, id);
    if (!target) throw new AppError('NOT_FOUND', undefined, { note: `publication target ${id}` });
    return target;
  }

  async function keep(id: number, more: References): Promise<void> {
    await db.query(
      `UPDATE publication_targets SET references_at_platform = JSON_MERGE_PATCH(references_at_platform, ?),
         event_ref = COALESCE(?, event_ref)
       WHERE id = ?`,
      { replacements: [JSON.stringify(more), more['event'] ?? null, id], type: QueryTypes.UPDATE },
    );
  }

  const publishedNow = ({ postId, url }: PostAtPlatform) => ({
    post_id: postId?.slice(0, LONGEST.postId) ?? null,
    post_url: url !== null && url.length <= LONGEST.url ? url : null,
    published_at: dateTime(clock.now()),
    reason: null,
    message: null,
  });

  return {
    get,
    keep,
    preparing: async (id) => void (await move(id, ['waiting', 'preparing'], 'preparing')),
    prepared: async (id) => void (await move(id, ['waiting', 'preparing'], 'prepared')),
    handedOff: async (id) =>
      void (await moveAndTell(id, ['waiting', 'preparing', 'prepared'], { state: 'handed_off' })),
    submitting: (id) => move(id, ['prepared'], 'submitting', { submitted_at: dateTime(clock.now()) }),
    notSubmitted: async (id) => void (await move(id, ['submitting'], 'prepared', { submitted_at: null })),

    async isTaken(id, accountId, postId) {
      const query =
        'SELECT 1 FROM publication_targets WHERE account_id = ? AND post_id = ? AND id <> ? LIMIT 1';
      return (await selectRows(db, query, [accountId, postId, id])).length > 0;
    },

    async submitted(id, more) {
      await keep(id, more);
      await move(id, ASKED, 'submitted', { message: null, ...(more['post'] && { post_id: more['post'] }) });
    },

    unknown: async (id, message) =>
      void (await moveAndTell(id, ASKED, { state: 'unknown', message: cut(message) })),
    unresolved: async (id, message) =>
      void (await moveAndTell(id, ASKED, { state: 'unknown', message: cut(message) }, unresolvedNews)),
    published: async (id, post) =>
      void (await moveAndTell(id, OPEN, { state: 'published', ...publishedNow(post) })),
    failed: async (id, reason, message) =>
      void (await moveAndTell(id, OPEN, { state: 'failed', reason, message: cut(message) })),

    async confirm(id, ownerId, { published, url }) {
      const target = await readTarget(db, id);
      if (target?.ownerId !== ownerId) throw new AppError('NOT_FOUND');
      const wanted = published ? 'published' : 'failed';
      const columns = published
        ? publishedNow({ postId: target.postId, url: url ?? null })
        : { reason: 'PUBLISH_FAILED', message: '用户确认未发布' };
      if (await moveAndTell(id, ASKS_ITS_USER, { state: wanted, ...columns }, confirmedNews)) return get(id);
      const now = await get(id);
      if (now.state !== wanted) throw new AppError('PUBLICATION_BEGUN');
      return now;
    },
  };
}

function cut(message: string): string {
  return [...message].slice(0, LONGEST.message).join('');
}
