import { MOST_TERMINALS } from '../../domain/sandboxes/terminals';
import { eventually } from '../support/eventually';
import { run } from '../support/sandboxes';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';
import { openTerminal, type TestTerminal } from '../support/terminal';

let platform: TaskPlatform;
let ada: Developer;
let vm: string;

const path = (id: string, query = '') => `/api/v1/users/vms/${id}/terminal${query}`;
const cookieOf = ({ browser }: Developer) => browser.cookiesFor('/api/v1/users');

function open(query = '', owner = ada, id = vm): Promise<TestTerminal> {
  return openTerminal(platform.baseUrl, path(id, query), cookieOf(owner));
}

/** The names of the terminals that the sandbox has. */
async function terminals(id: string): Promise<string[]> {
  const sandbox = await platform.driver.attach(id);
  try {
    const all = (await sandbox?.processes()) ?? [];
    return all.flatMap((each) => /^terminal-(.*)$/.exec(each.id)?.[1] ?? []);
  } finally {
    sandbox?.close();
  }
}

beforeAll(async () => {
  platform = await taskPlatform({ terminalGraceMs: 300, heartbeatMs: 500 });
  ada = await platform.developer(100);
  vm = await ada.idleVm();
}, 120_000);

afterAll(() => platform.close());

test('a shell begins in the workspace, takes what is typed and shows what it says', async () => {
  const terminal = await open('?id=first&rows=30&cols=100');
  expect(terminal.told[0]).toEqual({ type: 'ready', id: 'first', is_new: true });
  terminal.type('pwd; stty size; echo $((6 * 7))-answer\n');
  await terminal.until(/\/workspace\r\n30 100\r\n42-answer/);
  terminal.send({ type: 'resize', rows: 40, cols: 120 });
  terminal.send({ type: 'input', data: 'stty size\n' });
  await terminal.until(/\r40 120\r\n/);
  terminal.type("printf '%s|%s\\n' 你好 $(printf 'żółć🙂' | wc -m)\n");
  await terminal.until(/你好\|5/);
  terminal.type('exit 3\n');
  expect(await terminal.closed).toEqual({ code: 1000, reason: '' });
  expect(terminal.told.at(-1)).toEqual({ type: 'exit', code: 3, signal: null });
  expect(await terminals(vm)).not.toContain('first');
});

test('who comes back finds the shell as it was left, and what it showed last', async () => {
  const before = await open('?id=again');
  before.type('SECRET_OF_MINE=$((1000 + 337)); echo ready-$SECRET_OF_MINE\n');
  await before.until(/ready-1337/);
  before.type('head -c 400000 /dev/zero | tr "\\0" x; echo; echo the-end-$SECRET_OF_MINE\n');
  await before.until(/the-end-1337/);
  const beside = await open('?id=again');
  expect(beside.told[0]).toMatchObject({ is_new: false });
  await beside.until(/the-end-1337/);
  expect(beside.shown().length).toBeGreaterThan(200_000);
  expect(beside.shown().length).toBeLessThanOrEqual(256 * 1024 + 1_000);
  await before.close();
  beside.type('echo still-$SECRET_OF_MINE\n');
  await beside.until(/still-1337/);
  beside.send({ type: 'close' });
  expect((await beside.closed).code).toBe(1000);
  expect(beside.told.at(-1)).toMatchObject({ type: 'exit' });
});

test('what nobody looks at any more ends after its grace', async () => {
  const terminal = await open('?id=left');
  terminal.type('sleep 5000 & echo started\n');
  await terminal.until(/\r\nstarted/);
  await terminal.close();
  expect(await terminals(vm)).toContain('left');
  await eventually(async () => expect(await terminals(vm)).not.toContain('left'), 10_000);
});

test('who has shut the workspace opens it again', async () => {
  const sandbox = (await platform.driver.attach(vm))!;
  const shut = await run(sandbox, 'chmod 0 /workspace; cd /workspace || echo shut', { cwd: '/' });
  expect(shut.out).toBe('shut\n');
  sandbox.close();
  const terminal = await open('?id=shut');
  terminal.type('pwd; chmod 700 /workspace; cd /workspace && echo open-$((6 * 7))\n');
  await terminal.until(/\/home\/user\r\n.*open-42/s);
  terminal.send({ type: 'close' });
  await terminal.closed;
});

test('there is a bound on terminals, and ended ones make room', async () => {
  const kept: TestTerminal[] = [];
  for (let n = 0; n < MOST_TERMINALS; n++) kept.push(await open(`?id=many-${n}`));
  await expect(open('?id=one-more')).rejects.toThrow('409');
  const [first] = kept;
  first!.type('exit\n');
  await first!.closed;
  const another = await open('?id=one-more');
  for (const each of [...kept.slice(1), another]) {
    each.send({ type: 'close' });
    await each.closed;
  }
});

test('input that nothing reads is waited with, keeps nobody else waiting, and ends with its reader', async () => {
  const terminal = await open('?id=deaf');
  await terminal.until(/\$|#/);
  terminal.type('stty raw -echo; sleep 3000\n');
  await terminal.until(/sleep 3000/);
  for (let n = 0; n < 40; n++) terminal.socket.send(Buffer.alloc(32_768, 'a'));
  const again = await open('?id=deaf2');
  again.type('echo others-$((2 * 4))-work\n');
  await again.until(/others-8-work/);
  terminal.socket.terminate();
  again.send({ type: 'close' });
  await again.closed;
  await eventually(async () => expect(await terminals(vm)).not.toContain('deaf'), 10_000);
});

test.each([
  ['no JSON', 'hello'],
  ['no object', '[]'],
  ['no such message', '{"type":"reboot"}'],
  ['no text', '{"type":"input","data":7}'],
  ['no size', '{"type":"resize","rows":0,"cols":80}'],
  ['a size that is no number', '{"type":"resize","rows":"80","cols":80}'],
])('%s closes the socket with 4400', async (_name, message) => {
  const terminal = await open('?id=odd');
  terminal.send(message);
  expect(await terminal.closed).toEqual({ code: 4400, reason: 'VALIDATION' });
});

test('a message that is too large closes the socket', async () => {
  const terminal = await open('?id=odd');
  terminal.socket.send(Buffer.alloc(65_537));
  expect((await terminal.closed).code).toBe(1009);
});

test('what is refused is refused before the upgrade, in the words of the surface', async () => {
  await expect(open('?id=no%20name')).rejects.toThrow('400');
  await expect(open('?rows=0')).rejects.toThrow('400');
  await expect(open('', ada, 'no-uuid')).rejects.toThrow('404');
  await expect(open('', await platform.developer())).rejects.toThrow('404');
  await expect(openTerminal(platform.baseUrl, path(vm), '')).rejects.toThrow('401');
  for (const origin of ['https://evil.example', 'null']) {
    await expect(
      openTerminal(platform.baseUrl, path(vm), cookieOf(ada), { headers: { origin } }),
    ).rejects.toThrow('403');
  }
  const own = await openTerminal(platform.baseUrl, path(vm, '?id=own'), cookieOf(ada), {
    headers: { origin: platform.baseUrl },
  });
  own.send({ type: 'close' });
  await own.closed;
  const { status, body } = await ada.browser.get(path(vm));
  expect([status, body]).toEqual([426, { code: 42600, msg: '该路径只支持 WebSocket', data: null }]);
});

test('it ends with its sandbox, which an open terminal keeps no longer', async () => {
  const other = await platform.developer(100);
  const id = await other.idleVm();
  const terminal = await open('', other, id);
  terminal.type('echo here-$((3 * 3))\n');
  await terminal.until(/here-9/);
  expect((await other.browser.get(`/api/v1/users/vms/${id}`)).body.data.idle_since).toEqual(
    expect.any(Number),
  );
  await other.browser.put(`/api/v1/users/vms/${id}/stop`);
  expect(await terminal.closed).toEqual({ code: 4409, reason: 'SANDBOX_LOST' });
  await expect(open('', other, id)).rejects.toThrow('409');
});
