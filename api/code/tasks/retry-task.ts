import { AppError } from '../../../domain/errors';
import { isEnd } from '../../../domain/jobs/job';
import { workflowIdOf } from '../../../domain/jobs/kinds';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';
import { statusOf } from './task-dto';

export const retryTask: CodeHandler<'retryTask'> = async (request, deps) => {
  const { user, params, idempotency, note } = request;
  const { tasks, taskModels, taskOrders, images, vms, planOf, admit } = deps;
  const { task: ended, turn: newest } = await tasks.get(user.userId, params.task_id);
  if (!isEnd(newest.state)) throw new AppError('TASK_BUSY');
  if (newest.state === 'succeeded') throw new AppError('TASK_SUCCEEDED');
  const { items } = await tasks.turns(user.userId, ended.id, { from: 'first', limit: 1 });
  const [first = newest] = items;
  const { task, turn } = await taskOrders.accept({
    owner: user.userId,
    plan: planOf(user.userId),
    cli: ended.cli,
    model: await taskModels.named(ended.model),
    interfaceType: ended.interfaceType,
    prompt: first.prompt,
    systemPrompt: ended.systemPrompt,
    maxTokens: ended.maxTokens,
    temperature: ended.temperature,
    repository: ended.repository,
    branch: ended.branch,
    archiveId: ended.archiveId,
    image: await images.again((await vms.get(user.userId, ended.sandboxId)).sandbox.image),
    budget: first.budget,
    seconds: first.secondsLimit,
    idempotency,
  });
  note({ jobId: turn.jobId, workflowId: workflowIdOf({ kind: 'task', id: turn.jobId }) });
  await admit();
  return ok({
    task_id: task.id,
    vm_id: task.sandboxId,
    status: statusOf(turn.state),
    created_at: unixSeconds(task.createdAt),
  });
};
