import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../domain/clock';
import { credits } from '../../domain/credits';
import type { SandboxDriver } from '../../domain/sandboxes/driver';
import { createBubblewrap } from '../../providers/sandbox/bubblewrap/driver';
import { deriveKeys } from '../../config/keys';
import { bubblewrapTransport } from '../../providers/sandbox/remote/bubblewrap-transport';
import { openSandboxDoor, type SandboxDoor } from '../../providers/sandbox/remote/door';
import { createGatewayDoor, type Door } from '../../providers/sandbox/gateway-door';
import type { AgentLimits } from '../../activities/agent-run';
import type { ApiAnswer } from './api-client';
import { newCodeUser, type CodeUser } from './code-user';
import { eventually } from './eventually';
import { modelGateway, type ModelGateway } from './model-gateway';
import { sandboxPrograms } from './sandboxes';
import { PLATFORM_SECRET } from './secret';
import { scriptedAgents, type Script } from './scripted-agent';

export interface TaskPlatform extends ModelGateway {
  readonly driver: SandboxDriver;
  /** Where the API comes in to the sandboxes. */
  readonly sandboxDoor: SandboxDoor;
  /** What agents do from now on. */
  script(script: Script): void;
  /** Somebody at the code surface with so many credits. */
  developer(credits?: number): Promise<Developer>;
}

export interface Developer extends CodeUser {
  /** Creates a task and answers its id. */
  newTask(body?: Record<string, unknown>): Promise<string>;
  task(id: string): Promise<Record<string, unknown>>;
  /** The task once it has ended. */
  ended(id: string): Promise<Record<string, unknown>>;
  /** All events of a task that has ended. */
  events(id: string): Promise<{ readonly seq: number; readonly type: string; readonly data: never }[]>;
}

const LIMITS: AgentLimits = { silenceMs: 30_000, outputBytes: 64 * 1024 * 1024, graceMs: 500 };
const PRICE = credits('0.001');

/** A platform with one worker that has sandboxes of bubblewrap, in which scripted agents work. */
export async function taskPlatform(
  options: {
    readonly limits?: Partial<AgentLimits>;
    readonly slots?: number;
    readonly idleMs?: number;
    readonly driver?: (driver: SandboxDriver) => SandboxDriver;
  } = {},
): Promise<TaskPlatform> {
  const home = mkdtempSync(path.join(tmpdir(), 'taskloom-tasks-'));
  let script: Script = () => 'pass';
  let door: Door | undefined;
  const real = await createBubblewrap({
    home,
    ...sandboxPrograms(),
    images: { default: '/' },
    clock: systemClock,
  });
  const driver = options.driver?.(real) ?? real;
  const keys = deriveKeys({ current: PLATFORM_SECRET, previous: [] });
  const sandboxDoor = await openSandboxDoor({
    driver,
    connect: bubblewrapTransport(home),
    keys: [keys.sandboxes.current.key],
    clock: systemClock,
    bind: '127.0.0.1',
    port: 0,
  });
  const made = await modelGateway({
    settings: { tasks: { secondPrice: PRICE, taskBudget: credits(5) } },
    worker: {
      sandboxIdleMs: options.idleMs ?? 600_000,
      sandboxes: {
        host: { id: 'here', driver: 'bubblewrap', slots: options.slots ?? 4, address: sandboxDoor.address },
        driver,
        agents: scriptedAgents(() => script),
        gateway: { accept: (connection) => door?.accept(connection), close: () => door?.close() },
        proxy: { accept: (connection) => connection.destroy(), close: () => undefined },
        limits: { ...LIMITS, ...options.limits },
      },
    },
  });
  door = createGatewayDoor(made.baseUrl);
  return {
    ...made,
    driver,
    sandboxDoor,
    script(next) {
      script = next;
    },
    async developer(amount = 100) {
      const user = await newCodeUser(made, amount);
      const get = async (url: string) => data(await user.browser.get(url));
      const task = (id: string) => get(`/api/v1/users/tasks/${id}`);
      return {
        ...user,
        async newTask(body = {}) {
          const wish = { cli_name: 'codex', model_id: 'demo-text', user_input: '写一个脚本', ...body };
          return String(data(await user.browser.post('/api/v1/users/tasks', wish))['task_id']);
        },
        task,
        async ended(id) {
          let found = await task(id);
          await eventually(async () => {
            found = await task(id);
            expect(found['ended_at']).not.toBeNull();
          }, 60_000);
          return found;
        },
        async events(id) {
          const answer = await user.browser.get(`/api/v1/users/tasks/${id}/events`);
          return [...answer.text.matchAll(/^data: (.*)$/gm)].map(([, line = '']) => JSON.parse(line));
        },
      };
    },
    async close() {
      await made.close();
      door?.close();
      await sandboxDoor.close();
      for (const { id } of await real.list()) await real.destroy(id);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function data({ status, body, text }: ApiAnswer): Record<string, unknown> {
  if (status !== 200) throw new Error(`It answered ${status}: ${text}`);
  return (body as { data: Record<string, unknown> }).data;
}
