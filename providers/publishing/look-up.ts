import type { Finding, PlatformSession } from '../../domain/publishing/adapter';

/** A post among an account's latest that says what ours does. */
export interface Alike {
  readonly postId: string;
  /** When the platform made it, as it says. */
  readonly madeAt: Date;
}

/** How far a platform's clock may be behind ours. */
const SKEW_MS = 60_000;
/** A post that was made so long after we asked was made by somebody else. */
const LATEST_MS = 3_600_000;

/**
 * Which of the posts that say what ours does is ours: the first in time to when it was asked for that no other record
 * has. `unsure` when there is none, for it may yet come into the list.
 */
export async function findAlike(
  alike: readonly Alike[],
  since: Date,
  session: Pick<PlatformSession, 'take'>,
): Promise<Finding> {
  const afterMs = ({ madeAt }: Alike) => madeAt.getTime() - since.getTime();
  const inTime = alike.filter((each) => afterMs(each) >= -SKEW_MS && afterMs(each) <= LATEST_MS);
  const nearest = inTime.toSorted((a, b) => Math.abs(afterMs(a)) - Math.abs(afterMs(b)));
  for (const { postId } of nearest) {
    if (await session.take(postId)) return { found: 'submitted', references: { post: postId } };
  }
  return { found: 'unsure' };
}
