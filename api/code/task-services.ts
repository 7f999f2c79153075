import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock';
import type { Credits } from '../../domain/credits';
import type { Database } from '../../domain/db/database';
import { createGatewayModels } from '../../domain/gateway/models';
import { createTaskAllowances } from '../../domain/gateway/task-allowances';
import type { Announcements } from '../../domain/jobs/announcements';
import type { ArtifactStorage } from '../../domain/jobs/storage';
import type { Ledger } from '../../domain/ledger/ledger';
import type { Outbox, OutboxEntry } from '../../domain/outbox';
import { createConversations } from '../../domain/conversations/conversations';
import { createSandboxKeeping } from '../../domain/sandboxes/keeping';
import type { ReachSandbox } from '../../domain/sandboxes/reach';
import { createImages } from '../../domain/sandboxes/images';
import { shareReach } from '../../domain/sandboxes/shared-reach';
import { createTerminalGrace, type Presence } from '../../domain/sandboxes/terminal-grace';
import { createVms } from '../../domain/sandboxes/vms';
import { createTaskArchives } from '../../domain/tasks/archives';
import { createTaskOrders } from '../../domain/tasks/acceptance';
import { readEvents } from '../../domain/tasks/event-rows';
import { createFollowUps } from '../../domain/tasks/follow-up';
import type { LogSource } from '../../domain/tasks/follow-log';
import { planOf } from '../../domain/tasks/plans';
import { createTaskQueue } from '../../domain/tasks/queue';
import { createRaiseBudget } from '../../domain/tasks/raising';
import { shareLogs } from '../../domain/tasks/shared-log';
import type { Turn } from '../../domain/tasks/task';

import { createTaskModels } from '../../domain/tasks/task-models';
import { createTasks } from '../../domain/tasks/tasks';
import { createTurns } from '../../domain/tasks/turns';

export interface TaskSettings {
  /** What an hour of a sandbox costs. */
  readonly hourPrice: Credits;
  /** What a task's model calls may cost where nothing is said. */
  readonly taskBudget: Credits;
  /** How long a terminal stays that nobody looks at; five minutes unless given. */
  readonly terminalGraceMs?: number;
}

const TERMINAL_GRACE_MS = 300_000;

interface Dependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly storage: ArtifactStorage;
  readonly reachSandbox: ReachSandbox;
  /** Who looks at terminals. */
  readonly presence: Presence;
  readonly announcements: Announcements;
  readonly dispatch: (entry: OutboxEntry | null) => void;
  readonly log: Logger;
}

/** What operations on tasks work with. */
export function createTaskServices(settings: TaskSettings, dependencies: Dependencies) {
  const { hourPrice, taskBudget, terminalGraceMs = TERMINAL_GRACE_MS } = settings;
  const { db, clock, ledger, outbox, announcements, dispatch, log } = dependencies;
  const { announce, announceLog } = announcements;
  const allowances = createTaskAllowances({ db, clock });
  const turns = createTurns({ db, clock, ledger, announce, announceLog });
  const queue = createTaskQueue({ db, clock, outbox });
  // Whether a sandbox is still needed is for workers to decide.
  const keeping = createSandboxKeeping({ db, clock, outbox, idleMs: 0 });
  const tasks = createTasks({ db, clock, outbox, turns, sandboxes: keeping });
  const taskLogs: LogSource = shareLogs({
    read: (taskId, after, limit) => readEvents(db, taskId, after, limit),
    isOver: tasks.isOver,
    onTask: announcements.onTask,
  });

  return {
    tasks,
    taskLogs,
    taskBudget,
    hourPrice,
    planOf,
    taskOrders: createTaskOrders({ db, clock, ledger, hourPrice }),
    followUps: createFollowUps({ db, clock, ledger, hourPrice }),
    conversations: createConversations({ db, clock }),
    vms: createVms({
      db,
      clock,
      keeping,
      stopTask: tasks.stop,
      reach: shareReach(dependencies.reachSandbox),
    }),
    images: createImages({ db }),
    taskArchives: createTaskArchives({ db, clock, storage: dependencies.storage }),
    terminalGrace: createTerminalGrace({
      graceMs: terminalGraceMs,
      presence: dependencies.presence,
      onFailure: (error) => log.warn({ err: error }, 'a terminal that nobody looks at was left alone'),
    }),
    taskModels: createTaskModels(createGatewayModels({ db, clock })),
    raiseBudget: createRaiseBudget({ db, clock, ledger, outbox, allowances }),
    spentOf: async ({ jobId }: Pick<Turn, 'jobId'>) => (await allowances.find(jobId))?.spent ?? 0n,
    spentOfAll: allowances.spentOf,
    async admit() {
      try {
        for (const entry of await queue.admit()) dispatch(entry);
      } catch (error) {
        log.warn({ err: error }, 'the turns that wait are left to the workers');
      }
    },
  };
}
