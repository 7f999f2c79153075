import { setImmediate } from 'node:timers/promises';
import { spawned } from '../../providers/sandbox/host/spawned';

test('a program that cannot be started has ended, also for who looks later', async () => {
  const { child, ended } = spawned('true', [], { cwd: '/nowhere' });
  // What is told to nobody would have ended this process by then.
  await setImmediate();
  await ended;
  expect(child.pid).toBeUndefined();
});

test('a program that was started ends when it does', async () => {
  const { child, ended } = spawned('sh', ['-c', 'exit 3'], { stdio: 'ignore' });
  await ended;
  expect(child.exitCode).toBe(3);
});
