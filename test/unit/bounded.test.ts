import { bounded } from '../../domain/bounded';
import { gate, type Gate } from '../support/gate';

/** Two at once and two in line, of work that ends when the test says so. */
function pair() {
  const run = bounded({ atOnce: 2, waiting: 2, full: () => new Error('full') });
  const started: string[] = [];
  const gates = new Map<string, Gate<string>>();
  const start = (name: string) => {
    const itsGate = gate<string>();
    gates.set(name, itsGate);
    return run(() => {
      started.push(name);
      return itsGate.passed;
    });
  };
  return { start, started, finish: (name: string) => gates.get(name)?.open(name), gates };
}

test('as many run as may, the others in the order in which they came', async () => {
  const { start, started, finish } = pair();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(start);
  expect(started).toEqual(['a', 'b']);
  finish('b');
  expect(await b).toBe('b');
  expect(started).toEqual(['a', 'b', 'c']);
  finish('c');
  expect(await c).toBe('c');
  expect(started).toEqual(['a', 'b', 'c', 'd']);
  finish('a');
  finish('d');
  expect(await Promise.all([a, d])).toEqual(['a', 'd']);
});

test('who finds the line full is refused at once, and taken when somebody has left', async () => {
  const { start, started, finish } = pair();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(start);
  await expect(start('e')).rejects.toThrow('full');
  finish('a');
  await a;
  const f = start('f');
  for (const name of ['b', 'c', 'd', 'f']) finish(name);
  expect(await Promise.all([b, c, d, f])).toEqual(['b', 'c', 'd', 'f']);
  expect(started).toEqual(['a', 'b', 'c', 'd', 'f']);
});

test('work that fails passes its turn on', async () => {
  const { start, started, finish, gates } = pair();
  const [a, b, c] = ['a', 'b', 'c'].map(start);
  gates.get('a')?.fail(new Error('broken'));
  await expect(a).rejects.toThrow('broken');
  expect(started).toEqual(['a', 'b', 'c']);
  finish('b');
  finish('c');
  expect(await Promise.all([b, c])).toEqual(['b', 'c']);
  const d = start('d');
  expect(started).toContain('d');
  finish('d');
  expect(await d).toBe('d');
});
