import { creditsToNumber } from '../../../domain/credits';
import { fileUrlOf } from '../jobs/job-dto';
import { ordered } from '../jobs/ordered';
import { ok, soFar } from '../reply';
import type { StudioHandler } from '../operation';
import { titleOf } from '../title';

const USUAL_SIZE = '1024x1024';

export const generateImage: StudioHandler<'generateImage'> = async (request, deps) => {
  const { body, user, idempotency } = request;
  const model = await deps.models.modelFor('image', body.model_id);
  const prompt = body.prompt.trim();
  const [width = 0, height = 0] = (body.size ?? USUAL_SIZE).split('x').map(Number);
  const { job, creationId, isDone } = await ordered(
    {
      owner: user.userId,
      kind: 'image',
      surface: 'studio',
      input: { prompt, width, height },
      model,
      creation: { type: 'image', title: titleOf(prompt), content: prompt },
      idempotency,
    },
    request,
    deps,
  );
  const made = { creation_id: creationId, job_id: job.id, is_demo: model.isDemo };
  if (!isDone) {
    return soFar({ ...made, status: 'processing', image_url: null, credits_used: 0 }, 'taskCreated');
  }
  const file = { image_url: await fileUrlOf(job, deps), credits_used: creditsToNumber(job.charged) };
  return ok({ ...made, status: 'completed', ...file }, 'generated');
};
