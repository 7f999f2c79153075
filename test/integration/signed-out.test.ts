import { WORKS_LONG } from '../support/agent-programs';
import { Browser } from '../support/browser';
import { signIn } from '../support/code-user';
import { openStream } from '../support/event-stream';
import { eventually } from '../support/eventually';
import { PREVIEW_APP } from '../support/preview-app';
import { openSocket } from '../support/socket';
import { taskPlatform, type TaskPlatform } from '../support/task-platform';
import { openTerminal } from '../support/terminal';

/* Callers of what stays open are looked up again each quarter of a minute or more; nothing here waits for that. */

let platform: TaskPlatform;

beforeAll(async () => {
  platform = await taskPlatform();
});

afterAll(() => platform.close());

test('signing out ends all that is being read, at once, and nothing of the user’s other sessions', async () => {
  const ada = await platform.developer(100);
  const vm = await ada.idleVm();
  const sandbox = (await platform.driver.attach(vm))!;
  await sandbox.run({ id: 'app', argv: ['python3', '-c', PREVIEW_APP, '8080'] });
  await eventually(async () => expect(await sandbox.ports()).toContain(8080));
  sandbox.close();
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
