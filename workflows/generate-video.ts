import { proxyActivities } from '@temporalio/workflow';
import type { VideoActivities } from '../activities/video';
import type { JobRef } from '../domain/jobs/job';
import { jobSteps } from './job-steps';
import { RENDER } from './policies';
import { saga } from './saga';

const { renderVideo } = proxyActivities<VideoActivities>({ ...RENDER, summary: 'Render the scenes' });

/** A video: rendered scene by scene, kept, charged. */
export async function generateVideo({ jobId }: JobRef): Promise<void> {
  const job = jobSteps('video', jobId);
  await saga(async (undo) => {
    undo(job.giveUp);
    const video = await job.produce('rendering', 0, () => renderVideo({ jobId }));
    await job.charge(video);
  });
}
