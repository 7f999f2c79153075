import { DONE_AT_ONCE, SAY } from '../support/agent-programs';
import { run } from '../support/sandboxes';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

/** However an agent behaves, its turn ends, with the reason, and nothing of it is left in the sandbox. */

let platform: TaskPlatform;
let ada: Developer;

beforeAll(async () => {
  platform = await taskPlatform({ limits: { silenceMs: 2_000, outputBytes: 2 * 1024 * 1024, graceMs: 300 } });
});

afterAll(() => platform.close());

beforeEach(async () => {
  ada = await platform.developer();
});

/** Runs the program as an agent's to the end of its task. */
async function ends(program: string, wish: Record<string, unknown> = {}) {
  platform.script(() => program);
  const id = await ada.newTask(wish);
  const task = await ada.ended(id);
  const { seconds_cost: time, tokens, charged } = await ada.explain(id);
  expect(time).toBeGreaterThan(0);
  expect(charged).toBeCloseTo(tokens + time, 8);
  await ada.expectPaid([id]);
  return { id, task, charged };
}

/** What runs in the sandbox of a task under a name. */
async function running(task: Record<string, unknown>, name: string): Promise<string> {
  const sandbox = await platform.driver.attach(String(task['vm_id']));
  if (!sandbox) throw new Error('The sandbox is gone.');
  try {
    return (await run(sandbox, `grep -la '[${name[0]}]${name.slice(1)}' /proc/[0-9]*/cmdline || true`)).out;
  } finally {
    sandbox.close();
  }
}

test('one that fails', async () => {
  const { id, task } = await ends(`${SAY}\nsay("text", text="trying")\nsys.exit(3)\n`);
  expect(task).toMatchObject({ status: 'error', reason: { code: 'AGENT_FAILED' } });
  const types = (await ada.events(id)).map(({ type }) => type);
  expect(types).toEqual(['state', 'state', 'text', 'error', 'state']);
  await ada.record(id, { turn: 'agent-failed' });
});

test('one that hangs and says nothing', async () => {
  const { task } = await ends(`${SAY}\nsay("text", text="thinking")\ntime.sleep(600)\n`);
  expect(task).toMatchObject({ status: 'error', reason: { code: 'AGENT_SILENT' } });
  expect(await running(task, 'python3')).toBe('');
});

test('one whose time is over is charged its time and no more', async () => {
  const { task, charged } = await ends(
    `${SAY}\nwhile True:\n    say("text", text="busy")\n    time.sleep(0.2)\n`,
    { max_seconds: 3 },
  );
  expect(task).toMatchObject({ status: 'error', reason: { code: 'TIME_LIMIT' } });
  expect(charged).toBeCloseTo(0.003, 8);
  expect(await running(task, 'python3')).toBe('');
});

test.each([
  ['lines', 'print("x" * 1000, flush=True)'],
  ['one line', 'sys.stdout.write("y" * 65536)'],
])('one that writes %s without end', async (_what, write) => {
  const { task } = await ends(`${SAY}\nwhile True: ${write}\n`);
  expect(task).toMatchObject({ status: 'error', reason: { code: 'OUTPUT_LIMIT' } });
  expect(await running(task, 'python3')).toBe('');
});

test('one that complains without end', async () => {
  const { task } = await ends(`${SAY}\nwhile True: sys.stderr.write("z" * 65536)\n`, { max_seconds: 5 });
  expect(task).toMatchObject({ status: 'error', reason: { code: 'OUTPUT_LIMIT' } });
  expect(await running(task, 'python3')).toBe('');
});

test('one that ignores that it shall end, and leaves daemons that do', async () => {
  const { task } = await ends(
    `${SAY}
import signal, subprocess
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)
daemon = "import os, signal, time\\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\\nif os.fork(): os._exit(0)\\nos.setsid()\\nif os.fork(): os._exit(0)\\ntime.sleep(601)"
for _ in range(5): subprocess.run([sys.executable, "-c", daemon])
while True:
    say("text", text="still here")
    time.sleep(0.2)
`,
    { max_seconds: 3 },
  );
  expect(task).toMatchObject({ status: 'error', reason: { code: 'TIME_LIMIT' } });
  expect(await running(task, 'python3')).toBe('');
});

test('one that is done but does not end', async () => {
  const { task } = await ends(`${SAY}\ndone()\ntime.sleep(600)\n`);
  expect(task).toMatchObject({ status: 'finished' });
  expect(await running(task, 'python3')).toBe('');
});

test('one that writes what is no JSON, no UTF-8 and no text', async () => {
  const { id, task } = await ends(
    `${SAY}\nsys.stdout.buffer.write(b"\\xff\\xfe\\n{\\n\\x00\\x01\\n[]\\nnull\\n7\\n")\nsys.stdout.flush()\ndone()\n`,
  );
  expect(task).toMatchObject({ status: 'finished' });
  expect((await ada.events(id)).map(({ type }) => type)).toContain('log');
});

test('one that says much in few bytes: what is kept of it is bounded too', async () => {
  const { id, task } = await ends(`${SAY}\nwhile True: sys.stdout.write("x\\n" * 10000)\n`);
  expect(task).toMatchObject({ status: 'error', reason: { code: 'OUTPUT_LIMIT' } });
  expect((await ada.task(id))['last_seq']).toBeLessThan(100_000);
});

test('one that removes what its result is made from', async () => {
  const { id, task } = await ends(
    `${SAY}\nimport shutil\nshutil.rmtree(os.path.expanduser("~"), ignore_errors=True)\nshutil.rmtree(os.getcwd(), ignore_errors=True)\ndone()\n`,
  );
  expect(task).toMatchObject({ status: 'finished' });
  const complaints = (await ada.events(id)).filter(({ type }) => type === 'error');
  expect(complaints).toMatchObject([{ data: { artifact: 'patch' } }]);
});

test('one that leaves pipes where its result is made', async () => {
  const { id, task } = await ends(`${SAY}
open("done.txt", "w").write("done")
ours = os.path.expanduser("~/.taskloom")
os.remove(ours + "/base.git/index")
open(ours + "/base.git/index.lock", "w").close()
for path in ["/patch-1.diff", "/base.git/index", "/base.git/info/attributes"]: os.mkfifo(ours + path)
done()
`);
  expect(task).toMatchObject({ status: 'finished' });
  const { diff } = (await ada.browser.get(`/api/v1/users/tasks/${id}/diff`)).body.data as { diff: string };
  expect(diff).toContain('+++ b/done.txt');
  expect((await ada.events(id)).filter(({ type }) => type === 'error')).toEqual([]);
});

test('a repository that cannot be cloned is said so, soon, with what git says', async () => {
  const { id, task } = await ends(DONE_AT_ONCE, { repository: 'https://nowhere.example/a/b.git' });
  expect(task).toMatchObject({ status: 'error', reason: { code: 'REPOSITORY_UNAVAILABLE' } });
  const errors = (await ada.events(id)).filter(({ type }) => type === 'error').map(({ data }) => data);
  expect(errors).toEqual([
    {
      reason: 'REPOSITORY_UNAVAILABLE',
      message: expect.stringMatching(
        /unable to access 'https:\/\/nowhere.example\/a\/b.git\/'[^]*allows no such host/,
      ),
    },
  ]);
});
