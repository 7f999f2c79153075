import { creditsToNumber } from '../../../domain/credits';
import { fileUrlOf } from '../jobs/job-dto';
import { ordered } from '../jobs/ordered';
import { ok, soFar } from '../reply';
import type { StudioHandler } from '../operation';

export const generatePresentation: StudioHandler<'generatePresentation'> = async (request, deps) => {
  const { body, user, idempotency } = request;
  const model = await deps.models.modelFor('presentation', body.model_id);
  const { job, creationId, isDone } = await ordered(
    {
      owner: user.userId,
      kind: 'presentation',
      surface: 'studio',
      input: { topic: body.topic, outline: body.outline },
      model,
      creation: { type: 'ppt', title: body.topic, content: null },
      idempotency,
    },
    request,
    deps,
  );
  if (!isDone) {
    const unfinished = { status: 'processing', download_url: null, credits_used: 0 } as const;
    return soFar({ ppt_id: creationId, job_id: job.id, ...unfinished }, 'taskCreated');
  }
  const file = { download_url: await fileUrlOf(job, deps), credits_used: creditsToNumber(job.charged) };
  return ok({ ppt_id: creationId, ...file }, 'generated');
};
