import { creditsOf } from '../../router/amounts';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { taskDto } from './task-dto';

export const raiseTaskBudget: CodeHandler<'raiseTaskBudget'> = async (request, deps) => {
  const { user, params, body, language, idempotency } = request;
  const more = creditsOf('credits', body.credits);
  const owed = await deps.raiseBudget(user.userId, params.task_id, more, idempotency);
  for (const entry of owed) deps.dispatch(entry);
  const standing = await deps.tasks.get(user.userId, params.task_id);
  return ok(taskDto(standing, await deps.spentOf(standing.turn), deps.clock.now(), language));
};
