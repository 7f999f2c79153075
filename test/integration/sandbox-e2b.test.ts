import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { createGuestSandbox } from '../../providers/sandbox/guest/guest-sandbox';
import { eventually } from '../support/eventually';
import { openE2b, type E2bBench } from '../support/e2b';
import { run, sandboxSpec, textOf } from '../support/sandboxes';

/* The driver of E2B does what every driver does, by E2B's own protocol. */

let bench: E2bBench;

beforeAll(async () => {
  bench = await openE2b({ pageSize: 2 });
});

afterAll(() => bench.close());

test('a command runs in a sandbox, and a receipt says that it is gone', async () => {
  const spec = sandboxSpec();
  const sandbox = await bench.driver.create(spec);
  expect(await run(sandbox, 'echo hello; echo oops >&2; id -u; pwd; exit 3')).toMatchObject({
    ...{ exitCode: 3, signal: null, out: 'hello\n1000\n/workspace\n', err: 'oops\n' },
  });
  expect(await sandbox.stats()).toEqual({
    memoryBytes: expect.any(Number),
    cpuSeconds: expect.any(Number),
    processes: expect.any(Number),
    diskBytes: expect.any(Number),
  });
  expect(await bench.driver.list()).toEqual([{ id: spec.id, since: expect.any(Date) }]);

  const receipt = await bench.driver.destroy(spec.id);
  expect(receipt.goneAt).toBeInstanceOf(Date);
  expect(bench.e2b.boxes()).toEqual([]);
  expect(await bench.driver.attach(spec.id)).toBeUndefined();
  await expect(sandbox.hello()).rejects.toMatchObject({ code: 'SANDBOX_LOST' });
  expect(await bench.driver.destroy(spec.id)).toEqual(receipt);
  expect(await (await bench.another()).destroy(spec.id)).toEqual(receipt);
  await expect(bench.driver.create(spec)).rejects.toMatchObject({ code: 'SANDBOX_LOST' });
});

test('it is asked for without a way to the internet or from it, and only with its key', async () => {
  const sandbox = await bench.driver.create(sandboxSpec());
  expect(bench.e2b.boxes()[0]?.order).toMatchObject({
    ...{ templateID: 'base', secure: true, allow_internet_access: false },
    network: { allowPublicTraffic: false },
    metadata: { taskloom_id: sandbox.id },
  });
  sandbox.close();
  await bench.driver.destroy(sandbox.id);
});

test('files, archives and long outputs come through whole', async () => {
  const sandbox = await bench.driver.create(sandboxSpec());
  const bytes = Buffer.alloc(3_000_000, Buffer.from(Array.from({ length: 256 }, (_, at) => at)));
  await sandbox.writeFile('/workspace/bytes', bytes);
  const { size, stream } = await sandbox.readFile('/workspace/bytes');
  expect(size).toBe(bytes.length);
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  expect((await run(sandbox, 'seq 1 100000')).out).toHaveLength(588_895);
  sandbox.close();
  await bench.driver.destroy(sandbox.id);
});

test('programs inside reach what takes their connections, and are reached at their ports', async () => {
  const sandbox = await bench.driver.create(sandboxSpec({ egress: [{ name: 'gateway', port: 8787 }] }));
  const stop = sandbox.egress('gateway', (connection) => connection.end('from outside\n'));
  const read = `exec 3<>/dev/tcp/127.0.0.1/8787; cat <&3`;
  expect((await run(sandbox, ['bash', '-c', read])).out).toBe('from outside\n');
  stop();

  const serve = `import socket
s = socket.create_server(("127.0.0.1", 9000)); print("ready", flush=True)
c, _ = s.accept(); c.sendall(b"from inside"); c.close()`;
  await sandbox.run({ id: 'server', argv: ['python3', '-c', serve] });
  await eventually(async () => expect(await sandbox.ports()).toContain(9000));
  expect(await text(await sandbox.connectPort(9000))).toBe('from inside');
  sandbox.close();
  await bench.driver.destroy(sandbox.id);
});

test('nothing inside speaks with the guest in place of the host, or ends it', async () => {
  const sandbox = await bench.driver.create(sandboxSpec());
  const tried = await run(sandbox, [
    ...['python3', '-c'],
    `import os, socket
try: socket.socket(socket.AF_UNIX).connect("/opt/taskloom/guest.sock"); print("spoken with")
except OSError as error: print(error.strerror)
try: os.kill(1, 9)
except OSError as error: print(error.strerror)`,
  ]);
  expect(tried.out).toMatch(/^Permission denied\n/);
  expect(await sandbox.hello()).toEqual({ version: expect.any(String), uptimeMs: expect.any(Number) });
  sandbox.close();
  await bench.driver.destroy(sandbox.id);
});

test('the next process finds it, and reads on without a gap or a repeat', async () => {
  const spec = sandboxSpec();
  const first = await bench.driver.create(spec);
  await first.run({ id: 'count', argv: ['sh', '-c', 'seq 1 100000; sleep 1000'], bufferBytes: 65_536 });
  let seen = 0;
  for await (const { offset, bytes } of first.output('count', 'stdout')) {
    seen = offset + bytes.length;
    await first.acknowledge('count', { stdout: seen });
    if (seen > 100_000) break;
  }
  first.close();

  const next = await bench.another();
  const sandbox = await next.attach(spec.id);
  const whole = Array.from({ length: 100_000 }, (_, at) => `${at + 1}\n`).join('');
  let rest = '';
  for await (const { offset, bytes } of sandbox!.output('count', 'stdout', seen)) {
    expect(offset).toBe(seen + rest.length);
    rest += bytes.toString();
    await sandbox!.acknowledge('count', { stdout: offset + bytes.length });
    if (seen + rest.length === whole.length) break;
  }
  expect(rest === whole.slice(seen)).toBe(true);
  sandbox!.close();
  await next.destroy(spec.id);
});

test('another installation on the same account sees and ends none of ours', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'taskloom-e2b-'));
  const foreign = await bench.another({ home });
  const sandbox = await bench.driver.create(sandboxSpec());
  expect(await foreign.list()).toEqual([]);
  expect(await foreign.attach(sandbox.id)).toBeUndefined();
  await foreign.destroy(sandbox.id);
  expect((await run(sandbox, 'echo here')).out).toBe('here\n');
  sandbox.close();
  await bench.driver.destroy(sandbox.id);
  rmSync(home, { recursive: true });
});

test('many are listed to the last page', async () => {
  const sandboxes = await Promise.all([1, 2, 3].map(() => bench.driver.create(sandboxSpec())));
  expect((await bench.driver.list()).map(({ id }) => id).sort()).toEqual(
    sandboxes.map(({ id }) => id).sort(),
  );
  for (const sandbox of sandboxes) sandbox.close();
  await Promise.all(sandboxes.map(({ id }) => bench.driver.destroy(id)));
});

test('those that make the same sandbox at once make one', async () => {
  const spec = sandboxSpec();
  const makers = [bench.driver, await bench.another(), await bench.another(), await bench.another()];
  const made = await Promise.all(makers.map((driver) => driver.create(spec)));
  expect(bench.e2b.boxes()).toHaveLength(1);
  await run(made[0]!, 'echo one > /workspace/file');
  for (const same of made) expect((await run(same, 'cat /workspace/file')).out).toBe('one\n');
  for (const sandbox of made) sandbox.close();
  await bench.driver.destroy(spec.id);
});

test('a sandbox that is destroyed while it is made never comes to be', async () => {
  for (const at of ['create', 'files', 'Start'] as const) {
    const spec = sandboxSpec();
    const before = bench.e2b.asked.length;
    let goOn: () => void = () => undefined;
    bench.e2b.failNext({ at, kind: 'late', until: new Promise((resolve) => (goOn = resolve)) });
    const making = bench.driver.create(spec).catch((error: unknown) => error);
    await eventually(() => expect(bench.e2b.asked.slice(before)).toContain(at));
    const destroyer = at === 'files' ? await bench.another() : bench.driver;
    const destroying = destroyer.destroy(spec.id);
    await eventually(() => expect(existsSync(`${bench.home}/sandboxes/.ended/${spec.id}`)).toBe(true));
    goOn();
    await destroying;
    expect(await making).toMatchObject({ code: 'SANDBOX_LOST' });
    expect(await bench.driver.list()).toEqual([]);
  }
});

test('E2B ends it at its deadline, or later where its guest was told so', async () => {
  const spec = sandboxSpec({ deadline: new Date(Date.now() + 30_000) });
  const sandbox = await bench.driver.create(spec);
  const [box] = bench.e2b.boxes();
  const about = (at: Date) => Math.abs(box!.endsAt.getTime() - at.getTime());
  expect(about(spec.deadline)).toBeLessThan(3_000);

  const later = new Date(Date.now() + 120_000);
  await sandbox.setDeadline(later);
  expect(about(later)).toBeLessThan(3_000);

  // Whoever speaks with the guest from elsewhere does not know of E2B.
  const latest = new Date(Date.now() + 240_000);
  const elsewhere = createGuestSandbox({
    id: spec.id,
    connect: () => bench.driver.connect(spec.id),
    stats: () => sandbox.stats(),
  });
  await elsewhere.setDeadline(latest);
  elsewhere.close();
  await bench.driver.list();
  await eventually(() => expect(about(latest)).toBeLessThan(3_000));
  sandbox.close();
  await bench.driver.destroy(spec.id);
});

test('what runs is gone at its deadline, whatever becomes of the host', async () => {
  const sandbox = await bench.driver.create(sandboxSpec({ deadline: new Date(Date.now() + 1_500) }));
  const said = textOf(sandbox, 'sleep', 'stdout').catch((error: unknown) => error);
  await sandbox.run({ id: 'sleep', argv: ['sleep', '1000'] }).catch(() => undefined);
  await said;
  await eventually(async () => expect(await bench.driver.attach(sandbox.id)).toBeUndefined());
  await bench.driver.destroy(sandbox.id);
  sandbox.close();
});

test('a connection that its user leaves ends in the sandbox too', async () => {
  const sandbox = await bench.driver.create(sandboxSpec());
  // There is room for eight.
  for (let round = 0; round < 20; round++) {
    const stream = await bench.driver.connect(sandbox.id);
    stream.destroy();
    await once(stream, 'close');
  }
  expect((await run(sandbox, 'echo reached')).out).toBe('reached\n');
  sandbox.close();
  await bench.driver.destroy(sandbox.id);
});
