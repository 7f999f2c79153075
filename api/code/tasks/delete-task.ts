import type { CodeHandler } from '../operation';
import { done } from '../reply';

export const deleteTask: CodeHandler<'deleteTask'> = async ({ user, params }, { tasks }) => {
  await tasks.remove(user.userId, params.task_id);
  return done();
};
