import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { conversationDto } from './conversation-dto';

export const renameConversation: CodeHandler<'renameConversation'> = async (
  { user, params, body },
  { conversations },
) => ok(conversationDto(await conversations.rename(user.userId, params.conversation_id, body.title)));
