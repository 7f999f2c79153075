import type { Sandbox } from '../../domain/sandboxes/driver';
import { eventually } from '../support/eventually';
import { openSandboxes, run, textOf, type SandboxBench } from '../support/sandboxes';

let bench: SandboxBench;
let sandbox: Sandbox;

beforeAll(async () => {
  bench = await openSandboxes();
  sandbox = await bench.create({ processes: 300 });
});

afterAll(() => bench.close());

test('starting the same again answers the first, and another of its name is refused', async () => {
  const spec = { id: 'once', argv: ['sh', '-c', 'echo x >> /workspace/once'], env: { A: '1', B: '2' } };
  const [first, second] = await Promise.all([sandbox.run(spec), sandbox.run(spec)]);
  expect(second.startedAt).toEqual(first.startedAt);
  await sandbox.wait('once');
  expect(await sandbox.run({ ...spec, env: { B: '2', A: '1' } })).toMatchObject({ state: 'exited' });
  expect((await run(sandbox, 'cat /workspace/once')).out).toBe('x\n');
  await expect(sandbox.run({ ...spec, env: { A: '2' } })).rejects.toMatchObject({
    code: 'SANDBOX_REFUSED',
    details: { reason: 'exists' },
  });
  await sandbox.forget('once');
  await expect(sandbox.process('once')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a program that is not there, or a folder, is refused, and nothing is kept of it', async () => {
  for (const spec of [
    { argv: ['nonsense'] },
    { argv: ['true'], cwd: '/nowhere' },
    { argv: [] },
    { argv: ['/usr'] },
  ]) {
    await expect(sandbox.run({ id: 'refused', ...spec })).rejects.toMatchObject({
      code: 'SANDBOX_REFUSED',
      details: { reason: 'invalid' },
    });
  }
  await expect(sandbox.run({ id: 'a b', argv: ['true'] })).rejects.toMatchObject({ code: 'SANDBOX_REFUSED' });
  expect(await sandbox.processes()).toEqual([]);
});

test('a process has what it was given, and the environment of nobody else', async () => {
  const { out } = await run(sandbox, ['env'], { cwd: '/tmp', env: { KEY: 'value', HOME: '/tmp' } });
  expect(out.trim().split('\n').sort()).toEqual([
    'HOME=/tmp',
    'KEY=value',
    'LANG=C.UTF-8',
    'PATH=/usr/local/bin:/usr/bin:/bin',
    'PWD=/tmp',
    'SHELL=/bin/sh',
    'USER=user',
  ]);
  expect((await run(sandbox, 'ulimit -n; ulimit -c', { limits: { nofile: 99 } })).out).toBe('99\n0\n');
  expect((await run(sandbox, 'ls -l /proc/self/fd | grep -c -- "->"')).out).toBe('4\n');
});

test('output is read from any byte that is kept, and what was acknowledged is gone', async () => {
  await sandbox.run({ id: 'lines', argv: ['seq', '1', '50000'] });
  const all = await textOf(sandbox, 'lines', 'stdout');
  await sandbox.wait('lines');
  expect(all.split('\n')).toHaveLength(50_001);

  const rest: Buffer[] = [];
  for await (const { bytes } of sandbox.output('lines', 'stdout', 100_001)) rest.push(bytes);
  expect(Buffer.concat(rest).toString()).toBe(all.slice(100_001));

  await sandbox.acknowledge('lines', { stdout: 70_000 });
  const gone = async () => {
    for await (const piece of sandbox.output('lines', 'stdout', 69_999)) void piece;
  };
  await expect(gone()).rejects.toMatchObject({ details: { reason: 'gone', start: 70_000 } });
  expect((await sandbox.process('lines')).stdout).toEqual({ start: 70_000, end: all.length, closed: true });
  await expect(sandbox.acknowledge('lines', { stdout: all.length + 1 })).rejects.toMatchObject({
    details: { reason: 'invalid' },
  });
  await sandbox.forget('lines');
});

test('a process that puts out more than is kept waits, and goes on when it is acknowledged', async () => {
  await sandbox.run({
    id: 'much',
    argv: ['sh', '-c', 'seq 1 100000; echo done >&2'],
    bufferBytes: 64 * 1024,
  });
  await eventually(async () => expect((await sandbox.process('much')).stdout.end).toBe(64 * 1024));
  let text = '';
  for await (const { offset, bytes } of sandbox.output('much', 'stdout')) {
    text += bytes.toString();
    await sandbox.acknowledge('much', { stdout: offset + bytes.length });
  }
  expect(text).toBe(Array.from({ length: 100_000 }, (_, at) => `${at + 1}\n`).join(''));
  expect(await sandbox.wait('much')).toMatchObject({ exitCode: 0 });
  expect(await textOf(sandbox, 'much', 'stderr')).toBe('done\n');
  await sandbox.forget('much');
});

test('stdin is written piece by piece, and closed', async () => {
  await sandbox.run({ id: 'sort', argv: ['sort'], stdin: 'open' });
  await sandbox.writeStdin('sort', 'b\n');
  await sandbox.writeStdin('sort', Buffer.from('a\n'), { close: true });
  expect(await textOf(sandbox, 'sort', 'stdout')).toBe('a\nb\n');
  await sandbox.wait('sort');
  await expect(sandbox.writeStdin('sort', 'c\n')).rejects.toMatchObject({ details: { reason: 'closed' } });
  await sandbox.forget('sort');
});

test('a terminal knows its size, takes keys, and shows its last screens to everybody who comes', async () => {
  await sandbox.run({ id: 'shell', argv: ['sh'], pty: { rows: 30, cols: 100 }, env: { PS1: '$ ' } });
  const shown = async () => {
    let text = '';
    const reading = new AbortController();
    const { start, end } = (await sandbox.process('shell')).stdout;
    for await (const { offset, bytes } of sandbox.output('shell', 'stdout', start, reading.signal)) {
      text += bytes.toString();
      if (offset + bytes.length >= end) break;
    }
    return text;
  };
  await sandbox.writeStdin('shell', 'stty size; tty\r');
  await eventually(async () => expect(await shown()).toMatch(/30 100\r\n\/dev\/pts\/\d/));
  await sandbox.resize('shell', { rows: 24, cols: 80 });
  await sandbox.writeStdin('shell', 'stty size; sh -c "echo in\\ front; exec sleep 1000"\r');
  await eventually(async () => expect(await shown()).toMatch(/24 80\r\nin front\r\n/));
  // Ctrl-C ends the program in front, and not the shell.
  await sandbox.writeStdin('shell', '\u0003');
  await sandbox.writeStdin('shell', 'seq 1 100000; echo the-end\r');
  await eventually(async () => expect(await shown()).toContain('\r\nthe-end\r\n'));
  const { start, end } = (await sandbox.process('shell')).stdout;
  expect(end - start).toBe(256 * 1024);
  await sandbox.writeStdin('shell', 'exit 4\r');
  expect(await sandbox.wait('shell')).toMatchObject({ exitCode: 4 });
  await sandbox.forget('shell');
});

test('a shell at a terminal holds up nobody who ends it', async () => {
  const shell = { id: 'shell', argv: ['bash', '-i'], pty: { rows: 24, cols: 80 } };
  const started = async () => {
    await sandbox.run(shell);
    await sandbox.writeStdin('shell', 'echo $((6 * 7))-ready\n');
    for await (const { bytes } of sandbox.output('shell', 'stdout')) {
      if (bytes.toString().includes('42-ready')) return;
    }
  };
  const endedWithin = async (end: () => Promise<unknown>) => {
    const before = performance.now();
    await end();
    expect(performance.now() - before).toBeLessThan(10_000);
    await sandbox.forget('shell');
  };
  await started();
  await endedWithin(() => sandbox.kill('shell', 30_000));
  await started();
  await endedWithin(() => sandbox.killAll(30_000));
});

test('signals reach a process or its whole group', async () => {
  const trap = 'trap "echo got; exit 5" INT; echo ready; while :; do sleep 0.05; done';
  await sandbox.run({ id: 'trap', argv: ['sh', '-c', trap] });
  await eventually(async () => expect((await sandbox.process('trap')).stdout.end).toBe(6));
  await sandbox.signal('trap', 'SIGINT', { group: true });
  expect(await sandbox.wait('trap')).toMatchObject({ exitCode: 5 });
  expect(await textOf(sandbox, 'trap', 'stdout')).toBe('ready\ngot\n');
  await expect(sandbox.signal('trap', 'SIGINT')).rejects.toMatchObject({ details: { reason: 'exited' } });
  await expect(sandbox.signal('trap', 'SIGNONSENSE')).rejects.toMatchObject({
    details: { reason: 'invalid' },
  });
  await sandbox.forget('trap');
});

test('a process that is waited for is told of at its end, or when the time is over', async () => {
  await sandbox.run({ id: 'wait', argv: ['sleep', '1000'] });
  expect(await sandbox.wait('wait', { timeoutMs: 50 })).toMatchObject({ state: 'running' });
  const waiting = sandbox.wait('wait');
  expect(await sandbox.kill('wait', 5_000)).toMatchObject({
    state: 'exited',
    signal: 'SIGTERM',
    exitCode: null,
  });
  expect(await waiting).toMatchObject({ signal: 'SIGTERM' });
  const aborted = AbortSignal.abort(new Error('never mind'));
  await expect(sandbox.wait('wait', { signal: aborted })).rejects.toThrow('never mind');
  await expect(sandbox.forget('wait')).resolves.toBeUndefined();
});

test('so many processes are kept and no more, and those that ended can be forgotten', async () => {
  const ids = Array.from({ length: 256 }, (_, at) => `kept-${at}`);
  for (const id of ids) await sandbox.run({ id, argv: ['true'] });
  await expect(sandbox.run({ id: 'further', argv: ['true'] })).rejects.toMatchObject({
    details: { reason: 'too_many' },
  });
  expect(await sandbox.processes()).toHaveLength(256);
  await sandbox.killAll(0);
  await Promise.all(ids.map((id) => sandbox.forget(id)));
  expect(await sandbox.processes()).toEqual([]);
});

test('what is spoken of after the sandbox is gone is lost, at once', async () => {
  const brief = await bench.create();
  await brief.run({ id: 'sleep', argv: ['sleep', '1000'] });
  const reading = textOf(brief, 'sleep', 'stdout');
  const waiting = brief.wait('sleep');
  const both = Promise.allSettled([reading, waiting]);
  await bench.driver.destroy(brief.id);
  for (const result of await both) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'SANDBOX_LOST' } });
  }
});
