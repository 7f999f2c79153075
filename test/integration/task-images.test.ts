import { randomUUID } from 'node:crypto';
import type { ImageName } from '../../domain/sandboxes/images';
import { createHostNames } from '../../domain/sandboxes/host-names';
import { createSandboxHosts } from '../../domain/sandboxes/hosts';
import { eventually } from '../support/eventually';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

let platform: TaskPlatform;
let ada: Developer;
/** What the machine says that it has; each of them is the same programs here. */
let images: ImageName[] = [{ name: 'default', tag: 'latest' }];

const ENDS = 'import json; print(json.dumps({"end": {"ok": True}}), flush=True)';
const SILENT = { id: 'silent', instance: 'one' };
const LIST = '/api/v1/teams/users/images';

beforeAll(async () => {
  platform = await taskPlatform({ images: () => Promise.resolve(images) });
  ada = await platform.developer(100);
  platform.script(() => ENDS);
}, 120_000);
afterAll(() => platform.close());

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly tag: string;
}

async function listed(by: Developer = ada): Promise<Listed[]> {
  return (await by.browser.get(LIST)).body.data.images as Listed[];
}

/** Has the machine say that it has these, and waits until it has. */
async function have(next: ImageName[]): Promise<void> {
  images = next;
  await eventually(async () => {
    const seen = (await listed()).map(({ name, tag }) => ({ name, tag }));
    expect(seen).toEqual([...next].sort((a, b) => `${a.name}:${a.tag}`.localeCompare(`${b.name}:${b.tag}`)));
  }, 15_000);
}

const ask = (image_id: unknown) =>
  ada.browser.post('/api/v1/users/tasks', {
    cli_name: 'codex',
    model_id: 'demo-text',
    user_input: 'hello',
    image_id,
  });

test('images are those of the machines, and a task has the one that it asks for', async () => {
  await have([
    { name: 'default', tag: 'latest' },
    { name: 'node', tag: '20' },
    { name: 'monkeycode-agent', tag: 'latest' },
  ]);
  const node = (await listed()).find(({ name }) => name === 'node')!;
  const id = await ada.newTask({ image_id: node.id });
  expect(await ada.ended(id)).toMatchObject({ status: 'finished' });
  const { vm_id: vm } = await ada.task(id);
  expect((await ada.browser.get(`/api/v1/users/vms/${String(vm)}`)).body.data.image).toBe('node:20');
  // Their ids stay while machines come and go.
  await have([{ name: 'default', tag: 'latest' }]);
  await have([
    { name: 'default', tag: 'latest' },
    { name: 'node', tag: '20' },
  ]);
  expect((await listed()).find(({ name }) => name === 'node')).toMatchObject({ id: node.id });
});

test('a task whose image no machine has waits for one that has it, and others do not wait with it', async () => {
  const node = (await listed()).find(({ name }) => name === 'node')!;
  await have([{ name: 'default', tag: 'latest' }]);
  const waits = await ada.newTask({ image_id: node.id });
  const passes = await ada.newTask();
  expect(await ada.ended(passes)).toMatchObject({ status: 'finished' });
  expect(await ada.task(waits)).toMatchObject({ status: 'pending', phase: 'queued' });
  await have([
    { name: 'default', tag: 'latest' },
    { name: 'node', tag: '20' },
  ]);
  expect(await ada.ended(waits)).toMatchObject({ status: 'finished' });
});

test('what is no image, or is switched off, is refused', async () => {
  expect((await ask(randomUUID())).body.data.errors).toEqual([
    { field: 'body.image_id', message: '镜像不存在' },
  ]);
  expect((await ask('default')).status).toBe(400);
  const admin = await platform.developer();
  await platform.db.query("UPDATE users SET role = 'admin' WHERE id = ?", { replacements: [admin.id] });
  const node = (await listed()).find(({ name }) => name === 'node')!;
  const change = { description: 'Node 20', is_active: false };
  expect((await ada.browser.put(`${LIST}/${node.id}`, change)).status).toBe(403);
  await eventually(async () => {
    const { body } = await admin.browser.put(`${LIST}/${node.id}`, change);
    expect(body.data).toEqual({ ...node, ...change });
  });
  expect((await ask(node.id)).body.data.errors).toEqual([{ field: 'body.image_id', message: '镜像已停用' }]);
  expect((await listed()).map(({ name }) => name)).not.toContain('node');
  expect((await listed(admin)).map(({ name }) => name)).toContain('node');
  expect((await admin.browser.put(`${LIST}/${randomUUID()}`, change)).status).toBe(404);
});

test('a machine that says nothing of images has the default one', async () => {
  const hosts = createSandboxHosts(platform);
  await hosts.seen({ ...SILENT, driver: 'bubblewrap', slots: 0, address: '' });
  await createHostNames(platform).leave(SILENT);
  expect((await listed()).map(({ name }) => name)).toContain('default');
});
