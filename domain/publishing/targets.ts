import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import { selectRows } from '../db/rows';
import { AppError } from '../errors';
import type { References } from './adapter';
import type { FailureReason, Target, TargetState } from './publication';
import { confirmedNews, unresolvedNews } from './publication-news';
import { readTarget } from './publication-rows';
import { createTargetMoves, type TargetDependencies } from './target-moves';
import { createTargetSteps, type TargetSteps } from './target-steps';

/** The post that came of a target, as far as the platform names it. */
export interface PostAtPlatform {
  readonly postId: string | null;
  readonly url: string | null;
}

/** What becomes of a publication at one account. Each change is made by one of all who try. */
export interface Targets extends TargetSteps {
  /** AppError NOT_FOUND. */
  get(id: number): Promise<Target>;
  /** Its user has everything, to publish it by hand. */
  handedOff(id: number): Promise<void>;
  /** Whether another record of the same account has a post. */
  isTaken(id: number, accountId: number, postId: string): Promise<boolean>;
  /** The platform has it, and names it so. */
  submitted(id: number, more: References): Promise<void>;
  /** Whether the platform has what it was asked for is not known, and is looked up. */
  unknown(id: number, message: string): Promise<void>;
  /** The same, and nobody looks it up any more: its owner is told to. */
  unresolved(id: number, message: string): Promise<void>;
  /** A look-up has shown that the platform does not have it. */
  absent(id: number, message: string): Promise<void>;
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
const UNANSWERED: readonly TargetState[] = ['submitting', 'unknown'];
const ASKS_ITS_USER: readonly TargetState[] = ['handed_off', 'unknown'];
const LONGEST = { message: 500, url: 1000, postId: 128 };

export function createTargets(dependencies: TargetDependencies): Targets {
  const { db, clock } = dependencies;
  const { move, moveAndTell } = createTargetMoves(dependencies);

  async function get(id: number): Promise<Target> {
    const target = await readTarget(db, id);
    if (!target) throw new AppError('NOT_FOUND', undefined, { note: `publication target ${id}` });
    return target;
  }

  const publishedNow = ({ postId, url }: PostAtPlatform) => ({
    post_id: postId?.slice(0, LONGEST.postId) ?? null,
    post_url: url !== null && url.length <= LONGEST.url ? url : null,
    published_at: dateTime(clock.now()),
    reason: null,
    message: null,
  });

  return {
    ...createTargetSteps(dependencies),
    get,
    handedOff: async (id) =>
      void (await moveAndTell(id, ['waiting', 'preparing', 'prepared'], { state: 'handed_off' })),
    async isTaken(id, accountId, postId) {
      const query =
        'SELECT 1 FROM publication_targets WHERE account_id = ? AND post_id = ? AND id <> ? LIMIT 1';
      return (await selectRows(db, query, [accountId, postId, id])).length > 0;
    },

    async submitted(id, more) {
      await db.query(
        `UPDATE publication_targets SET references_at_platform = JSON_MERGE_PATCH(references_at_platform, ?),
           event_ref = COALESCE(?, event_ref)
         WHERE id = ?`,
        { replacements: [JSON.stringify(more), more['event'] ?? null, id], type: QueryTypes.UPDATE },
      );
      const post = more['post'] === undefined ? {} : { post_id: more['post'] };
      await move(id, ASKED, { state: 'submitted', message: null, ...post });
    },

    unknown: async (id, message) =>
      void (await moveAndTell(id, UNANSWERED, { state: 'unknown', message: cut(message) })),
    unresolved: async (id, message) =>
      void (await moveAndTell(
        id,
        ASKED,
        { state: 'unknown', message: cut(message) },
        { newsOf: unresolvedNews },
      )),
    absent: async (id, message) =>
      void (await moveAndTell(id, UNANSWERED, {
        state: 'failed',
        reason: 'PUBLISH_FAILED' satisfies FailureReason,
        message: cut(message),
      })),
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
      const said = { state: wanted, ...columns } as const;
      if (await moveAndTell(id, ASKS_ITS_USER, said, { newsOf: confirmedNews })) return get(id);
      const now = await get(id);
      if (now.state !== wanted) throw new AppError('PUBLICATION_BEGUN');
      return now;
    },
  };
}

function cut(message: string): string {
  return [...message].slice(0, LONGEST.message).join('');
}
