import { proxyActivities } from '@temporalio/workflow';
import type { ImageActivities } from '../activities/image';
import type { JobRef } from '../domain/jobs/job';
import { askVendor } from './ask-vendor';
import { jobSteps } from './job-steps';
import { IMAGE_MODEL, RENDER } from './policies';
import { saga } from './saga';

const { askForImage } = proxyActivities<ImageActivities>({ ...IMAGE_MODEL, summary: 'Ask the image model' });
const { renderImage } = proxyActivities<ImageActivities>({ ...RENDER, summary: 'Render the demonstration' });

/** A picture: made by the vendor of the model that was chosen, or rendered here; kept, charged. */
export async function generateImage({ jobId }: JobRef): Promise<void> {
  const job = jobSteps('image', jobId);
  await saga(async (undo) => {
    undo(job.giveUp);
    const made = await job.produce('asking', 0, () => askVendor(jobId, () => askForImage({ jobId })));
    const image = made ?? (await job.produce('rendering', 10, () => renderImage({ jobId })));
    await job.charge(image);
  });
}
