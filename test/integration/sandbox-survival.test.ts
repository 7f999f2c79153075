import { eventually } from '../support/eventually';
import { startSandboxWorker } from '../support/sandbox-worker';
import { openSandboxes, run, sandboxSpec, textOf, underTest, type SandboxBench } from '../support/sandboxes';

/* Workers are killed at any moment: sandboxes go on, and nothing is left of those that never came to be. */

let bench: SandboxBench;

beforeAll(async () => {
  bench = await openSandboxes();
});

afterAll(() => bench.close());

const specText = (id: string) => {
  const { deadline, ...spec } = sandboxSpec({ id });
  return `{ ...${JSON.stringify(spec)}, deadline: new Date(${deadline.getTime()}) }`;
};

test('a sandbox outlives its worker, and the next one reads on without a gap or a repeat', async () => {
  const id = sandboxSpec().id;
  const worker = startSandboxWorker(
    bench,
    `const sandbox = await driver.create(${specText(id)});
     await sandbox.run({ id: 'count', argv: ['sh', '-c', 'seq 1 300000; sleep 1000'], bufferBytes: 65536 });
     for await (const { offset, bytes } of sandbox.output('count', 'stdout')) {
       const end = offset + bytes.length;
       await sandbox.acknowledge('count', { stdout: end });
       say(String(end));
       if (end > 500000) await new Promise(() => undefined);
     }`,
  );
  await eventually(() => expect(Number(worker.lines.at(-1) ?? 0)).toBeGreaterThan(200_000));
  await worker.kill();

  const sandbox = await (await bench.another()).attach(id);
  // What was acknowledged is gone, at most one answer after what it said last.
  const { start } = (await sandbox!.process('count')).stdout;
  expect(start).toBeGreaterThanOrEqual(Number(worker.lines.at(-1)));
  const whole = Array.from({ length: 300_000 }, (_, at) => `${at + 1}\n`).join('');
  let text = '';
  for await (const { offset, bytes } of sandbox!.output('count', 'stdout', start)) {
    expect(offset).toBe(start + text.length);
    text += bytes.toString();
    await sandbox!.acknowledge('count', { stdout: offset + bytes.length });
    if (start + text.length === whole.length) break;
  }
  expect(text === whole.slice(start)).toBe(true);
  sandbox!.close();
  await bench.driver.destroy(id);
});

/**
 * Has a worker make a sandbox, and be killed right before a step of that, for every other step from `first` on; `then` is told
 * which sandbox that was. Answers about how many steps there are.
 */
async function killedAtSteps(first: 0 | 1, then: (id: string) => Promise<void>): Promise<number> {
  for (let step: number = first; ; step += 2) {
    const id = sandboxSpec().id;
    const worker = startSandboxWorker(
      bench,
      `atStep(${step}, (name) => { say('at ' + name); process.kill(process.pid, 'SIGKILL'); });
       await driver.create(${specText(id)}); say('made'); process.exit();`,
    );
    await worker.exited;
    expect(worker.lines).toEqual([expect.stringMatching(/^(at .*|made)$/)]);
    await then(id);
    expect(await bench.driver.list()).toEqual([]);
    if (worker.lines.includes('made')) return step;
  }
}

/** Long enough for a worker for every step. */
const EVERY_STEP_MS = 120_000 * underTest.slowness;

test(
  'a worker that is killed while it makes a sandbox leaves nothing that destroying does not remove',
  async () => {
    const steps = await killedAtSteps(0, async (id) => {
      expect((await bench.driver.destroy(id)).goneAt).toBeInstanceOf(Date);
    });
    expect(steps).toBeGreaterThan(5);
  },
  EVERY_STEP_MS,
);

test(
  'what a killed worker left half-made is made anew, or found whole',
  async () => {
    const steps = await killedAtSteps(1, async (id) => {
      const sandbox = await bench.create({ id });
      expect((await run(sandbox, 'echo whole')).out).toBe('whole\n');
      expect((await bench.driver.list()).map((found) => found.id)).toEqual([id]);
      await bench.driver.destroy(id);
    });
    expect(steps).toBeGreaterThan(5);
  },
  EVERY_STEP_MS,
);

test('two workers that make the same sandbox make one', async () => {
  const id = sandboxSpec().id;
  const worker = startSandboxWorker(
    bench,
    `say('making');
     await driver.create(${specText(id)}).then(() => say('made'), (error) => say(error.code));`,
  );
  await eventually(() => expect(worker.lines).toContain('making'));
  const mine = await bench.driver.create(sandboxSpec({ id })).catch((error: unknown) => error);
  await eventually(() => expect(worker.lines).toHaveLength(2));
  if (worker.lines[1] !== 'made') expect(worker.lines[1]).toBe('SANDBOX_UNAVAILABLE');
  if (mine instanceof Error) expect(mine).toMatchObject({ code: 'SANDBOX_UNAVAILABLE', retryable: true });
  expect((await bench.driver.list()).map((found) => found.id)).toEqual([id]);
  const sandbox = await bench.create({ id });
  expect((await run(sandbox, 'echo one')).out).toBe('one\n');
  await worker.kill();
  await bench.driver.destroy(id);
});

test.each([
  ['its maker', 0, `await begun(driver.destroy(id), id)`],
  ['another process', 1, `await toldToGoOn()`],
])(
  'a sandbox that %s destroys at any step of its making never comes to be',
  async (_who, first, meanwhile) => {
    let made = false;
    for (let step = first; !made; step += 2) {
      const id = sandboxSpec().id;
      const worker = startSandboxWorker(
        bench,
        `const id = ${JSON.stringify(id)};
         atStep(${step}, async (name) => { say('at ' + name); ${meanwhile}; });
         say(await driver.create(${specText(id)}).then(() => 'made', (error) => error.code));
         process.exit();`,
      );
      await eventually(() => expect(worker.lines).not.toEqual([]), EVERY_STEP_MS);
      made = worker.lines[0] === 'made';
      const receipt = await bench.driver.destroy(id);
      worker.goOn();
      await worker.exited;
      if (!made) expect(worker.lines).toEqual([expect.stringMatching(/^at /), 'SANDBOX_LOST']);
      expect(await bench.driver.list()).toEqual([]);
      expect(await bench.driver.attach(id)).toBeUndefined();
      expect(await bench.driver.destroy(id)).toEqual(receipt);
    }
  },
  EVERY_STEP_MS,
);

test('ten destroys at once answer one receipt, and hold up nobody else', async () => {
  const sandboxes = await Promise.all([bench.create(), bench.create(), bench.create()]);
  await Promise.all(
    sandboxes.map((sandbox) => sandbox.run({ id: 'busy', argv: ['sh', '-c', 'while :; do :; done'] })),
  );
  const drivers = [bench.driver, await bench.another()];
  const receipts = await Promise.all(
    sandboxes.flatMap(({ id }) =>
      Array.from({ length: 10 }, (_, at) => drivers[at % drivers.length]!.destroy(id)),
    ),
  );
  expect(new Set(receipts.map(({ goneAt }) => goneAt.getTime())).size).toBeGreaterThanOrEqual(1);
  expect(await bench.driver.list()).toEqual([]);
  for (const { id } of sandboxes) {
    const [first, second] = await Promise.all(drivers.map((driver) => driver.destroy(id)));
    expect(first).toEqual(second);
  }
});

test('a sandbox that cannot be made says so, and leaves nothing', async () => {
  for (const wrong of [
    { image: 'nonsense' },
    { memoryBytes: 1 },
    { id: '../escape' },
    ...(underTest.bounded ? [{ diskBytes: 1e18 }] : []),
  ]) {
    await expect(bench.driver.create(sandboxSpec(wrong))).rejects.toMatchObject({
      code: 'SANDBOX_UNAVAILABLE',
    });
  }
  expect(await bench.driver.list()).toEqual([]);
});

test('a guest that dies takes all with it, and is known to be gone', async () => {
  const sandbox = await bench.create();
  await sandbox.run({ id: 'sleep', argv: ['sleep', '1000'] });
  process.kill(await underTest.processOf(bench.home, sandbox.id), 'SIGKILL');
  await expect(textOf(sandbox, 'sleep', 'stdout')).rejects.toMatchObject({ code: 'SANDBOX_LOST' });
  await eventually(async () => expect(await bench.driver.attach(sandbox.id)).toBeUndefined());
  await bench.driver.destroy(sandbox.id);
});
