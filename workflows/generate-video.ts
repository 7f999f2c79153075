import { patched, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { VideoActivities } from '../activities/video';
import type { JobRef } from '../domain/jobs/job';
import { askVendor } from './ask-vendor';
import { jobSteps } from './job-steps';
import { DATABASE, RENDER, VIDEO_MODEL } from './policies';
import { saga } from './saga';

// Local, so that what is rendered here costs no further round trip.
const { isVideoOrdered } = proxyLocalActivities<VideoActivities>({ ...DATABASE, summary: 'Who makes it?' });
const { askForVideo } = proxyActivities<VideoActivities>({ ...VIDEO_MODEL, summary: 'Ask the video model' });
const { renderVideo } = proxyActivities<VideoActivities>({ ...RENDER, summary: 'Render the scenes' });

/** A video: made by the vendor of the model that was chosen, or rendered here scene by scene; kept, charged. */
export async function generateVideo({ jobId }: JobRef): Promise<void> {
  const job = jobSteps('video', jobId);
  await saga(async (undo) => {
    undo(job.giveUp);
    const isOrdered = patched('order-videos') && (await isVideoOrdered({ jobId }));
    const video = isOrdered
      ? await job.produce('asking', 0, () => askVendor(jobId, () => askForVideo({ jobId })))
      : await job.produce('rendering', 0, () => renderVideo({ jobId }));
    await job.charge(video);
  });
}
