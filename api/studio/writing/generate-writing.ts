import { creditsToNumber } from '../../../domain/credits';
import { invalidField } from '../../../domain/errors';
import { waitForEnd } from '../../../domain/jobs/follow';
import { isEnd } from '../../../domain/jobs/job';
import { workflowIdOf } from '../../../domain/jobs/kinds';
import { showText } from '../../../domain/jobs/showing';
import { isWritingTool, WRITING_TOOLS } from '../../../domain/writing/tools';
import { writingOrder } from '../../../domain/writing/writing-order';
import type { StudioHandler } from '../operation';
import { whyUnfinished } from '../jobs/ordered';
import { ok, soFar } from '../reply';

/** No text is written for longer: see the workflow's policy. */
const LONGEST_MS = 3_600_000;

export const generateWriting: StudioHandler<'generateWriting'> = async (
  { params, body, user, idempotency, signal, note, tell },
  deps,
) => {
  const { tool_type: tool } = params;
  if (!isWritingTool(tool)) {
    throw invalidField('path.tool_type', { zh: '没有此工具', en: 'is no tool that there is' });
  }
  const input = writingOrder(tool, body);
  const model = await deps.models.modelFor('text', body.model_id);
  const accepted = await deps.jobs.accept({
    owner: user.userId,
    kind: 'writing',
    surface: 'studio',
    input,
    model: { ...model, creditsCost: model.creditsCost * WRITING_TOOLS[tool].weight },
    creation: { type: 'writing', toolType: tool, title: input.title, content: null },
    idempotency,
  });
  note({ jobId: accepted.job.id, workflowId: workflowIdOf(accepted.job) });
  const which = { creation_id: accepted.creationId, job_id: accepted.job.id };

  tell?.('accepted', which);
  // Before anybody writes it.
  const showing =
    tell && (await showText(deps.jobs, deps.hear, accepted.job.id, (piece) => tell('text', piece)));
  deps.dispatch(accepted.outbox);
  // Who hears of the text while it is written waits for all of it.
  const patience = tell ? LONGEST_MS : deps.waitMs;
  const job = await waitForEnd(deps.jobs, deps.announcements, accepted.job.id, patience, signal).finally(() =>
    showing?.end(),
  );

  if (!isEnd(job.state)) {
    const unfinished = { status: 'processing', content: null, credits_used: 0 } as const;
    return soFar({ ...which, ...unfinished }, 'taskCreated');
  }
  if (job.state !== 'succeeded') throw whyUnfinished(job);
  const creation = await deps.creations.get(accepted.creationId, user.userId);
  // Without content: a repeat of a request whose text was taken out of the history since.
  const content = creation?.content ?? null;
  // What the job says of it, for the catalog cannot know: another model may be put in the place of its own.
  const isDemo = creation && { is_demo: creation.extraData['demo'] === true };
  return ok({ ...which, ...isDemo, content, credits_used: creditsToNumber(job.charged) }, 'generated');
};
