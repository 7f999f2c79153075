import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';

export const createConversation: CodeHandler<'createConversation'> = async (
  { user, body },
  { conversations, tasks, taskModels },
) => {
  const about = body.task_id === undefined ? undefined : await tasks.get(user.userId, body.task_id);
  const model = body.model_id === undefined ? undefined : await taskModels.named(body.model_id);
  const { id, title, taskId, createdAt } = await conversations.create(user.userId, {
    title: body.title,
    taskId: about?.task.id ?? null,
    model: model?.name ?? null,
  });
  return ok({ id, title, task_id: taskId, created_at: unixSeconds(createdAt) });
};
