import { proxyActivities } from '@temporalio/workflow';
import type { WritingActivities } from '../activities/writing';
import type { JobRef } from '../domain/jobs/job';
import { jobSteps } from './job-steps';
import { WRITING } from './policies';
import { saga } from './saga';

const { writeText } = proxyActivities<WritingActivities>({ ...WRITING, summary: 'Write the text' });

/** A text: written by the model that was chosen, kept, charged. */
export async function generateWriting({ jobId }: JobRef): Promise<void> {
  const job = jobSteps('writing', jobId);
  await saga(async (undo) => {
    undo(job.giveUp);
    const text = await job.produce('writing', 0, () => writeText({ jobId }));
    await job.charge(text);
  });
}
