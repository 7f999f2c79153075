import { proxyActivities } from '@temporalio/workflow';
import type { TogetherActivities } from '../activities/publish-together';
import type { PublicationsRef } from './contract';
import { DATABASE, PLATFORM_UPLOAD } from './policies';
import { reportOn } from './report';
import { saga } from './saga';

const activities = proxyActivities<TogetherActivities>({
  ...PLATFORM_UPLOAD,
  summary: 'Publish all that can be published at once',
});
const { continueAlone } = proxyActivities<TogetherActivities>({
  ...DATABASE,
  startToCloseTimeout: '1 minute',
  summary: 'Leave the others to workflows of their own',
});

/**
 * Publications that are due at one time, as one story: a workflow for each would keep the last of them waiting for
 * minutes. What cannot be finished right away (a review, an outcome that nobody knows, a platform that is away) goes on
 * as `publish`, each for itself. Answers how many did.
 */
export async function publishTogether({ publicationIds }: PublicationsRef): Promise<{ left: number }> {
  const report = reportOn('publish', `${publicationIds[0]} and others`);
  return saga(async (undo) => {
    undo(async () => {
      await continueAlone({ publicationIds });
      report.state('left');
    });
    report.step(`publishing ${publicationIds.length} together`, 10);
    await activities.publishTogether({ publicationIds });
    const { left } = await continueAlone({ publicationIds });
    report.step('done', 100);
    report.state(left === 0 ? 'ended' : 'left');
    return { left };
  });
}
