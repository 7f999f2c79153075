import { createTextFeed } from '../../activities/text-feed';
import type { TextPiece } from '../../domain/jobs/live-texts';

type Line = { kept: string } | { said: TextPiece };

/** A feed, and what it keeps and says in the order in which it does. */
function feedOf(keep: (text: string) => Promise<void> = () => Promise.resolve()) {
  const lines: Line[] = [];
  const failures: unknown[] = [];
  const feed = createTextFeed({
    clock: { now: () => new Date() },
    say: (said) => lines.push({ said }),
    keep: async (kept) => {
      await keep(kept);
      lines.push({ kept });
    },
    onFailure: (error) => failures.push(error),
  });
  return { lines, failures, feed, said: () => lines.flatMap((line) => ('said' in line ? [line.said] : [])) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('words that come close together are said together, each where it stands', async () => {
  const { said, feed } = feedOf();
  feed.begin();
  for (const word of ['标', '题', '🌅']) feed.more(word);
  expect(said()).toEqual([]);
  await vi.advanceTimersByTimeAsync(50);
  feed.more('次');
  await feed.end();
  expect(said()).toEqual([
    { at: 0, text: '标题🌅' },
    { at: 4, text: '次' },
  ]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said()).toHaveLength(2);
});

test('a text that begins anew begins at 0, and nothing of the old one is said any more', async () => {
  const { said, feed } = feedOf();
  feed.begin();
  feed.more('old');
  await vi.advanceTimersByTimeAsync(50);
  feed.more('older');
  feed.begin();
  feed.more('new');
  await feed.end();
  expect(said()).toEqual([
    { at: 0, text: 'old' },
    { at: 0, text: 'new' },
  ]);
});

test('what is said first was kept before, then it is kept now and then, and at the end', async () => {
  const { lines, feed } = feedOf();
  feed.begin();
  for (const word of ['a', 'b', 'c']) {
    feed.more(word);
    await vi.advanceTimersByTimeAsync(600);
  }
  feed.more('d');
  await feed.end();
  expect(lines).toEqual([
    { kept: 'a' },
    { said: { at: 0, text: 'a' } },
    { said: { at: 1, text: 'b' } },
    { kept: 'abc' },
    { said: { at: 2, text: 'c' } },
    { kept: 'abcd' },
    { said: { at: 3, text: 'd' } },
  ]);
});

test('nothing is said while it cannot be kept, and all of it once it can', async () => {
  let away = true;
  const { lines, failures, feed } = feedOf(() =>
    away ? Promise.reject(new Error('away')) : Promise.resolve(),
  );
  feed.begin();
  feed.more('a');
  await vi.advanceTimersByTimeAsync(50);
  expect(lines).toEqual([]);
  expect(failures).toHaveLength(1);
  away = false;
  feed.more('b');
  await vi.advanceTimersByTimeAsync(50);
  expect(lines).toEqual([{ kept: 'ab' }, { said: { at: 0, text: 'ab' } }]);
});

test('what was being kept when the text began anew is not said', async () => {
  let release: () => void = () => undefined;
  const { said, feed } = feedOf(() => new Promise((resolve) => (release = resolve)));
  feed.begin();
  feed.more('old');
  await vi.advanceTimersByTimeAsync(50);
  feed.begin();
  release();
  await vi.advanceTimersByTimeAsync(50);
  expect(said()).toEqual([]);
});
