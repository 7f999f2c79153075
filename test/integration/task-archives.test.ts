import { gzipSync } from 'node:zlib';
import path from 'node:path';
import JSZip from 'jszip';
import { AppError } from '../../domain/errors';
import { createTaskArchives } from '../../domain/tasks/archives';
import { diskStorage } from '../../providers/storage/disk';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';
import { packTar, type TarEntry } from '../support/tar';

let platform: TaskPlatform;
let ada: Developer;

const UPLOAD = '/api/v1/users/task-archives';
/** Changes what it found. */
const WORKS = `
import json
text = open("src/main.py").read()
open("src/main.py", "w").write(text + "print('more')\\n")
print(json.dumps({"end": {"ok": True}}), flush=True)
`;

beforeAll(async () => {
  platform = await taskPlatform();
  ada = await platform.developer(100);
  platform.script(() => WORKS);
}, 120_000);
afterAll(() => platform.close());

async function upload(content: Buffer, by: Developer = ada) {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)]), 'start.bin');
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? '';
  return by.browser.call('POST', UPLOAD, new Uint8Array(await encoded.arrayBuffer()), {
    'content-type': type,
  });
}

async function kept(content: Buffer): Promise<string> {
  // The bound on what one person keeps is not what is tested here.
  await platform.db.query('UPDATE task_archives SET owner_id = 0 WHERE owner_id = ?', {
    replacements: [ada.id],
  });
  const { body } = await upload(content);
  expect(body).toMatchObject({ code: 0, data: { size: content.length } });
  return body.data.archive_id as string;
}

const MAIN: TarEntry = { name: 'src/main.py', content: "print('hello')\n" };

async function zipOf(entries: Record<string, string>): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(entries)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

test.each([
  ['a tar', async () => packTar([MAIN])],
  ['a tar.gz', async () => gzipSync(packTar([MAIN]))],
  ['a zip', async () => zipOf({ 'src/main.py': "print('hello')\n" })],
])('a task begins with %s, and its patch is against that', async (_name, content) => {
  const archive_id = await kept(await content());
  const id = await ada.newTask({ archive_id });
  expect(await ada.ended(id)).toMatchObject({ status: 'finished' });
  const { diff } = (await ada.browser.get(`/api/v1/users/tasks/${id}/diff`)).body.data as { diff: string };
  expect(diff).toContain('--- a/src/main.py');
  expect(diff).toContain("+print('more')");
  expect(diff).not.toContain("+print('hello')");
});

test.each<[string, () => Promise<Buffer> | Buffer]>([
  ['a path that leads outside', () => packTar([{ name: '../evil', content: 'x' }])],
  ['an absolute path', () => packTar([{ name: '/etc/evil', content: 'x' }])],
  ['a link that leads outside', () => packTar([{ name: 'link', type: '2', link: '../../etc' }])],
  [
    'what is behind a link',
    () =>
      packTar([
        { name: 'l', type: '2', link: 'src' },
        { name: 'l/x', content: 'x' },
      ]),
  ],
  ['a device', () => packTar([{ name: 'null', type: '3' }])],
  ['a pipe', () => packTar([{ name: 'pipe', type: '6' }])],
  [
    'too many entries',
    () => gzipSync(packTar(Array.from({ length: 50_001 }, (_, n) => ({ name: `f${n}`, content: '' })))),
  ],
  [
    'more than there is room for',
    () => gzipSync(packTar([{ name: 'zeros', content: Buffer.alloc(520 * 1024 * 1024) }])),
  ],
  ['a zip with a path outside', () => zipOf({ '../../evil': 'x' })],
  ['a broken end', () => gzipSync(packTar([MAIN])).subarray(0, 60)],
])(
  'a task does not begin with an archive of %s, and says why',
  async (_name, content) => {
    const archive_id = await kept(await content());
    const id = await ada.newTask({ archive_id });
    expect(await ada.ended(id)).toMatchObject({ status: 'error', reason: { code: 'ARCHIVE_REFUSED' } });
    expect((await ada.events(id)).filter(({ type }) => type === 'error').map(({ data }) => data)).toEqual([
      {
        reason: 'ARCHIVE_REFUSED',
        message: expect.stringMatching(/device|larger than|room|damaged/) as string,
      },
    ]);
  },
  180_000,
);

test('what is no archive, too large, or somebody else’s, is refused', async () => {
  const no = await upload(Buffer.from('hello'));
  expect([no.status, no.body.data.errors]).toEqual([
    400,
    [{ field: 'body.file', message: '应为 tar、tar.gz 或 zip 归档' }],
  ]);
  expect((await upload(Buffer.alloc(32 * 1024 * 1024 + 1, 0x1f))).status).toBe(400);
  expect((await upload(Buffer.alloc(0))).status).toBe(400);
  const archive_id = await kept(packTar([MAIN]));
  const wish = { cli_name: 'codex', model_id: 'demo-text', user_input: 'x', archive_id };
  const eve = await platform.developer(100);
  const refused = await eve.browser.post('/api/v1/users/tasks', wish);
  expect(refused.body.data.errors).toEqual([{ field: 'body.archive_id', message: '归档不存在或已过期' }]);
  const both = await ada.browser.post('/api/v1/users/tasks', {
    ...wish,
    repository: 'https://example.com/x.git',
  });
  expect(both.body.data.errors).toMatchObject([{ field: 'body.archive_id' }]);
});

test('ten are kept that no task has had, and another one takes the place of one that a task has had', async () => {
  platform.script(() => WORKS);
  const bob = await platform.developer(100);
  const all = await Promise.all(Array.from({ length: 14 }, () => upload(packTar([MAIN]), bob)));
  expect(all.map(({ status }) => status).sort()).toEqual([
    ...Array<number>(10).fill(200),
    ...Array<number>(4).fill(400),
  ]);
  const [first, second] = all.flatMap(({ body }) => (body.data.archive_id as string | undefined) ?? []);
  const id = await bob.newTask({ archive_id: second });
  expect(await bob.ended(id)).toMatchObject({ status: 'finished' });
  expect((await upload(packTar([MAIN]), bob)).status).toBe(200);
  expect((await upload(packTar([MAIN]), bob)).body.data.errors).toEqual([
    { field: 'body.file', message: '最多保留 10 个任务尚未使用的归档' },
  ]);
  const wish = { cli_name: 'codex', model_id: 'demo-text', user_input: 'x' };
  const gone = await bob.browser.post('/api/v1/users/tasks', { ...wish, archive_id: second });
  expect(gone.body.data.errors).toEqual([{ field: 'body.archive_id', message: '归档不存在或已过期' }]);
  expect(await bob.ended(await bob.newTask({ archive_id: first }))).toMatchObject({ status: 'finished' });
});

test('one that cannot be stored takes nobody’s place', async () => {
  platform.script(() => WORKS);
  const bob = await platform.developer(100);
  const [oldest] = await Promise.all(Array.from({ length: 10 }, () => upload(packTar([MAIN]), bob)));
  const archive_id = oldest?.body.data.archive_id as string;
  expect(await bob.ended(await bob.newTask({ archive_id }))).toMatchObject({ status: 'finished' });
  const disk = diskStorage(path.dirname(platform.storagePath('x')));
  const full = { ...disk, put: () => Promise.reject(new AppError('STORAGE_FULL')) };
  const archives = createTaskArchives({ ...platform, storage: full });
  await expect(archives.keep(bob.id, packTar([MAIN]))).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  expect(await bob.ended(await bob.newTask({ archive_id }))).toMatchObject({ status: 'finished' });
});

test('an archive that a task is about to begin with keeps its place', async () => {
  platform.script(() => WORKS);
  const bob = await platform.developer(100);
  const ids: string[] = [];
  for (let n = 0; n < 10; n++) {
    ids.push((await upload(packTar([MAIN]), bob)).body.data.archive_id as string);
  }
  const [first] = ids;
  expect(await bob.ended(await bob.newTask({ archive_id: first }))).toMatchObject({ status: 'finished' });
  const wish = { cli_name: 'codex', model_id: 'demo-text', user_input: 'x', archive_id: first };
  const [uploaded, ...asked] = await Promise.all([
    upload(packTar([MAIN]), bob),
    ...Array.from({ length: 4 }, () => bob.browser.post('/api/v1/users/tasks', wish)),
  ]);
  const accepted = asked.filter(({ status }) => status === 200);
  expect(uploaded.status === 200 || accepted.length > 0).toBe(true);
  for (const { status, body } of asked)
    if (status !== 200) expect(body.data.errors).toMatchObject([{ field: 'body.archive_id' }]);
  for (const { body } of accepted) {
    expect(await bob.ended(body.data.task_id as string)).toMatchObject({ status: 'finished' });
  }
});

test('an archive is removed after a day, but not from under a task that waits', async () => {
  const archives = createTaskArchives({
    ...platform,
    storage: diskStorage(path.dirname(platform.storagePath('x'))),
  });
  const archive_id = await kept(packTar([MAIN]));
  platform.script(() => 'import time; time.sleep(600)');
  const works = await ada.newTask({ archive_id });
  await ada.phase(works, 'working');
  await platform.db.query('UPDATE task_archives SET expires_at = created_at');
  while ((await archives.sweep(100)) > 0);
  (await archives.open(archive_id)).destroy();
  await ada.stop(works);
  await ada.ended(works);
  expect(await archives.sweep(100)).toBe(1);
  await expect(archives.open(archive_id)).rejects.toThrow();
  expect(await platform.count('task_archives')).toBe(0);
});
