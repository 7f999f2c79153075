import { ActivityFailure, condition, isCancellation, proxyActivities, sleep } from '@temporalio/workflow';
import type { PublishingActivities } from '../activities/publishing';
import type { TargetStanding } from '../activities/target-work';
import type { TargetState } from '../domain/publishing/publication';
import { DATABASE, PLATFORM_QUESTION, PLATFORM_SUBMISSION, PLATFORM_UPLOAD } from './policies';

type Publishing = PublishingActivities;

const { prepareTarget } = proxyActivities<Publishing>({ ...PLATFORM_UPLOAD, summary: 'Upload' });
const { submitTarget } = proxyActivities<Publishing>({ ...PLATFORM_SUBMISSION, summary: 'Publish, once' });
const { lookUpTarget } = proxyActivities<Publishing>({ ...PLATFORM_QUESTION, summary: 'Look it up' });
const { checkTarget } = proxyActivities<Publishing>({ ...PLATFORM_QUESTION, summary: 'How far is it?' });
const { giveUpTarget } = proxyActivities<Publishing>({ ...DATABASE, summary: 'Give up' });

/** Seconds before each further submission of what the platform surely was not asked for. */
const SUBMIT_AGAIN = [5, 30, 120, 600];
/** Seconds before each look-up of an outcome that nobody knows; the hourly sweep goes on for three days. */
const LOOK_UP = [0, 2, 5, 15, 30, 60, 120, 300, 600, 900];
/** A platform's review may take days. */
const FIRST_QUESTION_S = 1;
const LONGEST_WAIT_S = 900;
const PATIENCE_S = 3 * 86_400;

/**
 * A publication at one account, from wherever it is to its end there: uploaded, submitted once, looked up when the
 * answer was lost, asked about until the platform has decided. It fails for no other account.
 * @param news counts how often a platform has told of the publication, which makes it worth asking at once
 */
export async function publishAt(targetId: number, news: { readonly heard: number }): Promise<void> {
  let standing: TargetStanding = { state: 'preparing' };
  let submissions = 0;
  let absent = false;
  try {
    standing = await prepareTarget({ targetId });
    while (isUnderWay(standing.state)) {
      if (standing.state === 'prepared') {
        if (submissions > 0) {
          const wait = SUBMIT_AGAIN[submissions - 1];
          if (wait === undefined) break;
          await sleep(`${wait} seconds`);
        }
        submissions += 1;
        standing = await submitOnce(targetId);
      } else if (standing.state === 'submitted') standing = await untilDecided(targetId, news);
      else {
        standing = await lookUp(targetId);
        if (standing.state === 'unknown') {
          absent = standing.absent === true;
          break;
        }
      }
    }
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
  }
  if (isUnderWay(standing.state) || standing.state === 'preparing') await giveUpTarget({ targetId, absent });
}

function isUnderWay(state: TargetState): boolean {
  return state === 'prepared' || state === 'submitting' || state === 'submitted' || state === 'unknown';
}

/** A worker that is lost in the middle has perhaps asked: the row tells. */
async function submitOnce(targetId: number): Promise<TargetStanding> {
  try {
    return await submitTarget({ targetId });
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return { state: 'submitting' };
  }
}

async function lookUp(targetId: number): Promise<TargetStanding> {
  let standing: TargetStanding = { state: 'unknown' };
  for (const wait of LOOK_UP) {
    if (wait > 0) await sleep(`${wait} seconds`);
    standing = await lookUpTarget({ targetId });
    if (standing.state !== 'unknown') break;
  }
  return standing;
}

async function untilDecided(targetId: number, news: { readonly heard: number }): Promise<TargetStanding> {
  let wait = FIRST_QUESTION_S;
  let waited = 0;
  for (;;) {
    const { heard } = news;
    const standing = await checkTarget({ targetId });
    if (standing.state !== 'submitted') return standing;
    if (waited > PATIENCE_S) return giveUpTarget({ targetId, absent: false });
    // What is heard shortens no patience: anybody who can repeat it could use that up.
    if (await condition(() => news.heard !== heard, `${wait} seconds`)) continue;
    waited += wait;
    wait = Math.min(2 * wait, LONGEST_WAIT_S);
  }
}
