import { workflowIdOf } from '../../../domain/jobs/kinds';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { taskIdOf } from './task-id';

/** How much of the script names the video among the user's creations. */
const TITLE_CHARACTERS = 50;

export const generateVideo: StudioHandler<'generateVideo'> = async (
  { body, user, idempotency, note },
  { models, jobs, dispatch },
) => {
  const model = await models.modelFor('video', body.model_id);
  const { job, outbox } = await jobs.accept({
    owner: user.userId,
    kind: 'video',
    surface: 'studio',
    input: { script: body.script, duration: body.duration },
    model,
    creation: { type: 'video', title: titleOf(body.script), content: body.script },
    idempotency,
  });
  note({ jobId: job.id, workflowId: workflowIdOf(job) });
  dispatch(outbox);
  return ok({ task_id: taskIdOf(job.id), status: 'processing' }, 'taskCreated');
};

function titleOf(script: string): string {
  const characters = [...script.trim().replace(/\s+/g, ' ')];
  const cut = characters.slice(0, TITLE_CHARACTERS).join('');
  return characters.length > TITLE_CHARACTERS ? `${cut}…` : cut;
}
