import type { Logger } from 'pino';
import type { LogSource } from '../../../domain/tasks/follow-log';
import type { Tasks } from '../../../domain/tasks/tasks';
import type { TerminalGrace } from '../../../domain/sandboxes/terminal-grace';
import type { Vms } from '../../../domain/sandboxes/vms';
import type { WatchCaller } from '../../auth/caller-watch';
import type { RateLimits } from '../../limits/rate-limits';
import type { SocketDoor } from '../../ws/socket-door';
import { createUserSockets } from '../../ws/user-sockets';
import { codeDialect } from '../dialect';
import { taskEventsRoute } from './task-events';
import { terminalRoute } from './terminal';

interface Dependencies {
  readonly vms: Pick<Vms, 'open'>;
  readonly terminalGrace: TerminalGrace;
  readonly tasks: Pick<Tasks, 'expectKept'>;
  readonly taskLogs: LogSource;
  readonly userOf: Parameters<typeof createUserSockets>[0]['userOf'];
  readonly watchCaller: WatchCaller;
  readonly limits: Pick<RateLimits, 'countCaller'>;
  readonly log: Logger;
  readonly pingMs: number | undefined;
}

/** The surface's WebSockets, at its paths and again under its prefix. */
export function createCodeSockets(dependencies: Dependencies): SocketDoor {
  const routes = ['', '/code'].flatMap((prefix) => [
    terminalRoute(`${prefix}/api/v1/users/vms/{vm_id}/terminal`, dependencies),
    taskEventsRoute(`${prefix}/api/v1/users/tasks/{task_id}/events`, dependencies),
  ]);
  return createUserSockets({ ...dependencies, routes, rateClass: 'query', dialect: codeDialect });
}
