import { followLog } from '../../../domain/tasks/follow-log';
import { NothingMore, type StreamEvent } from '../../router/call';
import type { CodeHandler } from '../operation';
import { eventJson } from './event-json';

export const streamTaskEvents: CodeHandler<'streamTaskEvents'> = async (request, { tasks, taskLogs }) => {
  const { params, query, headers, user, signal } = request;
  await tasks.expectKept(user.userId, params.task_id);
  const after = headers?.['last-event-id'] ?? query?.after ?? 0;
  // Before the events: an end that comes in between is found by who follows.
  const isOver = await taskLogs.isOver(params.task_id);
  if (isOver && (await taskLogs.read(params.task_id, after, 1)).length === 0) return new NothingMore();
  const events = followLog(taskLogs, params.task_id, after, signal);
  return (async function* (): AsyncGenerator<StreamEvent> {
    for await (const event of events) {
      yield { id: String(event.seq), event: event.type, data: eventJson(event) };
    }
  })();
};
