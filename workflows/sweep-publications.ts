import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { PublicationActivities } from '../activities/publications';
import type { PublishingActivities } from '../activities/publishing';
import { isOver } from '../domain/publishing/publication';
import { LONG_WALK, PLATFORM_QUESTION } from './policies';

const { findMissedPublications } = proxyActivities<PublicationActivities>({
  ...LONG_WALK,
  summary: 'Find publications that nobody runs',
});
/** The next hour's run asks a platform again that is away. */
const asked = proxyActivities<PublishingActivities>({
  ...PLATFORM_QUESTION,
  retry: { maximumAttempts: 2 },
  summary: 'Look it up',
});

const AT_ONCE = 10;

/** How many publications go on again, and of how many unknown outcomes one is known now. */
export interface SweptPublications {
  readonly restarted: number;
  readonly lookedUp: number;
  readonly found: number;
}

/** Every hour: a publication that lost its workflow goes on, and outcomes that nobody knows are looked up again. */
export async function sweepPublications(): Promise<SweptPublications> {
  const { restarted, unknown } = await findMissedPublications();
  let found = 0;
  for (let first = 0; first < unknown.length; first += AT_ONCE) {
    const known = await Promise.all(unknown.slice(first, first + AT_ONCE).map(isKnownNow));
    found += known.filter(Boolean).length;
  }
  return { restarted, lookedUp: unknown.length, found };
}

async function isKnownNow(targetId: number): Promise<boolean> {
  try {
    const { state } = await asked.lookUpTarget({ targetId });
    const standing = state === 'submitted' ? await asked.checkTarget({ targetId }) : { state };
    return isOver(standing.state);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return false;
  }
}
