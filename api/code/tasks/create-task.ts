import { invalidField } from '../../../domain/errors';
import { workflowIdOf } from '../../../domain/jobs/kinds';
import { creditsOf } from '../../router/amounts';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';
import { statusOf } from './task-dto';
import { promptOf } from './task-wish';

export const createTask: CodeHandler<'createTask'> = async (request, deps) => {
  const { user, body, idempotency, note } = request;
  const { taskModels, taskOrders, images, planOf, taskBudget, admit } = deps;
  const prompt = promptOf(body);
  const model = await taskModels.named(body.model_id);
  const { task, turn } = await taskOrders.accept({
    owner: user.userId,
    plan: planOf(user.userId),
    cli: body.cli_name,
    model,
    interfaceType: body.interface_type ?? model.interfaceType,
    prompt,
    systemPrompt: body.system_prompt ?? null,
    maxTokens: body.max_tokens ?? null,
    temperature: body.temperature ?? null,
    repository: repositoryOf(body.repository),
    branch: branchOf(body),
    archiveId: archiveOf(body),
    image: await images.wished(body.image_id),
    budget: body.budget === undefined ? taskBudget : creditsOf('budget', body.budget),
    seconds: body.max_seconds ?? null,
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

type Wish = Parameters<CodeHandler<'createTask'>>[0]['body'];

function archiveOf({ repository, archive_id: archiveId }: Wish): string | null {
  if (archiveId === undefined || repository === undefined) return archiveId ?? null;
  throw invalidField('body.archive_id', {
    zh: '不能与 repository 同时使用',
    en: 'cannot go with a repository',
  });
}

function branchOf({ repository, branch }: Wish): string | null {
  if (branch === undefined || repository !== undefined) return branch ?? null;
  throw invalidField('body.branch', { zh: '只能与 repository 同时使用', en: 'goes with a repository alone' });
}

/** Over https alone: what comes back is run. */
function repositoryOf(repository: string | undefined): string | null {
  if (repository === undefined) return null;
  const url = URL.canParse(repository) ? new URL(repository) : undefined;
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return url.href;
  throw invalidField('body.repository', {
    zh: '应为不含用户名和密码的 https 地址',
    en: 'must be an https address without a user name and a password',
  });
}
