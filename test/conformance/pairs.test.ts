import {
  CALLERS,
  FEATURES,
  has,
  lossesOf,
  UPSTREAMS,
  type Feature,
  type CallerName,
} from '../../scripts/generate/conformance-table';
import type { UpstreamKind } from '../../providers/llm/upstream/ask';
import { cells, type Cells } from '../support/conformance-cells';

const features = Object.keys(FEATURES) as Feature[];
const [callers, upstreams] = [Object.keys(CALLERS), Object.keys(UPSTREAMS)] as [CallerName[], UpstreamKind[]];

let all: Cells;
beforeAll(async () => {
  all = await cells();
});
afterAll(() => all.close());

describe.each(callers)('%s called', (caller) => {
  describe.each(upstreams)('and %s answering', (upstream) => {
    test.each(features.filter((feature) => has(caller, feature)))('%s', async (feature) => {
      const [whole, streamed] = await Promise.all(
        [false, true].map((stream) => all.hold({ caller, upstream, feature, stream })),
      );
      for (const { answers, expected, received, sent, losses } of [whole!, streamed!]) {
        expect(answers).toEqual(expected);
        expect(received).toEqual(sent);
        expect(losses).toEqual([...lossesOf(caller, upstream, feature)].sort());
      }
      expect(streamed!.usages).toEqual(whole!.usages);
    });
  });
});

test('nothing is left held, every call was paid for once, and the books are sound', async () => {
  expect(await all.books()).toEqual({ held: 0, unexplained: 0, violations: [] });
});
