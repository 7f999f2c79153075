import type { UpstreamKind } from '../../providers/llm/upstream/ask';
import type { CallerName } from '../../scripts/generate/conformance-table';
import { cells, type Cells } from '../support/conformance-cells';

/**
 * A conversation that goes on at another upstream than the one whose thoughts and seals it holds, as after a failover:
 * the other one must not be sent what it would refuse, and what is left out is named.
 */

const CALLERS: readonly CallerName[] = ['openai-chat', 'openai-responses', 'claude', 'gemini'];
const SEALING: readonly UpstreamKind[] = ['responses', 'claude', 'gemini'];
const OTHERS: readonly UpstreamKind[] = ['openai', 'responses', 'claude', 'gemini', 'demo'];

const moves = CALLERS.flatMap((caller) =>
  SEALING.flatMap((from) => OTHERS.filter((to) => to !== from).map((to) => ({ caller, from, to }))),
);

let all: Cells;
beforeAll(async () => {
  all = await cells();
});
afterAll(() => all.close());

test.each(moves)('$caller moves from $from to $to', async ({ caller, from, to }) => {
  const outcomes = await Promise.all([false, true].map((stream) => all.move({ caller, from, to, stream })));
  for (const { text, losses } of outcomes) {
    if (to !== 'demo') expect(text).toBe('It is sunny.');
    expect(losses).toEqual(lossesOf(caller, from, to));
  }
});

/** What is left out of the second turn, in the alphabet's order. */
function lossesOf(caller: CallerName, from: UpstreamKind, to: UpstreamKind): string[] {
  // The demo model and upstreams of chat completions take whatever thoughts there are.
  const refuses = to === 'responses' || to === 'claude' || to === 'gemini';
  // Gemini tells chat completions' callers none, and has its seal on the call.
  const hasThoughts = from !== 'gemini' || caller !== 'openai-chat';
  // A call has no seal of its own in Claude's protocol and in Responses: passed through, it is one more thought.
  const isPassed = caller === to || (caller === 'openai-responses' && to === 'responses');
  const hasBudget = caller === 'claude' || caller === 'gemini';
  return [
    ...(from === 'gemini' && refuses && !isPassed ? ['messages.tool_call.signature'] : []),
    // Without its own thoughts Claude cannot go on thinking.
    ...(to === 'claude' ? ['reasoning'] : []),
    ...(hasBudget && (to === 'openai' || to === 'responses') ? ['reasoning.budget_tokens'] : []),
    ...(refuses && hasThoughts ? ['thinking'] : []),
  ];
}
