import { workflowIdOf } from '../../../domain/jobs/kinds';
import { creditsOf } from '../../router/amounts';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { messageDto } from './conversation-dto';

export const sendMessage: CodeHandler<'sendMessage'> = async (request, deps) => {
  const { user, params, body, idempotency, note } = request;
  const { conversations, followUps, tasks, taskModels, planOf, taskBudget, admit } = deps;
  const conversation = await conversations.get(user.userId, params.conversation_id);
  const earlier = idempotency && (await conversations.saidUnder(idempotency));
  if (earlier) return ok(messageDto(earlier));
  const { taskId } = conversation;
  const role = body.role ?? 'user';
  if (role !== 'user' || taskId === null || !(await followUps.hasSandbox(taskId))) {
    return ok(messageDto(await conversations.keep(conversation, role, body.content, idempotency)));
  }
  const { task } = await tasks.get(user.userId, taskId);
  const { message, statements } = conversations.asTurn(conversation, body.content);
  const { turn, repeated } = await followUps.accept(
    {
      owner: user.userId,
      taskId,
      plan: planOf(user.userId),
      priceVersion: (await taskModels.named(task.model)).priceVersion,
      prompt: body.content,
      budget: body.budget === undefined ? taskBudget : creditsOf('budget', body.budget),
      seconds: null,
      idempotency,
    },
    statements,
  );
  note({ jobId: turn.jobId, workflowId: workflowIdOf({ kind: 'task', id: turn.jobId }) });
  await admit();
  // Of requests under one key that came at once, another was first.
  const first = repeated && idempotency ? await conversations.saidUnder(idempotency) : undefined;
  return ok(messageDto(first ?? { ...message, turn: turn.number }));
};
