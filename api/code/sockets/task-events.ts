import { invalidField } from '../../../domain/errors';
import { followLog, type LogSource } from '../../../domain/tasks/follow-log';
import type { Tasks } from '../../../domain/tasks/tasks';
import { sendTo, type SocketCall, type SocketRoute } from '../../ws/user-sockets';
import { eventJson } from '../tasks/event-json';
import { uuidOf } from './uuid-of';

/** The log of a task, an event a message, from where the stream of the same address would begin; it closes at its end. */
export function taskEventsRoute(
  path: string,
  { tasks, taskLogs }: { readonly tasks: Pick<Tasks, 'expectKept'>; readonly taskLogs: LogSource },
): SocketRoute {
  return {
    path,
    async open({ user, params, query, headers, signal }) {
      const id = uuidOf(params, 'task_id');
      await tasks.expectKept(user.userId, id);
      const after = afterOf(headers, query);
      return async (socket) => {
        for await (const event of followLog(taskLogs, id, after, signal)) {
          await sendTo(socket, eventJson(event));
        }
      };
    },
  };
}

function afterOf(headers: SocketCall['headers'], query: URLSearchParams): number {
  const [field, text] = headers['last-event-id']
    ? ['header.last-event-id', String(headers['last-event-id'])]
    : ['query.after', query.get('after') ?? '0'];
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw invalidField(field, { zh: '应为非负整数', en: 'must be a whole number, 0 or more' });
}
