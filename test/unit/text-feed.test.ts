import { createTextFeed } from '../../activities/text-feed';
import type { TextPiece } from '../../domain/jobs/live-texts';

function feedOf() {
  const said: TextPiece[] = [];
  return { said, feed: createTextFeed((piece) => said.push(piece), 50) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('words that come close together are said together, each where it stands', () => {
  const { said, feed } = feedOf();
  feed.begin();
  for (const word of ['标', '题', '🌅']) feed.more(word);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(50);
  feed.more('次');
  feed.end();
  expect(said).toEqual([
    { at: 0, text: '标题🌅' },
    { at: 4, text: '次' },
  ]);
  vi.advanceTimersByTime(1_000);
  expect(said).toHaveLength(2);
});

test('a text that begins anew begins at 0, and nothing of the old one is said any more', () => {
  const { said, feed } = feedOf();
  feed.begin();
  feed.more('old');
  vi.advanceTimersByTime(50);
  feed.more('older');
  feed.begin();
  feed.more('new');
  feed.end();
  expect(said).toEqual([
    { at: 0, text: 'old' },
    { at: 0, text: 'new' },
  ]);
});
