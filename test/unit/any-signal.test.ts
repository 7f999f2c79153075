import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { anySignal } from '../../domain/any-signal';
import { eventually } from '../support/eventually';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The names of those that were heard to abort. */
const heard: string[] = [];
beforeEach(() => void heard.splice(0));
const hear = (name: string, signal: AbortSignal) =>
  signal.addEventListener('abort', () => void heard.push(`${name}: ${(signal.reason as Error).message}`));

test('a time-out comes, though nobody else holds it and memory is tidied up meanwhile', async () => {
  const other = new AbortController();
  hear('one', anySignal(other.signal, AbortSignal.timeout(50)));
  hear('other', anySignal(other.signal, anySignal(new AbortController().signal, AbortSignal.timeout(50))));
  await eventually(() => {
    collectGarbage();
    expect(heard).toHaveLength(2);
  });
  expect(heard.sort()).toEqual([
    'one: The operation was aborted due to timeout',
    'other: The operation was aborted due to timeout',
  ]);
});

test('the first that aborts says why', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  hear('any', anySignal(one.signal, other.signal));
  other.abort(new Error('the second'));
  one.abort(new Error('the first'));
  expect(heard).toEqual(['any: the second']);
});
