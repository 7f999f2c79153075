import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { deriveKeys } from '../../config/keys';
import { passFor } from '../../providers/sandbox/remote/pass';
import { eventually } from '../support/eventually';
import { PLATFORM_SECRET } from '../support/secret';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

let platform: TaskPlatform;
let ada: Developer;
let vm: string;

/** Leaves a file, and says nothing. */
const WRITES = `
import json
open("hello.txt", "w").write("hello")
print(json.dumps({"end": {"ok": True}}), flush=True)
`;
const WORKS = 'import time; print("{}", flush=True); time.sleep(600)';

const at = (id: string, rest = '') => `/api/v1/users/vms/${id}${rest}`;

/** A task whose turn has ended: its sandbox is there. */
async function idleVm(owner: Developer): Promise<string> {
  platform.script(() => WRITES);
  const { vm_id: id } = await owner.ended(await owner.newTask());
  return String(id);
}

async function untilGone(owner: Developer, id: string): Promise<void> {
  await eventually(async () => {
    expect((await owner.browser.get(at(id))).body.data).toMatchObject({
      state: 'gone',
      stats: null,
      ports: [],
    });
  }, 20_000);
  expect((await platform.driver.list()).map((each) => each.id)).not.toContain(id);
}

beforeAll(async () => {
  platform = await taskPlatform();
  ada = await platform.developer(100);
  vm = await idleVm(ada);
}, 120_000);

afterAll(() => platform.close());

test('its owner sees what it is and does', async () => {
  const { body } = await ada.browser.get(at(vm));
  expect(body.data).toMatchObject({
    vm_id: vm,
    state: 'ready',
    driver: 'bubblewrap',
    reason: null,
    ports: [],
  });
  expect(body.data.idle_since).toEqual(expect.any(Number));
  expect(body.data.stats.memory_bytes).toBeGreaterThan(0);
  expect(body.data.stats.processes).toBeGreaterThan(0);
  const { vms, page } = (await ada.browser.get('/api/v1/users/vms')).body.data as {
    vms: { vm_id: string }[];
    page: object;
  };
  expect(vms.map(({ vm_id: id }) => id)).toEqual([vm]);
  expect(page).toEqual({ next_cursor: null, has_more: false });
});

async function put(path: string, content: Buffer<ArrayBuffer>) {
  const form = new FormData();
  form.set('file', new Blob([content]), 'any.bin');
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? '';
  const body = new Uint8Array(await encoded.arrayBuffer());
  const address = at(vm, `/files/content?path=${encodeURIComponent(path)}`);
  return ada.browser.call('PUT', address, body, { 'content-type': type });
}

test('what cannot be read or put says why', async () => {
  const refused = { status: 409, body: { code: 40900, data: { reason: 'SANDBOX_REFUSED' } } };
  const saying = (refusal: string, msg: string) => ({
    ...refused,
    body: { code: 40900, msg, data: { reason: 'SANDBOX_REFUSED', refusal } },
  });
  const get = (path: string) => ada.browser.get(at(vm, `/files/content?path=${encodeURIComponent(path)}`));
  expect(await get('/usr')).toMatchObject(saying('not_a_file', '该路径不是文件'));
  expect(await get('/dev/zero')).toMatchObject(saying('not_a_file', '该路径不是文件'));
  expect(await get('/proc/self/environ')).toMatchObject(refused);
  expect(await get('x'.repeat(300))).toMatchObject(saying('invalid', '沙箱内没有这样的名称'));
  const small = Buffer.from('x');
  expect(await put('/usr/x', small)).toMatchObject(saying('denied', '沙箱内不允许这样做'));
  expect(await put('/usr', small)).toMatchObject(refused);
  const most = 16 * 1024 * 1024;
  expect((await put('most', Buffer.alloc(most))).status).toBe(200);
  expect((await put('more', Buffer.alloc(most + 1))).body).toMatchObject({
    code: 40000,
    data: { errors: [{ field: 'body.file', message: '不能超过 16 MB' }] },
  });
  expect((await ada.browser.get(at(vm, '/files?path=most'))).body.data.file.size).toBe(most);
  expect((await ada.browser.get(at(vm, '/files?path=more'))).status).toBe(404);
});

test('files go in and come out, byte for byte', async () => {
  const content = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251));
  const path = '/files/content?path=sub/data.bin';
  expect((await put('sub/data.bin', content)).body).toMatchObject({ code: 0 });

  const listed = (await ada.browser.get(at(vm, '/files'))).body.data as {
    path: string;
    entries: { name: string; type: string }[];
  };
  expect(listed.path).toBe('/workspace');
  const entries = listed.entries.map(({ name, type: kind }) => [name, kind]);
  expect(entries).toEqual([
    ['hello.txt', 'file'],
    ['most', 'file'],
    ['sub', 'folder'],
  ]);
  const stat = (await ada.browser.get(at(vm, '/files?path=/workspace/sub/data.bin'))).body.data;
  expect(stat).toMatchObject({ file: { name: 'data.bin', size: content.length }, entries: [] });

  const cookie = ada.browser.cookie('monkeycode_ai_session')?.value ?? '';
  const get = (rest: string) =>
    fetch(new URL(at(vm, rest), platform.baseUrl), {
      headers: { cookie: `monkeycode_ai_session=${cookie}` },
    });
  const file = await get(path);
  expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
  expect(file.headers.get('content-disposition')).toContain('data.bin');
  const archive = await get('/archive?path=sub&format=zip');
  expect(archive.headers.get('content-type')).toBe('application/zip');
  expect(
    Buffer.from(await archive.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  expect((await ada.browser.get(at(vm, '/files/content?path=nothing'))).status).toBe(404);
  expect((await ada.browser.get(at(vm, '/files/content?path=/etc/shadow'))).status).toBe(404);
});

test('it stays for longer when its owner asks for it, but not for ever', async () => {
  const before = (await ada.browser.get(at(vm))).body.data;
  const soon = (await ada.browser.put(at(vm, '/extend'), { seconds: 60 })).body.data;
  expect(soon.expires_at).toBe(before.expires_at);
  expect(soon.kept_until).toBeGreaterThan(Date.now() / 1000);
  const late = (await ada.browser.put(at(vm, '/extend'), { seconds: 14_400 })).body.data;
  expect(late.expires_at).toBeGreaterThan(before.expires_at);
  expect((await ada.browser.put(at(vm, '/extend'), { seconds: 14_401 })).status).toBe(400);
});

test('it is nobody else’s', async () => {
  const eve = await platform.developer();
  const tries = [
    ...['', '/files', '/files/content?path=hello.txt', '/archive'].map((rest) =>
      eve.browser.get(at(vm, rest)),
    ),
    eve.browser.put(at(vm, '/extend'), { seconds: 60 }),
    eve.browser.put(at(vm, '/stop')),
    eve.browser.delete(at(vm)),
  ];
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 404));
  expect((await eve.browser.get('/api/v1/users/vms')).body.data.vms).toEqual([]);
  expect((await ada.browser.get(at(vm))).body.data.state).toBe('ready');
});

test('the worker lets nobody in who has no pass, or the pass for another', async () => {
  const { key } = deriveKeys({ current: PLATFORM_SECRET, previous: [] }).sandboxes.current;
  const now = Math.floor(Date.now() / 1000);
  const path = `/sandboxes/${vm}/stats`;
  const ask = async (pass: string) =>
    (
      await fetch(`http://${platform.sandboxDoor.address}${path}`, {
        headers: { authorization: `Bearer ${pass}` },
      })
    ).status;
  expect(await ask(passFor(path, now, key))).toBe(200);
  expect(await ask('')).toBe(401);
  expect(await ask(passFor(path, now, Buffer.alloc(32)))).toBe(401);
  expect(await ask(passFor('/sandboxes/another/stats', now, key))).toBe(401);
  expect(await ask(passFor(path, now - 120, key))).toBe(401);
  const upgraded = await new Promise<number | undefined>((resolve, reject) => {
    request(`http://${platform.sandboxDoor.address}/sandboxes/${vm}`, {
      headers: { connection: 'Upgrade', upgrade: 'taskloom-guest' },
    })
      .once('response', (answer) => resolve(answer.resume().statusCode))
      .once('upgrade', () => resolve(101))
      .once('error', reject)
      .end();
  });
  expect(upgraded).toBe(401);
});

test('the worker has four ways to a sandbox, and tells who comes fifth to come again', async () => {
  const id = await idleVm(ada);
  const { key } = deriveKeys({ current: PLATFORM_SECRET, previous: [] }).sandboxes.current;
  const path = `/sandboxes/${id}`;
  const ways: Duplex[] = [];
  const goIn = () =>
    new Promise<number | undefined>((resolve, reject) => {
      const pass = passFor(path, Math.floor(Date.now() / 1000), key);
      request(`http://${platform.sandboxDoor.address}${path}`, {
        headers: { connection: 'Upgrade', upgrade: 'taskloom-guest', authorization: `Bearer ${pass}` },
      })
        .once('response', (answer) => resolve(answer.resume().statusCode))
        .once('upgrade', (_answer, socket) => {
          ways.push(socket.on('error', () => undefined));
          resolve(101);
        })
        .once('error', reject)
        .end();
    });
  for (let way = 0; way < 4; way++) expect(await goIn()).toBe(101);
  expect(await goIn()).toBe(503);
  // Its owner, whose way would be the fifth, may try again.
  const refused = await ada.browser.get(at(id, '/files'));
  expect([refused.status, refused.body]).toMatchObject([503, { code: 50300, msg: '服务暂不可用' }]);
  // Others' sandboxes are not concerned.
  expect((await ada.browser.get(at(vm, '/files'))).status).toBe(200);
  ways.shift()?.destroy();
  await eventually(async () => expect((await ada.browser.get(at(id, '/files'))).status).toBe(200));
  for (const way of ways) way.destroy();
});

test('stopping it ends it, and then nothing can be done with it', async () => {
  const id = await idleVm(ada);
  expect((await ada.browser.put(at(id, '/stop'))).status).toBe(200);
  await untilGone(ada, id);
  expect((await ada.browser.delete(at(id))).status).toBe(200);
  for (const rest of ['/files', '/files/content?path=hello.txt', '/archive']) {
    const { status, body } = await ada.browser.get(at(id, rest));
    expect([status, body.msg]).toEqual([409, '沙箱已不存在']);
  }
  expect((await ada.browser.put(at(id, '/extend'), { seconds: 60 })).status).toBe(409);
});

test('a turn that works in it is stopped with it, and charged', async () => {
  const bob = await platform.developer(100);
  platform.script(() => WORKS);
  const id = await bob.newTask();
  await eventually(async () => expect((await bob.task(id))['phase']).toBe('working'));
  const { vm_id: sandbox } = await bob.task(id);
  await eventually(async () => expect((await bob.task(id))['seconds']).toBeGreaterThan(0));
  await bob.browser.delete(at(String(sandbox)));
  const ended = await bob.ended(id);
  expect(ended).toMatchObject({ status: 'error', reason: { code: 'CANCELLED' } });
  expect(ended['charged']).toBeGreaterThan(0);
  await untilGone(bob, String(sandbox));
  await eventually(async () => expect((await platform.ledger.audit()).violations).toEqual([]));
});

test('it ends a day after it was made, however often it is extended', async () => {
  const id = await idleVm(ada);
  const { created_at: made } = (await ada.browser.get(at(id))).body.data;
  const extend = () => ada.browser.put(at(id, '/extend'), { seconds: 14_400 });
  let last = (await extend()).body.data.expires_at as number;
  for (let round = 0; round < 6; round++) {
    platform.advance(14_000_000);
    last = (await extend()).body.data.expires_at as number;
  }
  expect(last).toBe(made + 86_400);
  platform.advance(3_000_000);
  // Its time is over by now: asking for more of it does not help, or comes when it is being ended already.
  expect([200, 409]).toContain((await extend()).status);
  await untilGone(ada, id);
});
