import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { messageDto } from './conversation-dto';

export const listConversationMessages: CodeHandler<'listConversationMessages'> = async (
  { user, params, query },
  { conversations },
) => {
  const page = { limit: query?.limit ?? 20, cursor: query?.cursor };
  const { items, nextCursor } = await conversations.messages(user.userId, params.conversation_id, page);
  return ok({
    messages: items.map(messageDto),
    page: { next_cursor: nextCursor, has_more: nextCursor !== null },
  });
};
