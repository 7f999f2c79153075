import { once } from 'node:events';
import { connect } from 'node:net';
import { WORKS_LONG } from '../support/agent-programs';
import { Browser } from '../support/browser';
import { signIn } from '../support/code-user';
import { openStream } from '../support/event-stream';
import { eventually } from '../support/eventually';
import { PREVIEW_APP } from '../support/preview-app';
import { openSocket } from '../support/socket';
import { run } from '../support/sandboxes';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';
import { openTerminal } from '../support/terminal';

/* Callers of what stays open are looked up again each quarter of a minute or more; nothing here waits for that. */

let platform: TaskPlatform;

beforeAll(async () => {
  platform = await taskPlatform();
});

afterAll(() => platform.close());

/** The sandbox of somebody in which an application listens. */
async function vmWithApp(owner: Developer): Promise<string> {
  const vm = await owner.idleVm();
  const sandbox = (await platform.driver.attach(vm))!;
  await sandbox.run({ id: 'app', argv: ['python3', '-c', PREVIEW_APP, '8080'] });
  await eventually(async () => expect(await sandbox.ports()).toContain(8080));
  sandbox.close();
  return vm;
}

test('signing out ends all that is being read, at once, and nothing of the user’s other sessions', async () => {
  const ada = await platform.developer(100);
  const vm = await vmWithApp(ada);
  platform.script(() => WORKS_LONG);
  const task = await ada.newTask();
  await ada.phase(task, 'working');

  const cookie = ada.browser.cookiesFor('/');
  const [terminalPath, eventsPath] = [
    `/api/v1/users/vms/${vm}/terminal`,
    `/api/v1/users/tasks/${task}/events`,
  ];
  const terminal = await openTerminal(platform.baseUrl, terminalPath, cookie);
  const socket = await openSocket(platform, { path: eventsPath, headers: { cookie } });
  const stream = await openStream(platform.baseUrl + eventsPath, { headers: { cookie } });
  const endless = await fetch(`${platform.baseUrl}/api/v1/users/vms/${vm}/ports/8080/endless`, {
    headers: { cookie },
  });
  expect([stream.response.status, endless.status]).toEqual([200, 200]);
  const elsewhere = new Browser(platform.baseUrl);
  expect((await signIn(platform, elsewhere, ada)).status).toBe(200);
  const other = await openTerminal(platform.baseUrl, terminalPath, elsewhere.cookiesFor('/'));

  const signedOutAt = performance.now();
  expect((await ada.browser.post('/api/v1/users/logout')).status).toBe(200);
  expect(await terminal.closed).toEqual({ code: 1008, reason: 'signed out' });
  expect(await socket.closed).toBe(1008);
  await expect(stream.ended).rejects.toThrow();
  await expect(endless.text()).rejects.toThrow();
  expect(performance.now() - signedOutAt).toBeLessThan(5_000);
  other.type('echo $((6 * 7))-still\n');
  await other.until(/42-still/);
  await other.close();
}, 60_000);

/** Connects to a WebSocket without ever answering its closing; `say` sends a short text. */
async function deaf(path: string, cookie: string) {
  const { hostname, port } = new URL(platform.baseUrl);
  const socket = connect(Number(port), hostname);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('101 Switching');
  socket.resume();
  const say = (text: string) => {
    const payload = Buffer.from(text);
    // A text that is whole, of up to 125 bytes, under a mask of zeros.
    socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]));
  };
  return { say, closed };
}

test('a client that does not answer the closing types nothing more, and is cut off', async () => {
  const eve = await platform.developer(100);
  const vm = await eve.idleVm();
  const terminal = await deaf(`/api/v1/users/vms/${vm}/terminal`, eve.browser.cookiesFor('/'));
  const sandbox = (await platform.driver.attach(vm))!;
  const files = async () => (await run(sandbox, 'ls /workspace')).out;
  const touch = (name: string) => terminal.say(JSON.stringify({ type: 'input', data: `touch ${name}\n` }));
  await eventually(async () => {
    touch('before');
    expect(await files()).toBe('before\n');
  });
  expect((await eve.browser.post('/api/v1/users/logout')).status).toBe(200);
  const typing = setInterval(() => touch('after'), 20);
  await terminal.closed;
  clearInterval(typing);
  expect(await files()).toBe('before\n');
  sandbox.close();
});

test('a preview that has not answered by then says so, and is no fault', async () => {
  const bob = await platform.developer(100);
  const vm = await vmWithApp(bob);
  const headers = { cookie: bob.browser.cookiesFor('/') };
  const asked = fetch(`${platform.baseUrl}/api/v1/users/vms/${vm}/ports/8080/never`, { headers });
  await eventually(async () => {
    const sandbox = (await platform.driver.attach(vm))!;
    const { out } = await run(sandbox, 'grep -c ":1F90 .* 01 " /proc/net/tcp || true');
    sandbox.close();
    expect(Number(out)).toBeGreaterThan(0);
  });
  expect((await bob.browser.post('/api/v1/users/logout')).status).toBe(200);
  const answer = await asked;
  expect([answer.status, await answer.json()]).toMatchObject([401, { code: 40100 }]);
});
