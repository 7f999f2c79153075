import { sandboxWorkflowId } from '../../domain/sandboxes/sandbox';
import type { ApiAnswer } from './api-client';
import { newCodeUser, type CodeUser } from './code-user';
import { eventually } from './eventually';
import type { ModelGateway } from './model-gateway';
import { recordHistory } from './record-history';
import type { Script } from './scripted-agent';

/** Somebody who has agents work, at the code surface. */
export interface Developer extends CodeUser {
  /** Creates a task and answers its id. */
  newTask(body?: Record<string, unknown>): Promise<string>;
  task(id: string): Promise<Record<string, unknown>>;
  /** Resolves when the task's log has so many events. */
  at(id: string, seq: number): Promise<void>;
  /** Resolves when the task's phase is this: `queued`, `working`, `paused`. */
  phase(id: string, phase: string): Promise<void>;
  stop(id: string): Promise<ApiAnswer>;
  raise(id: string, credits: number, headers?: Record<string, string>): Promise<ApiAnswer>;
  /** Why the task's first turn cost what it did. */
  explain(id: string): Promise<Explained>;
  /** Keeps the histories of the task's first turn and of its sandbox, under the names of their branches. */
  record(id: string, branches: { readonly turn?: string; readonly sandbox?: string }): Promise<void>;
  /** Expects that all charges of the tasks are those of the account, that nothing is held, and that the books are right. */
  expectPaid(ids: readonly string[], before?: number): Promise<void>;
  /** The task once it has ended. */
  ended(id: string): Promise<Record<string, unknown>>;
  /** The sandbox of a task whose turn has ended: it is there. */
  idleVm(): Promise<string>;
  /** All events of a task that has ended. */
  events(id: string): Promise<LoggedEvent[]>;
}

/** An event of a task's log, as readers get it. */
export interface LoggedEvent {
  readonly seq: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Explained {
  readonly job_id: string;
  readonly reserved: number;
  readonly tokens: number;
  readonly seconds: number;
  readonly seconds_cost: number;
  readonly charged: number;
  readonly lines: readonly { readonly step: string; readonly credits: number; readonly key: string }[];
}

/** What leaves an agent's sandbox behind, idle. */
const ENDS = 'import json; print(json.dumps({"end": {"ok": True}}), flush=True)';

/** Registers somebody with so many credits. `script`: sets what agents do from now on, where they are scripted. */
export async function newDeveloper(
  made: ModelGateway,
  amount = 100,
  script?: (script: Script) => void,
): Promise<Developer> {
  const user = await newCodeUser(made, amount);
  const get = async (url: string) => data(await user.browser.get(url));
  const task = (id: string) => get(`/api/v1/users/tasks/${id}`);
  const keep = async (name: string, workflowId: string) => {
    const handle = made.worker!.client.workflow.getHandle(workflowId);
    await handle.result().catch(() => undefined);
    await recordHistory(name, handle);
  };
  const explain = async (id: string) =>
    ((await get(`/api/v1/users/tasks/${id}/explain`))['turns'] as [Explained])[0];
  const developer: Developer = {
    ...user,
    async newTask(body = {}) {
      const wish = { cli_name: 'codex', model_id: 'demo-text', user_input: '写一个脚本', ...body };
      return String(data(await user.browser.post('/api/v1/users/tasks', wish))['task_id']);
    },
    task,
    at: (id, seq) =>
      eventually(async () => expect((await task(id))['last_seq']).toBeGreaterThanOrEqual(seq), 30_000),
    phase: (id, phase) => eventually(async () => expect(await task(id)).toMatchObject({ phase }), 30_000),
    stop: (id) => user.browser.put('/api/v1/users/tasks/stop', { task_id: id }),
    raise: (id, more, headers = {}) =>
      user.browser.call('POST', `/api/v1/users/tasks/${id}/budget`, { credits: more }, headers),
    explain,
    async record(id, { turn, sandbox }) {
      if (turn !== undefined) await keep(`runTask.${turn}`, `task/${(await explain(id)).job_id}`);
      if (sandbox !== undefined) {
        await keep(`keepSandbox.${sandbox}`, sandboxWorkflowId(String((await task(id))['vm_id'])));
      }
    },
    async expectPaid(ids, before = amount) {
      const explained = await Promise.all(ids.map(explain));
      for (const { lines } of explained) {
        const sum = (what: string) =>
          lines.reduce((all, { step, credits }) => (step === what ? all + credits : all), 0);
        expect(sum('hold')).toBeCloseTo(sum('capture') + sum('release'), 8);
      }
      const charges = explained.map(({ charged }) => charged);
      const { available, held } = await user.balance();
      expect(held).toBe(0);
      expect(available).toBeCloseTo(before - charges.reduce((sum, charge) => sum + charge, 0), 8);
      await eventually(async () => expect((await made.ledger.audit()).violations).toEqual([]));
    },
    async ended(id) {
      let found = await task(id);
      await eventually(async () => {
        found = await task(id);
        expect(found['ended_at']).not.toBeNull();
      }, 60_000);
      return found;
    },
    async idleVm() {
      script?.(() => ENDS);
      return String((await developer.ended(await developer.newTask()))['vm_id']);
    },
    async events(id) {
      const answer = await user.browser.get(`/api/v1/users/tasks/${id}/events`);
      return [...answer.text.matchAll(/^data: (.*)$/gm)].map(
        ([, line = '']) => JSON.parse(line) as LoggedEvent,
      );
    },
  };
  return developer;
}

function data({ status, body, text }: ApiAnswer): Record<string, unknown> {
  if (status !== 200) throw new Error(`It answered ${status}: ${text}`);
  return (body as { data: Record<string, unknown> }).data;
}
