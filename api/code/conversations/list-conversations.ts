import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { conversationDto } from './conversation-dto';

export const listConversations: CodeHandler<'listConversations'> = async (
  { user, query },
  { conversations },
) => {
  const page = { limit: query?.limit ?? 20, cursor: query?.cursor };
  const { items, nextCursor } = await conversations.list(user.userId, page);
  return ok({
    conversations: items.map(conversationDto),
    page: { next_cursor: nextCursor, has_more: nextCursor !== null },
  });
};
