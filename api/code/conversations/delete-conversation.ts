import type { CodeHandler } from '../operation';
import { done } from '../reply';

export const deleteConversation: CodeHandler<'deleteConversation'> = async (
  { user, params },
  { conversations },
) => {
  await conversations.remove(user.userId, params.conversation_id);
  return done();
};
