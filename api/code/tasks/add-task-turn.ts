import { workflowIdOf } from '../../../domain/jobs/kinds';
import { creditsOf } from '../../router/amounts';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { taskDto } from './task-dto';
import { promptOf } from './task-wish';

export const addTaskTurn: CodeHandler<'addTaskTurn'> = async (request, deps) => {
  const { user, params, body, idempotency, note, language } = request;
  const { tasks, taskModels, followUps, planOf, taskBudget, admit, spentOf, clock } = deps;
  const prompt = promptOf(body);
  const { task } = await tasks.get(user.userId, params.task_id);
  const { turn } = await followUps.accept({
    owner: user.userId,
    taskId: task.id,
    plan: planOf(user.userId),
    priceVersion: (await taskModels.named(task.model)).priceVersion,
    prompt,
    budget: body.budget === undefined ? taskBudget : creditsOf('budget', body.budget),
    seconds: body.max_seconds ?? null,
    idempotency,
  });
  note({ jobId: turn.jobId, workflowId: workflowIdOf({ kind: 'task', id: turn.jobId }) });
  await admit();
  const standing = await tasks.get(user.userId, task.id);
  return ok(taskDto(standing, await spentOf(standing.turn), clock.now(), language));
};
