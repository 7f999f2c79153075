import { expectVideoFits } from '../../../domain/catalog/video-limits';
import { workflowIdOf } from '../../../domain/jobs/kinds';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { titleOf } from '../title';
import { taskIdOf } from './task-id';

export const generateVideo: StudioHandler<'generateVideo'> = async (
  { body, user, idempotency, note },
  { models, jobs, dispatch },
) => {
  const model = await models.modelFor('video', body.model_id);
  const input = { script: body.script, duration: body.duration };
  expectVideoFits(input, model);
  const { job, outbox } = await jobs.accept({
    owner: user.userId,
    kind: 'video',
    surface: 'studio',
    input,
    model,
    creation: { type: 'video', title: titleOf(body.script), content: body.script },
    idempotency,
  });
  note({ jobId: job.id, workflowId: workflowIdOf(job) });
  dispatch(outbox);
  return ok({ task_id: taskIdOf(job.id), status: 'processing' }, 'taskCreated');
};
