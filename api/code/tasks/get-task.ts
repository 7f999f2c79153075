import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { taskDto } from './task-dto';

export const getTask: CodeHandler<'getTask'> = async ({ user, params, language }, deps) => {
  const standing = await deps.tasks.get(user.userId, params.task_id);
  return ok(taskDto(standing, await deps.spentOf(standing.turn), deps.clock.now(), language));
};
