import { isAppError } from '../../domain/errors';
import type { Sandbox } from '../../domain/sandboxes/driver';
import { eventually } from '../support/eventually';
import { openSandboxes, run, textOf, underTest, type SandboxBench } from '../support/sandboxes';

/* Who keeps a sandbox too busy to answer, or too full to work in, is not rid of its host. */

const MB = 1024 * 1024;

let bench: SandboxBench;

beforeAll(async () => {
  bench = await openSandboxes();
});

afterAll(() => bench.close());

/** As many processes as there may be: each a daemon that works, hears no SIGTERM, and starts others wherever there is room. */
const HORDE = `
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
work = 0
while True:
    work += 1
    if work % 1000 == 1:
        try:
            if os.fork() == 0: os.setsid()
        except OSError: pass
`;

async function overrun(sandbox: Sandbox, program: string): Promise<void> {
  await sandbox.run({ id: 'horde', argv: ['python3', '-c', program] });
  await eventually(async () => expect((await sandbox.stats()).processes).toBeGreaterThan(450), 30_000);
}

test.runIf(underTest.bounded)('hundreds that are all busy are ended, and nothing else', async () => {
  const sandbox = await bench.create({ memoryBytes: 512 * MB, processes: 512 });
  await sandbox.run({ id: 'bystander', argv: ['cat'], stdin: 'open' });
  await overrun(sandbox, HORDE);

  expect(await sandbox.kill('horde', 500)).toMatchObject({ state: 'exited', signal: 'SIGKILL' });
  await sandbox.writeStdin('bystander', 'still there', { close: true });
  expect(await textOf(sandbox, 'bystander', 'stdout')).toBe('still there');
  await sandbox.killAll(0);
  expect((await run(sandbox, 'ls /proc | grep -c "^[0-9]"')).out).toMatch(/^[1-6]\n$/);
});

test.runIf(underTest.bounded)('a sandbox whose guest cannot answer is destroyed', async () => {
  const sandbox = await bench.create({ memoryBytes: 512 * MB, processes: 512 });
  // Where the processor's time is bounded, the least priority of hundreds leaves the guest none of it, on some kernels.
  await overrun(sandbox, HORDE.replace('work = 0', 'work = os.nice(19)'));
  let answered = false;
  const killed = sandbox.kill('horde', 60_000).then(
    () => (answered = true),
    (error: unknown) => error,
  );
  await eventually(() => expect(answered).toBe(true), 3_000).catch(() => undefined);

  await bench.driver.destroy(sandbox.id);
  expect(await killed).toSatisfy((error) => isAppError(error, 'SANDBOX_LOST'));
  expect(await bench.driver.list()).not.toContainEqual(expect.objectContaining({ id: sandbox.id }));
});

/** Each makes as much as it can of what the kernel keeps when its maker is gone. */
const KEPT = {
  'names in /tmp': "for n in itertools.count(): os.mkdir(f'/tmp/{n}')",
  'names in /dev/shm': "for n in itertools.count(): os.mkdir(f'/dev/shm/{n}')",
  'bytes in both': `
for folder in ['/tmp', '/dev/shm']:
    try:
        with open(folder + '/full', 'wb') as file:
            while True: file.write(bytes(1 << 20))
    except OSError: pass
`,
  'shared segments': `
libc.shmat.restype = ctypes.c_void_p
while True:
    segment = done(libc.shmget(0, 8 << 20, 0o1600))
    ctypes.memset(done(libc.shmat(segment, None, 0)), 1, 8 << 20)
`,
  'sets of semaphores': 'while True: done(libc.semget(0, 1000, 0o1600))',
  'queues of messages': `
message = ctypes.create_string_buffer(bytes(8) + b'x' * 8000)
message[0] = 1
while True:
    queue = done(libc.msgget(0, 0o1600))
    while libc.msgsnd(queue, message, 8000, 0o4000) == 0: pass
`,
};

test.runIf(underTest.bounded).each(Object.entries(KEPT))(
  'what belongs to no process does not fill a sandbox: %s',
  async (_what, program) => {
    const sandbox = await bench.create({ memoryBytes: 128 * MB });
    const source = `
import ctypes, itertools, os
libc = ctypes.CDLL(None, use_errno=True)
def done(result):
    if result in (-1, 2 ** 64 - 1): raise OSError(ctypes.get_errno(), 'refused')
    return result
${program}`;
    const { exitCode, signal } = await run(sandbox, ['python3', '-c', source]);
    expect([0, 1]).toContain(exitCode);
    expect(signal).toBeNull();
    await eventually(async () =>
      expect((await sandbox.stats()).memoryBytes).toBeLessThan(96 * MB + underTest.overheadBytes),
    );
    const work = await run(sandbox, 'python3 -c "print(len(bytes(16 << 20)))"');
    expect(work).toMatchObject({ out: `${16 << 20}\n`, exitCode: 0 });
  },
);
