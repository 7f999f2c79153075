import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../../config/paths';
import { freePorts } from '../../scripts/platform/ports';
import { SAY } from '../support/agent-programs';
import type { LoggedEvent } from '../support/developer';
import { required } from '../support/environment';
import { eventually } from '../support/eventually';
import { PLATFORM_SECRET } from '../support/secret';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

/** A process of the API is killed while it streams a log: with another one its reader goes on, without a gap or a repeat. */

let platform: TaskPlatform;
let ada: Developer;
let home: string;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  platform = await taskPlatform();
  ada = await platform.developer();
  home = await mkdtemp(path.join(tmpdir(), 'taskloom-kill-'));
}, 120_000);

afterAll(async () => {
  for (const each of processes) {
    if (each.exitCode !== null || each.signalCode !== null) continue;
    each.kill('SIGKILL');
    await once(each, 'exit');
  }
  await platform.close();
  await rm(home, { recursive: true, force: true });
});

/** Another process of the API over the same stores. */
async function startApi(): Promise<{ url: string; process: ChildProcess }> {
  const [port] = await freePorts(1);
  const child = spawn(process.execPath, [inProject('dist', 'api', 'main.js')], {
    cwd: inProject(),
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      TASKLOOM_HOME: home,
      TASKLOOM_SECRET: PLATFORM_SECRET,
      DATABASE_URL: platform.url,
      REDIS_URL: required('TASKLOOM_TEST_REDIS_URL'),
      REDIS_PREFIX: platform.redisPrefix,
      TEMPORAL_ADDRESS: required('TASKLOOM_TEST_TEMPORAL_ADDRESS'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  processes.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`The API ended:\n${output}`);
    expect(output).toContain('"listening"');
  }, 60_000);
  return { url: `http://127.0.0.1:${port}`, process: child };
}

/** Tells lines until it is told to end. */
const TELLS = `${SAY}
n = 0
while not os.path.exists("/workspace/end"):
    n += 1
    say("text", text="line %d" % n)
    time.sleep(0.01)
done()
`;

/** Reads a task's log on from where `events` ends, as a client does, until it ends or the connection breaks. */
async function readOn(url: string, id: string, events: LoggedEvent[]): Promise<'ended' | 'broken'> {
  const headers = {
    cookie: ada.browser.cookiesFor('/'),
    ...(events.length > 0 ? { 'last-event-id': String(events.at(-1)?.seq) } : {}),
  };
  try {
    let answer: Response | undefined;
    // A process that has just begun may ask a client to come again.
    await eventually(async () => {
      answer = await fetch(`${url}/api/v1/users/tasks/${id}/events`, { headers });
      expect(answer.status).toBe(200);
    }, 30_000);
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer!.body!) {
      // Only what has come whole has been seen.
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const [, line] = /^data: (.*)$/m.exec(part) ?? [];
        if (line !== undefined) events.push(JSON.parse(line) as LoggedEvent);
      }
    }
    return 'ended';
  } catch (error) {
    if (error instanceof TypeError) return 'broken';
    throw error;
  }
}

test('a reader whose process is killed goes on with the next one, where it was', async () => {
  platform.script(() => TELLS);
  const id = await ada.newTask();
  const events: LoggedEvent[] = [];
  for (let round = 1; round <= 2; round++) {
    const api = await startApi();
    const reading = readOn(api.url, id, events);
    const before = events.length;
    await eventually(() => expect(events.length).toBeGreaterThan(before + 50), 30_000);
    api.process.kill('SIGKILL');
    expect(await reading).toBe('broken');
  }
  const last = await startApi();
  const reading = readOn(last.url, id, events);
  const sandbox = await platform.driver.attach(String((await ada.task(id))['vm_id']));
  await sandbox!.writeFile('/workspace/end', '');
  sandbox!.close();
  expect(await reading).toBe('ended');
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events).toEqual(await ada.events(id));
  const lines = events.filter(({ type }) => type === 'text').map(({ data }) => data['text']);
  expect(lines).toEqual(lines.map((_, index) => `line ${index + 1}`));
  expect(await ada.ended(id)).toMatchObject({ status: 'finished', last_seq: events.length });
}, 180_000);
