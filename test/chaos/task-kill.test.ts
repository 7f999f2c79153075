import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { QueryTypes } from 'sequelize';
import { credits } from '../../domain/credits';
import { newDeveloper, type Developer, type LoggedEvent } from '../support/developer';
import { eventually } from '../support/eventually';
import { modelGateway, type ModelGateway } from '../support/model-gateway';
import { sandboxPrograms } from '../support/sandbox-drivers/bubblewrap';
import { freshNamespace, type TestNamespace } from '../support/temporal';
import { startWorkerProcess, workerHome, type WorkerProcessHome } from '../support/worker-process';

/**
 * The worker is killed while turns are at every step of theirs. The next one goes on with each: no agent works twice, no
 * event is lost or told twice, each is charged once, and nothing is left behind.
 */

let temporal: TestNamespace;
let platform: ModelGateway;
let home: WorkerProcessHome;
/** Agents' command lines, and the bubblewrap that the worker is told of. */
let programs: string;
let hold: string;
const workers: ChildProcess[] = [];

/**
 * Counts in the workspace how often it was started, calls the model, and does what its prompt says: counts as far as that
 * is, or leaves much for the result.
 */
const AGENT = `#!/usr/bin/python3
import json, os, sys, time, urllib.request
prompt = sys.stdin.read()
def item(text): print(json.dumps({"type": "item.completed", "item": {"id": "i", "type": "agent_message", "text": text}}), flush=True)
print(json.dumps({"type": "thread.started", "thread_id": "one"}), flush=True)
with open("runs", "a") as runs: runs.write("run\\n")
item("run %d" % len(open("runs").readlines()))
body = json.dumps({"model": "demo-text", "messages": [{"role": "user", "content": "你好"}], "max_tokens": 50}).encode()
headers = {"authorization": "Bearer " + os.environ["TASKLOOM_API_KEY"], "content-type": "application/json"}
urllib.request.urlopen(urllib.request.Request("http://127.0.0.1:8787/v1/chat/completions", body, headers)).read()
if prompt == "leave":
    with open("much", "wb") as much: much.write(os.urandom(150_000_000))
else:
    for number in range(int(prompt)):
        item(str(number))
        time.sleep(0.2)
print(json.dumps({"type": "turn.completed", "usage": {"input_tokens": 1, "output_tokens": 1}}), flush=True)
`;

/** Bubblewrap. Who finds the file takes it, and waits as long as it is there. */
const SLOW_BWRAP = (bwrap: string, file: string) => `#!/bin/sh
if mv ${file} ${file}.taken 2>/dev/null; then while [ -e ${file}.taken ]; do sleep 0.05; done; fi
exec ${bwrap} "$@"
`;

beforeAll(async () => {
  temporal = await freshNamespace();
  programs = await mkdtemp(path.join(tmpdir(), 'taskloom-killed-'));
  await chmod(programs, 0o777);
  hold = path.join(programs, 'hold');
  const { guest, bwrap } = sandboxPrograms();
  await mkdir(path.join(programs, 'agents', 'bin'), { recursive: true });
  await writeFile(path.join(programs, 'agents', 'bin', 'codex'), AGENT, { mode: 0o755 });
  await writeFile(path.join(programs, 'bwrap'), SLOW_BWRAP(bwrap, hold), { mode: 0o755 });
  platform = await modelGateway({
    temporal,
    settings: { tasks: { hourPrice: credits('3.6'), taskBudget: credits(5) } },
  });
  home = await workerHome(platform, temporal, {
    REDIS_PREFIX: platform.redisPrefix,
    SANDBOX_DRIVER: 'bubblewrap',
    SANDBOX_GUEST: guest,
    SANDBOX_BWRAP: path.join(programs, 'bwrap'),
    SANDBOX_AGENTS: path.join(programs, 'agents'),
    SANDBOX_GATEWAY_URL: platform.baseUrl,
    SANDBOX_IDLE_SECONDS: '1',
  });
}, 60_000);

afterAll(async () => {
  for (const worker of workers) {
    if (worker.exitCode !== null || worker.signalCode !== null) continue;
    worker.kill('SIGTERM');
    await once(worker, 'exit');
  }
  await platform.close();
  await temporal.close();
  await home.remove();
  await rm(programs, { recursive: true, force: true });
}, 60_000);

async function startWorker(): Promise<ChildProcess> {
  const worker = await startWorkerProcess(home);
  workers.push(worker);
  return worker;
}

test('killed at each step, every turn goes on and ends once', async () => {
  const [ada, bob] = [await newDeveloper(platform), await newDeveloper(platform)];
  const first = await startWorker();

  const settling = await task(ada, '10');
  await ada.at(settling, 5);
  const unlock = await lockHold(settling);
  const counting = await task(ada, String(COUNTED));
  await ada.at(counting, 20);
  await writeFile(hold, '');
  const creating = await task(ada, '0');
  await eventually(() => expect(existsSync(`${hold}.taken`)).toBe(true), 30_000);
  await eventually(async () => expect(await isLetGo(settling)).toBe(true), 30_000);
  const collecting = await task(bob, 'leave');
  await eventually(async () => expect(await clockEnded(collecting)).toBe(true), 60_000);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const unfinished = await states();
  const waiting = await task(bob, '0');

  expect(unfinished).toEqual({
    [settling]: {
      job: 'running',
      sandbox: expect.stringMatching(/ready|stopping|gone/) as string,
      results: 2,
    },
    [counting]: { job: 'running', sandbox: 'ready', results: 0 },
    [collecting]: { job: 'running', sandbox: 'ready', results: expect.any(Number) as number },
    [creating]: { job: expect.stringMatching(/queued|running/) as string, sandbox: 'creating', results: 0 },
  });
  expect(unfinished[collecting]?.results).toBeLessThan(2);
  await unlock();
  await rm(`${hold}.taken`);
  await startWorker();

  for (const id of [settling, counting, creating]) await expectDoneOnce(ada, id);
  // What it leaves is too much for a patch.
  await expectDoneOnce(bob, collecting, ['workspace']);
  await expectDoneOnce(bob, waiting);
  const counted = textsOf(await ada.events(counting)).slice(1);
  expect(counted).toEqual(Array.from({ length: COUNTED }, (_, number) => String(number)));
  await ada.expectPaid([settling, counting, creating]);
  await bob.expectPaid([collecting, waiting]);
  await expectNothingLeft();
}, 180_000);

test('killed while it prepares the workspace, again and again', async () => {
  const ada = await newDeveloper(platform);
  let worker = workers.at(-1)!;
  const ids: string[] = [];
  for (let round = 0; round < 2; round++) {
    const id = await task(ada, '0');
    ids.push(id);
    await eventually(async () => expect((await states())[id]?.sandbox).toBe('ready'), 60_000);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    worker = await startWorker();
  }
  for (const id of ids) await expectDoneOnce(ada, id);
  await ada.expectPaid(ids);
  await expectNothingLeft();
}, 180_000);

/** As long as the others take to be where they are to be. */
const COUNTED = 200;

const task = (user: Developer, prompt: string) => user.newTask({ user_input: prompt });

/** It has ended well, its agent was started once, its log has no gaps, and its results are there. */
async function expectDoneOnce(
  user: Developer,
  id: string,
  results: readonly string[] = ['patch', 'workspace'],
): Promise<void> {
  expect(await user.ended(id)).toMatchObject({ status: 'finished', reason: null });
  const events = await user.events(id);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(textsOf(events)[0]).toBe('run 1');
  expect(textsOf(events)).toHaveLength(new Set(textsOf(events)).size);
  expect(events.filter(({ type }) => type === 'state').map(({ data }) => data['state'])).toEqual([
    'queued',
    'started',
    'finished',
  ]);
  const { artifacts } = (await user.browser.get(`/api/v1/users/tasks/${id}/artifacts`)).body.data as {
    artifacts: { name: string }[];
  };
  expect(artifacts.map(({ name }) => name).sort()).toEqual(results);
  const { tokens, charged, lines } = await user.explain(id);
  expect(tokens).toBeGreaterThan(0);
  expect(charged).toBeGreaterThan(tokens);
  expect(lines.map(({ step }) => step)).toEqual(['hold', 'capture', 'release']);
}

const textsOf = (events: readonly LoggedEvent[]) =>
  events.filter(({ type }) => type === 'text').map(({ data }) => String(data['text']));

/** All sandboxes have gone by themselves, with everything that they had on the machine. */
async function expectNothingLeft(): Promise<void> {
  await eventually(async () => {
    const rows = await platform.db.query(
      'SELECT id FROM sandboxes WHERE live_host IS NOT NULL OR gone_at IS NULL',
      { type: QueryTypes.SELECT },
    );
    expect(rows).toEqual([]);
    const folder = path.join(home.folder, 'sandboxes');
    const left = existsSync(folder) ? await readdir(folder) : [];
    expect(left.filter((name) => !name.startsWith('.'))).toEqual([]);
    expect(await readdir(path.join(home.folder, 'scratch'))).toEqual([]);
  }, 60_000);
}

/** How each task stands, whose turn has one job. */
async function states(): Promise<Record<string, { job: string; sandbox: string; results: number }>> {
  const rows = await platform.db.query<{ id: string; job: string; sandbox: string; results: number }>(
    `SELECT t.id, j.state AS job, s.state AS sandbox,
       (SELECT COUNT(*) FROM artifacts a WHERE a.job_id = j.id) AS results
     FROM tasks t JOIN task_turns u ON u.task_id = t.id JOIN jobs j ON j.id = u.job_id
       JOIN sandboxes s ON s.id = t.sandbox_id`,
    { type: QueryTypes.SELECT },
  );
  return Object.fromEntries(rows.map(({ id, job, sandbox, results }) => [id, { job, sandbox, results }]));
}

/** Whether its agent has ended, so that its result is being collected. */
async function clockEnded(id: string): Promise<boolean> {
  const rows = await platform.db.query(
    'SELECT 1 FROM task_turns WHERE task_id = ? AND clock_ended_at IS NOT NULL',
    { replacements: [id], type: QueryTypes.SELECT },
  );
  return rows.length > 0;
}

/** Whether its sandbox waits for another turn already. */
async function isLetGo(id: string): Promise<boolean> {
  const rows = await platform.db.query(
    'SELECT 1 FROM tasks t JOIN sandboxes s ON s.id = t.sandbox_id WHERE t.id = ? AND s.job_id IS NULL',
    { replacements: [id], type: QueryTypes.SELECT },
  );
  return rows.length > 0;
}

/** Nobody takes or gives back what is held for the task, as its end does, until what is answered is called. */
async function lockHold(id: string): Promise<() => Promise<void>> {
  const tx = await platform.db.transaction();
  await platform.db.query(
    'SELECT hold_key FROM holds WHERE reference = (SELECT job_id FROM task_turns WHERE task_id = ?) FOR UPDATE',
    { replacements: [id], type: QueryTypes.SELECT, transaction: tx },
  );
  return () => tx.rollback();
}
