import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { conversationDto } from './conversation-dto';

export const getConversation: CodeHandler<'getConversation'> = async ({ user, params }, { conversations }) =>
  ok(conversationDto(await conversations.get(user.userId, params.conversation_id)));
