import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../domain/clock';
import { credits } from '../../domain/credits';
import type { SandboxDriver } from '../../domain/sandboxes/driver';
import type { ImageName } from '../../domain/sandboxes/images';
import { createBubblewrap } from '../../providers/sandbox/bubblewrap/driver';
import { deriveKeys } from '../../config/keys';
import { openSandboxDoor, type SandboxDoor } from '../../providers/sandbox/remote/door';
import { createAllowListProxy } from '../../providers/sandbox/allow-list-proxy';
import { createGatewayDoor, type Door } from '../../providers/sandbox/gateway-door';
import type { AgentLimits } from '../../activities/agent-run';
import { newDeveloper, type Developer } from './developer';
import type { WorkerParts } from './worker';
import { modelGateway, type ModelGateway } from './model-gateway';
import { sandboxPrograms } from './sandbox-drivers/bubblewrap';
import { PLATFORM_SECRET } from './secret';
import { scriptedAgents, type Script } from './scripted-agent';

export type { Developer, LoggedEvent } from './developer';

export interface TaskPlatform extends ModelGateway {
  readonly driver: SandboxDriver;
  /** What its worker was started with, for another in its place. */
  readonly parts: WorkerParts;
  /** Where the API comes in to the sandboxes. */
  readonly sandboxDoor: SandboxDoor;
  /** What agents do from now on. */
  script(script: Script): void;
  /** Somebody at the code surface with so many credits. */
  developer(credits?: number): Promise<Developer>;
}

const LIMITS: AgentLimits = { silenceMs: 30_000, outputBytes: 64 * 1024 * 1024, graceMs: 500 };
/** A thousandth for a second. */
const PRICE = credits('3.6');

/** A platform with one worker that has sandboxes of bubblewrap, in which scripted agents work. */
export async function taskPlatform(
  options: {
    readonly limits?: Partial<AgentLimits>;
    readonly slots?: number;
    readonly idleMs?: number;
    readonly terminalGraceMs?: number;
    readonly heartbeatMs?: number;
    /** What the worker says that it has; each is the programs of this machine. */
    readonly images?: () => Promise<readonly ImageName[]>;
    readonly driver?: (driver: SandboxDriver) => SandboxDriver;
  } = {},
): Promise<TaskPlatform> {
  const home = mkdtempSync(path.join(tmpdir(), 'taskloom-tasks-'));
  let script: Script = () => 'pass';
  const late: { door?: Door } = {};
  const real = await createBubblewrap({
    home,
    ...sandboxPrograms(),
    images: () => Promise.resolve('/'),
    clock: systemClock,
  });
  const driver = options.driver?.(real) ?? real;
  const keys = deriveKeys({ current: PLATFORM_SECRET, previous: [] });
  const sandboxDoor = await openSandboxDoor({
    driver,
    keys: [keys.sandboxes.current.key],
    clock: systemClock,
    bind: '127.0.0.1',
    port: 0,
  });
  const parts: WorkerParts = {
    sandboxIdleMs: options.idleMs ?? 600_000,
    sandboxes: {
      host: {
        id: 'here',
        instance: randomUUID(),
        driver: 'bubblewrap',
        slots: options.slots ?? 4,
        address: sandboxDoor.address,
      },
      driver,
      ...(options.images ? { images: options.images } : {}),
      agents: scriptedAgents(() => script),
      gateway: { accept: (connection) => late.door?.accept(connection), close: () => late.door?.close() },
      proxy: createAllowListProxy({ isAllowed: () => false, lookup }),
      limits: { ...LIMITS, ...options.limits },
    },
  };
  const made = await modelGateway({
    settings: {
      ...(options.heartbeatMs === undefined ? {} : { heartbeatMs: options.heartbeatMs }),
      tasks: {
        hourPrice: PRICE,
        taskBudget: credits(5),
        ...(options.terminalGraceMs === undefined ? {} : { terminalGraceMs: options.terminalGraceMs }),
      },
    },
    worker: parts,
  });
  late.door = createGatewayDoor(made.baseUrl);
  return {
    ...made,
    driver,
    parts,
    sandboxDoor,
    script(next) {
      script = next;
    },
    developer: (amount) => newDeveloper(made, amount, (next) => (script = next)),
    async close() {
      await made.close();
      late.door?.close();
      await sandboxDoor.close();
      for (const { id } of await real.list()) await real.destroy(id);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
