import { eventually } from '../support/eventually';
import { openSandboxes, run, underTest, type SandboxBench } from '../support/sandboxes';

/*
 * What a program in a sandbox tries to use up: others must not feel it, and its sandbox can still be steered and ended.
 * What takes root to bound is not bounded without.
 */

const MB = 1024 * 1024;

let bench: SandboxBench;

beforeAll(async () => {
  bench = await openSandboxes();
});

afterAll(() => bench.close());

test('a fork bomb fills its own bound alone, and is killed', async () => {
  const [bombed, other] = await Promise.all([bench.create({ processes: 96 }), bench.create()]);
  const bomb = ['import os', 'while True:', '    try: os.fork()', '    except OSError: pass'].join('\n');
  await bombed.run({ id: 'bomb', argv: ['python3', '-c', bomb] });
  // Of 64, for the guest keeps some; in a machine its threads are of the same user.
  await eventually(async () => expect((await bombed.stats()).processes).toBeGreaterThan(48));
  expect((await bombed.stats()).processes).toBeLessThanOrEqual(100);
  expect((await run(other, 'echo unharmed')).out).toBe('unharmed\n');

  expect(await bombed.kill('bomb', 0)).toMatchObject({ state: 'exited' });
  await bombed.killAll(0);
  expect((await run(bombed, 'ls /proc | grep -c "^[0-9]"')).out).toMatch(/^[1-6]\n$/);
});

test.runIf(underTest.bounded)('a memory bomb ends the process that is one, and not its sandbox', async () => {
  const sandbox = await bench.create({ memoryBytes: 96 * MB });
  const bomb = await run(sandbox, 'python3 -c "print(len(b\'x\' * (2000 << 20)))"');
  expect(bomb.exitCode === 0).toBe(false);
  expect((await run(sandbox, 'echo alive')).out).toBe('alive\n');
  const receipt = await bench.driver.destroy(sandbox.id);
  expect(receipt.memoryPeakBytes).toBeLessThanOrEqual(96 * MB + underTest.overheadBytes);
});

test('files in memory are bounded too', async () => {
  const sandbox = await bench.create({ memoryBytes: 128 * MB });
  for (const folder of ['/tmp', '/dev/shm']) {
    const filled = await run(sandbox, `head -c 100M /dev/zero > ${folder}/full`);
    expect(filled.exitCode).not.toBe(0);
    expect((await sandbox.list(`${folder}/full`)).size).toBeLessThanOrEqual(32 * MB);
  }
  expect((await run(sandbox, 'echo alive')).out).toBe('alive\n');
});

test.runIf(underTest.bounded)('a full disk is its own, and its bound holds', async () => {
  const [full, other] = await Promise.all([bench.create({ diskBytes: 32 * MB }), bench.create()]);
  const filled = await run(
    full,
    'head -c 100M /dev/zero > a; head -c 100M /dev/zero > ~/b; du -sm /workspace ~ | cut -f1',
  );
  expect(filled.err).toContain('No space left on device');
  const [workspace = 0, home = 0] = filled.out.split('\n').map(Number);
  expect(workspace + home).toBeGreaterThan(24);
  expect(workspace + home).toBeLessThanOrEqual(32);
  expect((await full.stats()).diskBytes).toBeLessThanOrEqual(32 * MB);

  await expect(full.writeFile('/workspace/c', Buffer.alloc(MB))).rejects.toMatchObject({
    code: 'SANDBOX_REFUSED',
    details: { reason: 'full' },
  });
  expect((await full.list('/workspace')).entries.map(({ name }) => name)).toEqual(['a']);
  expect((await run(other, 'head -c 20M /dev/zero > a')).exitCode).toBe(0);
});

test.runIf(underTest.bounded)('endless files with nothing in them end too', async () => {
  const sandbox = await bench.create({ diskBytes: 8 * MB });
  const { err } = await run(sandbox, 'python3 -c "for n in range(1000000): open(str(n), \'w\').close()"');
  expect(err).toContain('No space left on device');
  expect(await sandbox.list('/workspace')).toMatchObject({ truncated: false });
  await bench.driver.destroy(sandbox.id);
});

test('endless output waits until somebody takes it, and is held in bounds', async () => {
  const sandbox = await bench.create();
  await sandbox.run({ id: 'yes', argv: ['yes'], bufferBytes: MB });
  await eventually(async () => expect((await sandbox.process('yes')).stdout.end).toBe(MB));
  const { cpuSeconds } = await sandbox.stats();
  const before = process.memoryUsage().rss;

  // 64 MB are read and acknowledged: neither side holds more than a part of it.
  let taken = 0;
  for await (const { offset, bytes } of sandbox.output('yes', 'stdout')) {
    expect(bytes.subarray(0, 2).toString()).toBe(offset % 2 === 0 ? 'y\n' : '\ny');
    taken = offset + bytes.length;
    await sandbox.acknowledge('yes', { stdout: taken });
    if (taken > 64 * MB) break;
  }
  const { stdout } = await sandbox.process('yes');
  expect(stdout.start).toBe(taken);
  expect(stdout.end - stdout.start).toBeLessThanOrEqual(MB);
  expect((await sandbox.stats()).cpuSeconds).toBeGreaterThan(cpuSeconds);
  expect((await sandbox.stats()).memoryBytes).toBeLessThan(48 * MB + underTest.overheadBytes);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * MB);
});

test.runIf(underTest.bounded)('processor time is shared out', async () => {
  const sandbox = await bench.create({ cpus: 0.2 });
  await sandbox.run({ id: 'spin', argv: ['sh', '-c', 'while :; do :; done'] });
  const began = performance.now();
  const used = (await sandbox.stats()).cpuSeconds;
  await eventually(async () => expect((await sandbox.stats()).cpuSeconds - used).toBeGreaterThan(0.3));
  expect((performance.now() - began) / 1000).toBeGreaterThan(0.9);
});

test('who ignores SIGTERM, or hides as a daemon, is gone when it is said so', async () => {
  const sandbox = await bench.create();
  await sandbox.run({ id: 'other', argv: ['sleep', '1000'] });
  const daemon = [
    'import os, resource, signal, time',
    'signal.signal(signal.SIGTERM, signal.SIG_IGN)',
    'for hide in range(3):',
    '    if os.fork() == 0:',
    '        os.setsid()',
    '        if os.fork(): os._exit(0)',
    // The last one takes off the mark that tells whose it is.
    '        if hide == 2: resource.setrlimit(resource.RLIMIT_MSGQUEUE, (0, 0))',
    "        open(f'/workspace/daemon-{hide}', 'w').write(str(os.getpid()))",
    '        time.sleep(1000)',
    'time.sleep(1000)',
  ].join('\n');
  await sandbox.run({ id: 'daemon', argv: ['python3', '-c', daemon] });
  await eventually(async () => expect((await sandbox.list('/workspace')).entries).toHaveLength(3));

  const killed = await sandbox.kill('daemon', 100);
  expect(killed).toMatchObject({ state: 'exited', signal: 'SIGKILL' });
  expect(
    (await run(sandbox, 'for f in daemon-*; do kill -0 $(cat $f) 2>/dev/null && echo $f lives; done; true'))
      .out,
  ).toBe('');
  expect(await sandbox.process('other')).toMatchObject({ state: 'running' });
});

test('a sandbox ends at its deadline, whatever the host does', async () => {
  const untilMade = 1_500 * underTest.slowness;
  const sandbox = await bench.create({ deadline: new Date(Date.now() + untilMade) });
  await sandbox.run({ id: 'sleep', argv: ['sh', '-c', 'trap "" TERM; sleep 1000'] });
  await eventually(async () => expect(await bench.driver.attach(sandbox.id)).toBeUndefined());
  await expect(sandbox.process('sleep')).rejects.toMatchObject({ code: 'SANDBOX_LOST' });
  expect((await bench.driver.list()).map(({ id }) => id)).toContain(sandbox.id);
});
