import { creditsToNumber } from '../../../domain/credits';
import { AppError } from '../../../domain/errors';
import { waitForEnd } from '../../../domain/jobs/follow';
import { isEnd } from '../../../domain/jobs/job';
import { workflowIdOf } from '../../../domain/jobs/kinds';
import { fileUrlOf } from '../jobs/job-dto';
import { ok, soFar } from '../reply';
import type { StudioHandler } from '../operation';

export const generatePresentation: StudioHandler<'generatePresentation'> = async (
  { body, user, idempotency, signal, note },
  deps,
) => {
  const model = await deps.models.modelFor('presentation', body.model_id);
  const accepted = await deps.jobs.accept({
    owner: user.userId,
    kind: 'presentation',
    surface: 'studio',
    input: { topic: body.topic, outline: body.outline },
    model,
    creation: { type: 'ppt', title: body.topic, content: null },
    idempotency,
  });
  note({ jobId: accepted.job.id, workflowId: workflowIdOf(accepted.job) });
  deps.dispatch(accepted.outbox);

  const job = await waitForEnd(deps.jobs, deps.announcements, accepted.job.id, deps.waitMs, signal);
  if (!isEnd(job.state)) {
    const unfinished = { status: 'processing', download_url: null, credits_used: 0 } as const;
    return soFar({ ppt_id: accepted.creationId, job_id: job.id, ...unfinished }, 'taskCreated');
  }
  if (job.state !== 'succeeded') throw new AppError(job.reason ?? 'GENERATION_FAILED');
  return ok(
    {
      ppt_id: accepted.creationId,
      download_url: await fileUrlOf(job, deps),
      credits_used: creditsToNumber(job.charged),
    },
    'generated',
  );
};
