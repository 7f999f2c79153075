import type { Logger } from 'pino';
import type { Clock } from '../domain/clock';
import type { Database } from '../domain/db/database';
import { createTaskAllowances } from '../domain/gateway/task-allowances';
import type { AnnounceLog } from '../domain/jobs/announcements';
import type { Artifacts } from '../domain/jobs/artifacts';
import type { Announce } from '../domain/jobs/job';
import type { ArtifactStorage } from '../domain/jobs/storage';
import type { Ledger } from '../domain/ledger/ledger';
import type { Outbox, OutboxEntry } from '../domain/outbox';
import type { SandboxDriver } from '../domain/sandboxes/driver';
import { createGoneHosts } from '../domain/sandboxes/gone-hosts';
import { createHostNames } from '../domain/sandboxes/host-names';
import { createSandboxHosts, type SandboxHost } from '../domain/sandboxes/hosts';
import type { ImageName } from '../domain/sandboxes/images';
import { createSandboxKeeping } from '../domain/sandboxes/keeping';
import { hostQueue } from '../domain/sandboxes/sandbox';
import type { Agents } from '../domain/tasks/agent';
import { createTaskArchives } from '../domain/tasks/archives';
import { createTaskQueue } from '../domain/tasks/queue';
import { createTurns } from '../domain/tasks/turns';
import type { Door } from '../providers/sandbox/gateway-door';
import type { AgentLimits } from './agent-run';
import { endAbandonedSandboxes } from './abandoned-sandboxes';
import { createAbandonedTurns } from './abandoned-turns';
import { watchSandboxes } from './sandbox-host';
import { createSandboxKeepingActivities } from './sandbox-keeping';
import { createSandboxMakingActivities } from './sandbox-making';
import { createSandboxWorkActivities } from './sandbox-work';
import type { Scratch } from './scratch';
import { createTaskActivities } from './tasks';

export interface TaskPartsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly artifacts: Artifacts;
  readonly storage: ArtifactStorage;
  readonly scratch: Scratch;
  readonly announce: Announce;
  readonly announceLog: AnnounceLog;
  /** Delivers what the outbox owes; never rejects. */
  readonly dispatch: (entry: OutboxEntry) => Promise<void>;
  /** Whether a workflow under this id runs now. */
  readonly isRunning: (workflowId: string) => Promise<boolean>;
  readonly logger: Logger;
  /** How long a sandbox stays without a turn. */
  readonly idleMs: number;
}

/** What makes a worker one that has sandboxes. */
export interface SandboxParts {
  readonly host: SandboxHost;
  readonly driver: SandboxDriver;
  /** The images that it has at this moment; the default one unless given. */
  readonly images?: () => Promise<readonly ImageName[]>;
  readonly agents: Agents;
  readonly gateway: Door;
  readonly proxy: Door;
  readonly limits: AgentLimits;
}

/** What a worker does for tasks: everybody's, and, where it has sandboxes, those of this machine. */
export function createTaskParts(dependencies: TaskPartsDependencies) {
  const { db, clock, ledger, outbox, announce, announceLog, dispatch, isRunning, logger, idleMs } =
    dependencies;
  const allowances = createTaskAllowances({ db, clock });
  const sandboxes = createSandboxKeeping({ db, clock, outbox, idleMs });
  const turns = createTurns({ db, clock, ledger, announce, announceLog });
  const goneHosts = createGoneHosts({ db, clock, outbox });
  const abandoned = createAbandonedTurns({ goneHosts, turns, sandboxes, allowances, dispatch });
  const archives = createTaskArchives({ db, clock, storage: dependencies.storage });
  const queue = createTaskQueue({ db, clock, outbox });
  async function admit(): Promise<void> {
    try {
      await Promise.all((await queue.admit()).map(dispatch));
    } catch (error) {
      logger.warn({ err: error }, 'the turns that wait were not looked at');
    }
  }

  return {
    activities: {
      ...createTaskActivities({ turns, sandboxes, allowances, clock, dispatch, admit }),
      ...createSandboxKeepingActivities({ sandboxes, dispatch }),
    },

    archives,
    abandoned,

    /** The queue of this machine with what is done there, and the watch over its sandboxes. */
    hostOf(parts: SandboxParts) {
      const { host, driver, images } = parts;
      const hosts = createSandboxHosts({ db, clock, outbox });
      return {
        own: {
          taskQueue: hostQueue(host.id),
          activities: {
            ...createSandboxMakingActivities({ driver, sandboxes }),
            ...createSandboxWorkActivities({
              ...dependencies,
              ...parts,
              archives,
              turns,
              sandboxes,
              allowances,
            }),
          },
        },
        watch: watchSandboxes({
          host,
          images,
          hosts,
          names: createHostNames({ db, clock }),
          driver,
          clock,
          admit,
          dispatch,
          endAbandoned: endAbandonedSandboxes({
            ...{ host, hosts, sandboxes, driver, outbox, clock, isRunning, dispatch },
            giveUp: abandoned.giveUp,
            tell: (found, message) => logger.warn(found, message),
          }),
          logger,
        }),
      };
    },
  };
}
