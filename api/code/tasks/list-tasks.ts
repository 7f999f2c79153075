import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { taskDto } from './task-dto';

export const listTasks: CodeHandler<'listTasks'> = async ({ user, query, language }, deps) => {
  const { tasks, spentOf, clock } = deps;
  const page = { limit: query?.limit ?? 20, cursor: query?.cursor };
  const { items, nextCursor } = await tasks.list(user.userId, page);
  return ok({
    tasks: await Promise.all(
      items.map(async (each) => taskDto(each, await spentOf(each.turn), clock.now(), language)),
    ),
    page: { next_cursor: nextCursor, has_more: nextCursor !== null },
  });
};
