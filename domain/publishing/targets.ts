import { dateTime } from '../db/columns';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import type { References } from './adapter';
import type { FailureReason, Target, TargetState } from './publication';
import { confirmedNews, unresolvedNews } from './publication-news';
import { disownPost, takePost, unlessTaken } from './taken-posts';
import { createTargetMoves, type TargetDependencies } from './target-moves';
import { mergeReferences, moveTarget, readTarget } from './target-rows';
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
  /**
   * Makes a post that was found at the platform the target's own; answers whether it is. It is not where another record
   * of the account has it, or may be about to hear that it has.
   */
  take(id: number, postId: string): Promise<boolean>;
  /** The platform has it, and names it so. */
  submitted(id: number, more: References): Promise<void>;
  /** Whether the platform has what it was asked for is not known, and is looked up. */
  unknown(id: number, message: string): Promise<void>;
  /** The same, and nobody looks it up any more: its owner is told to. */
  unresolved(id: number, message: string): Promise<void>;
  /** A look-up has shown that the platform does not have it. */
  absent(id: number, message: string): Promise<void>;
  published(id: number, post: PostAtPlatform): Promise<void>;
  /** The platform has decided against it. Does nothing to one that is over. */
  failed(id: number, reason: FailureReason, message: string): Promise<void>;
  /**
   * It has failed before the platform was asked to publish. Does nothing to one that was asked meanwhile.
   * @param step what failed: does nothing where another one has begun since, which knows better
   */
  failedBefore(id: number, reason: FailureReason, message: string, step?: string): Promise<void>;
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
const UNASKED: readonly TargetState[] = ['waiting', 'preparing', 'prepared'];
const ASKED: readonly TargetState[] = ['submitting', 'unknown', 'submitted'];
const UNANSWERED: readonly TargetState[] = ['submitting', 'unknown'];
const ASKS_ITS_USER: readonly TargetState[] = ['handed_off', 'unknown'];
const LONGEST = { message: 500, url: 1000, postId: 128 };

export function createTargets(dependencies: TargetDependencies): Targets {
  const { db, clock } = dependencies;
  const { moveAndTell } = createTargetMoves(dependencies);

  async function get(id: number): Promise<Target> {
    const target = await readTarget(db, id);
    if (!target) throw new AppError('NOT_FOUND', undefined, { note: `publication target ${id}` });
    return target;
  }

  /** @param first what is done before the post is written down as the target's */
  const submit = (
    id: number,
    more: References,
    first?: (post: string, now: Date, tx: Transaction) => Promise<void>,
  ) =>
    inTransaction(db, async (tx) => {
      const now = clock.now();
      await mergeReferences(db, id, more, { tx });
      const post = more['post'];
      if (post !== undefined) await first?.(post, now, tx);
      const columns = { state: 'submitted', message: null, ...(post !== undefined && { post_id: post }) };
      await moveTarget(db, id, ASKED, columns, now, { tx });
    });

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
    handedOff: async (id) => void (await moveAndTell(id, UNASKED, { state: 'handed_off' })),
    take: (id, postId) => takePost(db, id, postId, clock.now()),

    async submitted(id, more) {
      if (await unlessTaken(() => submit(id, more))) return;
      const { accountId } = await get(id);
      await submit(id, more, (post, now, tx) => disownPost(db, { id, accountId, postId: post, now }, tx));
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
    async published(id, post) {
      const publish = (named: PostAtPlatform) =>
        moveAndTell(id, OPEN, { state: 'published', ...publishedNow(named) });
      // Without the name that another has it is published nevertheless: the platform said so of this very one.
      if (!(await unlessTaken(() => publish(post)))) await publish({ ...post, postId: null });
    },
    failed: async (id, reason, message) =>
      void (await moveAndTell(id, OPEN, { state: 'failed', reason, message: cut(message) })),
    failedBefore: async (id, reason, message, step) =>
      void (await moveAndTell(id, UNASKED, { state: 'failed', reason, message: cut(message) }, { step })),

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
