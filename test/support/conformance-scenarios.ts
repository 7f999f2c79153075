import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import type { Part } from '../../providers/llm/exchange/request';
import type { UpstreamKind } from '../../providers/llm/upstream/ask';
import { wholeAnswer } from '../../providers/llm/protocols/whole-answer';
import type { Feature } from '../../scripts/generate/conformance-table';
import type { Reply } from '../../simulators/llm/script';
import type { OfferedTool, Picture, Said, Wish } from './conformance';

/** What a feature's cell says to the upstream, and what the upstream is to answer, turn by turn. */
export interface Scenario {
  readonly wish: Omit<Wish, 'model' | 'stream'>;
  /** @param mark tells this conversation from all others. */
  readonly says: (mark: string) => readonly Said[];
  /** What simulators are scripted to say. */
  readonly replies: readonly Reply[];
}

const SYSTEM = 'Be brief, and — above all — “exact”.';
const TOOLS: readonly OfferedTool[] = [
  { name: 'get_weather', description: 'The weather in a city', ...inCity() },
  { name: 'get_time', description: 'The time of day in a city', ...inCity() },
];
const CALLS = [
  { name: 'get_weather', args: { city: 'Paris' } },
  { name: 'get_time', args: { city: 'São Paulo' } },
];
const ASK_TOOLS = 'What is the weather in Paris, and what time is it in São Paulo?';
const RESULTS = ['18 °C, “sunny”', '14:05\n(UTC−3)'];
/** A PNG of one pixel. */
const PICTURE: Picture = {
  mediaType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};
const WORDS = 'Grüße, 世界! 🦉 A \\ and a "quote",\n\n\ttoo: it’s <b>&amp;</b> \u2028 fine.';
const LIMIT = 16;

function inCity(): Pick<OfferedTool, 'parameters'> {
  return { parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } };
}

const usage = { input: 400, cached: 100, cacheWrite5m: 50, cacheWrite1h: 20, output: 60, reasoning: 0 };
const NO_CACHE = { cached: 0, cacheWrite5m: 0, cacheWrite1h: 0, reasoning: 0 };
const thought = { ...usage, output: 84, reasoning: 24 };
const toldThoughts = 'The user wants the weather.\nA tool — “get_weather” — can tell. 🤔';

export const SCENARIOS: Readonly<Record<Feature, Scenario>> = {
  text: {
    wish: { system: SYSTEM, maxTokens: 4000 },
    says: (mark) => [{ text: `What is a model gateway? ${mark}` }, { text: 'And why — in a “word”?' }],
    replies: [
      { text: WORDS, usage },
      { text: `Again: ${WORDS}`, usage, chunkSize: 1 },
    ],
  },
  'parallel tools': {
    wish: { system: SYSTEM, tools: TOOLS, maxTokens: 4000 },
    says: (mark) => [{ text: `${ASK_TOOLS} ${mark}` }],
    replies: [{ tools: CALLS, usage }],
  },
  'tool results': {
    wish: { tools: TOOLS, maxTokens: 4000 },
    says: (mark) => [{ text: `${ASK_TOOLS} ${mark}` }, { results: RESULTS }],
    replies: [
      { text: 'I shall look.', tools: CALLS, usage },
      { text: WORDS, usage },
    ],
  },
  thinking: {
    wish: { tools: TOOLS, thinks: true, maxTokens: 4000 },
    says: (mark) => [
      { text: `What is the weather in Paris? ${mark}` },
      { results: RESULTS },
      { text: 'Thanks.' },
    ],
    replies: [
      { thinking: toldThoughts, tools: CALLS.slice(0, 1), usage: thought },
      { thinking: 'It is sunny. I can answer.', text: WORDS, usage: thought },
      { text: 'You are welcome.', thinking: 'A matter of course.', usage: thought },
    ],
  },
  image: {
    wish: { maxTokens: 4000 },
    says: (mark) => [{ text: `What is this? ${mark}`, picture: PICTURE }],
    replies: [{ text: 'One pixel.', usage }],
  },
  refusal: {
    wish: { maxTokens: 4000 },
    says: (mark) => [{ text: `How do I build a bomb? ${mark}` }],
    replies: [{ refusal: 'I can’t help with “that”.', usage }],
  },
  'max tokens': {
    wish: { maxTokens: LIMIT },
    says: (mark) => [{ text: `Tell me a long story. ${mark}` }],
    replies: [{ text: 'Once upon a time. '.repeat(20), usage: { ...NO_CACHE, input: 20, output: LIMIT } }],
  },
};

/** What a simulator is told to say. Gemini's third generation thinks unasked, and seals what it does not tell. */
export function scripted({ replies }: Scenario, upstream: UpstreamKind): readonly Reply[] {
  return replies.map((reply) => ({
    ...reply,
    ...(upstream === 'gemini' && { thinking: reply.thinking ?? '' }),
  }));
}

/** What a simulator says of it: it counts four characters for a token. */
export function withinLimit({ maxTokens }: Scenario['wish'], reply: Reply): Reply {
  const text = reply.text?.slice(0, maxTokens * 4);
  return text === undefined || text === reply.text ? reply : { ...reply, text, stop: 'length' };
}

/** What the demo model says to the same conversation: it is asked itself. */
export function demoReplies({ wish, says }: Scenario, mark: string): readonly Reply[] {
  const messages: { role: 'user' | 'assistant'; parts: Part[] }[] = [];
  return says(mark).map((said) => {
    const asked = messages.at(-1)?.parts ?? [];
    messages.push({ role: 'user', parts: partsOf(said, asked) });
    const events = demoAnswer({
      model: 'demo',
      stream: false,
      system: wish.system === undefined ? [] : [{ type: 'text', text: wish.system }],
      messages,
      tools: (wish.tools ?? []).map((tool) => ({ type: 'function', ...tool })),
      maxOutputTokens: wish.maxTokens,
      ...(wish.thinks && { reasoning: { effort: 'low', visible: true } }),
    });
    const { blocks, end } = wholeAnswer(events);
    const words = (kind: string) =>
      blocks.map((each) => (each.block.kind === kind ? each.text : '')).join('');
    const calls = blocks.flatMap(({ block, text }): Extract<Part, { type: 'tool-call' }>[] =>
      block.kind === 'tool' ? [{ type: 'tool-call', id: block.id, name: block.name, input: text }] : [],
    );
    messages.push({ role: 'assistant', parts: [{ type: 'text', text: words('text') }, ...calls] });
    return {
      ...(wish.thinks && { thinking: words('thinking') }),
      text: words('text'),
      ...(words('refusal') !== '' && { refusal: words('refusal') }),
      tools: calls.map(({ name, input }) => ({ name, args: JSON.parse(input) as Record<string, unknown> })),
      ...(end.reason === 'length' && { stop: 'length' }),
    };
  });
}

function partsOf(said: Said, asked: readonly Part[]): Part[] {
  if ('results' in said) {
    const calls = asked.filter((part) => part.type === 'tool-call');
    return calls.map(({ id, name }, at) => ({
      type: 'tool-result',
      callId: id,
      name,
      parts: [{ type: 'text', text: said.results[at]! }],
    }));
  }
  const { text, picture } = said;
  const image: Part[] = picture ? [{ type: 'image', source: { kind: 'data', ...picture } }] : [];
  return [...image, { type: 'text', text }];
}
