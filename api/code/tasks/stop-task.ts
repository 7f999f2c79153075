import { invalidField } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { done } from '../reply';

export const stopTask: CodeHandler<'stopTask'> = async ({ user, body }, { tasks, dispatch }) => {
  const taskId = body.task_id ?? body.id;
  if (taskId === undefined) throw invalidField('body.task_id', { zh: '必填', en: 'is required' });
  for (const entry of await tasks.stop(user.userId, taskId)) dispatch(entry);
  return done();
};
