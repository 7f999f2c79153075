import type { ProtocolName } from '../../providers/llm/protocols/protocol';
import type { UpstreamKind } from '../../providers/llm/upstream/ask';

/**
 * What the tests of conformance hold every pair of protocols to, and what `docs/conformance.md` is made from: the
 * page can say nothing that is not tested.
 */
export const FEATURES = {
  text: 'Instructions, a question and its answer, and a second question; in many scripts and signs.',
  'parallel tools': 'Two tools are offered, and both are called at once.',
  'tool results': 'The results of two calls come back, in another order, each under the id of its call.',
  thinking:
    'The model is asked to think, and its thoughts go back to it for two turns with the seals that it put on them or on its calls: an upstream refuses a seal that is not its own, or that is on other thoughts. Chat completions cannot ask Gemini to tell its thoughts; their seals are carried.',
  image: 'A picture beside a question: the upstream gets its very bytes.',
  refusal:
    'The model refuses, and says so: in the field for it, or as text where the protocol has no such field.',
  'max tokens': 'The answer is cut at the limit that the caller set.',
} as const;

export type Feature = keyof typeof FEATURES;

/** Pictures alone are asked for in a protocol of OpenAI's that no other protocol stands in for. */
export type CallerName = Exclude<ProtocolName, 'openai-images'>;

/** Who calls, with the official SDK that the tests call with. */
export const CALLERS: Readonly<Record<CallerName, { readonly title: string; readonly sdk: string }>> = {
  'openai-chat': { title: 'OpenAI chat completions', sdk: 'openai' },
  'openai-completions': { title: 'OpenAI completions', sdk: 'openai' },
  'openai-responses': { title: 'OpenAI Responses', sdk: 'openai' },
  claude: { title: 'Claude Messages', sdk: '@anthropic-ai/sdk' },
  gemini: { title: 'Gemini', sdk: '@google/genai' },
};

/** What is called, by the type of its channel. */
export const UPSTREAMS: Readonly<Record<UpstreamKind, string>> = {
  openai: 'OpenAI chat completions',
  responses: 'OpenAI Responses',
  claude: 'Claude Messages',
  gemini: 'Gemini',
  demo: 'The demo model',
};

/** The oldest protocol is a prompt and the text that goes on from it: it has none of the rest. */
const OF_COMPLETIONS: readonly Feature[] = ['text', 'refusal', 'max tokens'];

export function has(caller: CallerName, feature: Feature): boolean {
  return caller !== 'openai-completions' || OF_COMPLETIONS.includes(feature);
}

type Losses = Readonly<
  Partial<
    Record<
      CallerName,
      Readonly<Partial<Record<UpstreamKind, Readonly<Partial<Record<Feature, readonly string[]>>>>>>
    >
  >
>;

/** What of a feature's calls a pair cannot carry, as `X-Taskloom-Losses` names it. Where there is nothing, nothing is lost. */
const LOSSES: Losses = {
  claude: {
    openai: { thinking: ['reasoning.budget_tokens'] },
    responses: { thinking: ['reasoning.budget_tokens'] },
  },
  gemini: {
    openai: { thinking: ['reasoning.budget_tokens'] },
    responses: { thinking: ['reasoning.budget_tokens'] },
  },
};

export function lossesOf(caller: CallerName, upstream: UpstreamKind, feature: Feature): readonly string[] {
  return LOSSES[caller]?.[upstream]?.[feature] ?? [];
}
