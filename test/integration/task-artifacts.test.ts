import type { Sandbox, SandboxDriver } from '../../domain/sandboxes/driver';
import { SAY, WORKS_LONG } from '../support/agent-programs';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

/** Whatever an agent leaves behind: its turn ends as the agent ended it, and the log says what could not be kept. */

let platform: TaskPlatform;
let ada: Developer;
/** The most that an archive may have, where the test says so. */
let largestArchive: number | undefined;

const bounded = (real: SandboxDriver): SandboxDriver => ({
  ...real,
  async attach(id) {
    const sandbox = await real.attach(id);
    return sandbox && withSmallArchives(sandbox);
  },
});

const withSmallArchives = (sandbox: Sandbox): Sandbox => ({
  ...sandbox,
  archive: (path, options) =>
    sandbox.archive(path, { ...options, ...(largestArchive ? { maxBytes: largestArchive } : {}) }),
});

beforeAll(async () => {
  platform = await taskPlatform({ driver: bounded });
});

beforeEach(async () => {
  largestArchive = undefined;
  ada = await platform.developer();
});

afterAll(() => platform.close());

/** Runs a program as an agent's; its task ends well, and its sandbox is there. Answers what the log says was not kept. */
async function leaves(program: string) {
  platform.script(() => `${SAY}\n${program}\ndone()\n`);
  const id = await ada.newTask();
  const task = await ada.ended(id);
  expect(task).toMatchObject({ status: 'finished', reason: null });
  await ada.expectPaid([id]);
  const errors = (await ada.events(id)).filter(({ type }) => type === 'error').map(({ data }) => data);
  const { body } = await ada.browser.get(`/api/v1/users/tasks/${id}/artifacts`);
  const kept = (body.data.artifacts as { name: string }[]).map(({ name }) => name).sort();
  const vm = `/api/v1/users/vms/${String(task['vm_id'])}`;
  expect((await ada.browser.get(vm)).body.data.state).toBe('ready');
  return { errors, kept, vm };
}

test('a workspace that is too large for an archive is there to be fetched from its sandbox', async () => {
  largestArchive = 10_000;
  const { errors, kept, vm } = await leaves('open("a.bin", "wb").write(os.urandom(50_000))');
  expect(errors).toEqual([expect.objectContaining({ reason: 'RESULT_TOO_LARGE', artifact: 'workspace' })]);
  expect(kept).toEqual(['patch']);
  expect((await ada.browser.get(`${vm}/archive`)).status).toBe(200);
});

test('a patch that is too large is not kept, rather than a part of it that is of no use', async () => {
  const { errors, kept } = await leaves('open("b.bin", "wb").write(os.urandom(17 * 1024 * 1024))');
  expect(errors).toEqual([expect.objectContaining({ reason: 'RESULT_TOO_LARGE', artifact: 'patch' })]);
  expect(kept).toEqual(['workspace']);
});

test('a patch that was too large is not answered with an older one', async () => {
  const program = (line: string) => platform.script(() => `${SAY}\n${line}\ndone()\n`);
  program('open("a.txt", "w").write("a")');
  const id = await ada.newTask();
  await ada.ended(id);
  const url = `/api/v1/users/tasks/${id}`;
  const again = async () => {
    await ada.browser.post(`${url}/turns`, { content: 'more' });
    await ada.ended(id);
    return ada.browser.get(`${url}/diff`);
  };
  expect((await ada.browser.get(`${url}/diff`)).body.data.diff).toContain('b/a.txt');
  program('open("b.bin", "wb").write(os.urandom(17 * 1024 * 1024))');
  const { status, body } = await again();
  expect([status, body.code, body.data]).toEqual([
    409,
    40900,
    { reason: 'PATCH_UNAVAILABLE', cause: 'RESULT_TOO_LARGE' },
  ]);
  program('os.remove("b.bin")');
  expect((await again()).body.data).toMatchObject({ diff: expect.stringContaining('b/a.txt'), turn: 3 });

  // A page of each turn, in order, and nothing twice.
  const pages = async (of: 'explain' | 'artifacts') => {
    const found: unknown[] = [];
    for (let cursor = ''; ;) {
      const { data } = (await ada.browser.get(`${url}/${of}?limit=1${cursor}`)).body;
      found.push(data[of === 'explain' ? 'turns' : 'artifacts']);
      if (!data.page.has_more) return found;
      cursor = `&cursor=${String(data.page.next_cursor)}`;
    }
  };
  expect(await pages('explain')).toMatchObject([[{ number: 1 }], [{ number: 2 }], [{ number: 3 }]]);
  expect(await pages('artifacts')).toMatchObject([
    [
      { turn: 3, name: 'workspace' },
      { turn: 3, name: 'patch' },
    ],
    [{ turn: 2, name: 'workspace' }],
    [{ turn: 1 }, { turn: 1 }],
  ]);
  expect((await ada.browser.get(`${url}/explain?cursor=nowhere`)).status).toBe(400);
});

test('after a turn that was stopped a patch says of which turn it is', async () => {
  platform.script(() => `${SAY}\nopen("a.txt", "w").write("a")\ndone()\n`);
  const id = await ada.newTask();
  const url = `/api/v1/users/tasks/${id}`;
  await ada.ended(id);
  const { last_seq } = (await ada.browser.get(url)).body.data;
  platform.script(() => WORKS_LONG);
  await ada.browser.post(`${url}/turns`, { content: 'more' });
  await ada.at(id, Number(last_seq) + 3);
  await ada.stop(id);
  expect(await ada.ended(id)).toMatchObject({ status: 'error', reason: { code: 'CANCELLED' } });
  const { data } = (await ada.browser.get(`${url}/diff`)).body;
  expect(data).toMatchObject({ diff: expect.stringContaining('b/a.txt'), turn: 1 });
});

test('a disk that is full has no room for a patch, and its files are kept', async () => {
  const { errors, kept } = await leaves(`
open("c.txt", "w").write("c")
for size in (1 << 30, 1 << 26, 1 << 22, 1 << 16, 4096, 1):
    try:
        while True:
            with open(os.path.expanduser("~/full"), "ab") as file: os.posix_fallocate(file.fileno(), file.tell(), size)
    except OSError: pass
`);
  expect(errors).toEqual([expect.objectContaining({ artifact: 'patch', message: expect.any(String) })]);
  expect(kept).toEqual(['workspace']);
});

test('a home that is gone has nothing to make a patch from, and the workspace is kept', async () => {
  const { errors, kept } = await leaves(
    'import shutil\nshutil.rmtree(os.path.expanduser("~"), ignore_errors=True)\nopen("d.txt", "w").write("d")',
  );
  expect(errors).toEqual([expect.objectContaining({ reason: 'AGENT_FAILED', artifact: 'patch' })]);
  expect(kept).toEqual(['workspace']);
});
