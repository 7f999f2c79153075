import { proxyActivities } from '@temporalio/workflow';
import type { PresentationActivities } from '../activities/presentation';
import type { JobRef } from '../domain/jobs/job';
import { jobSteps } from './job-steps';
import { RENDER, TEXT_MODEL } from './policies';
import { saga } from './saga';

const { writeDeck } = proxyActivities<PresentationActivities>({ ...TEXT_MODEL, summary: 'Write the slides' });
const { renderDeck } = proxyActivities<PresentationActivities>({ ...RENDER, summary: 'Render the .pptx' });

/** A slide deck: written by the text model, rendered, kept, charged. */
export async function generatePresentation({ jobId }: JobRef): Promise<void> {
  const job = jobSteps('presentation', jobId);
  await saga(async (undo) => {
    undo(job.giveUp);
    await job.produce('writing', 0, () => writeDeck({ jobId }));
    const deck = await job.produce('rendering', 80, () => renderDeck({ jobId }));
    await job.charge(deck);
  });
}
