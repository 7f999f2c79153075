import type { CallerName } from '../../scripts/generate/conformance-table';
import type { UpstreamKind } from '../../providers/llm/upstream/ask';
import type { Reply, ScriptedTool } from '../../simulators/llm/script';
import { createSeals } from '../../simulators/llm/seals';
import type { Cell, Content } from './conformance-cells';
import type { CalledTool, Received, Turn } from './conformance-received';
import type { Scenario } from './conformance-scenarios';

/** Why answers end, in each protocol's words. */
const STOPS: Readonly<
  Record<CallerName, Readonly<Record<'stop' | 'tools' | 'length' | 'refusal' | 'filter', string>>>
> = {
  'openai-chat': {
    stop: 'stop',
    tools: 'tool_calls',
    length: 'length',
    refusal: 'stop',
    filter: 'content_filter',
  },
  'openai-completions': {
    stop: 'stop',
    tools: 'stop',
    length: 'length',
    refusal: 'stop',
    filter: 'content_filter',
  },
  'openai-responses': {
    stop: 'completed',
    tools: 'completed',
    length: 'incomplete: max_output_tokens',
    refusal: 'completed',
    filter: 'incomplete: content_filter',
  },
  claude: {
    stop: 'end_turn',
    tools: 'tool_use',
    length: 'max_tokens',
    refusal: 'refusal',
    filter: 'refusal',
  },
  gemini: { stop: 'STOP', tools: 'STOP', length: 'MAX_TOKENS', refusal: 'SAFETY', filter: 'SAFETY' },
};

/** What a caller is to read of an upstream's reply. */
export function expectedAnswer({ caller, upstream }: Cell, model: string, reply: Reply): Content {
  const { text = '', refusal = '', tools = [], thinking = '', stop } = reply;
  // Completions have no words for a refusal but those of the text.
  const isText = caller === 'openai-completions';
  // Google's SDK leaves out what Gemini says of a refusal.
  const isHeard = !(caller === 'gemini' && upstream === 'gemini');
  return {
    model,
    text: isText ? text + refusal : text,
    refusal: isText || !isHeard ? '' : refusal,
    thoughts: tellsThoughts(caller, upstream) ? thinking : '',
    calls: tools.map(callOf),
    stop: STOPS[caller][stop === 'length' ? stop : reasonOf(upstream, refusal !== '', tools.length > 0)],
  };
}

/** Gemini tells its thoughts only when it is asked to, for which chat completions has no word. */
function tellsThoughts(caller: CallerName, upstream: UpstreamKind): boolean {
  return !(caller === 'openai-chat' && upstream === 'gemini');
}

function reasonOf(
  upstream: UpstreamKind,
  refused: boolean,
  calls: boolean,
): 'stop' | 'tools' | 'refusal' | 'filter' {
  // That a model of Gemini's will not, and that it may not, is the same there.
  if (refused) return upstream === 'gemini' ? 'filter' : 'refusal';
  return calls ? 'tools' : 'stop';
}

/** What an upstream is to get in a turn: all that was said and answered before, and what is said now. */
export function expectedRequest(
  cell: Cell,
  scenario: Scenario,
  replies: readonly Reply[],
  mark: string,
  turn: number,
): Received {
  const { wish, says } = scenario;
  const turns = says(mark)
    .slice(0, turn + 1)
    .flatMap((said, at): Turn[] => {
      const before = replies[at - 1];
      const asked = (before?.tools ?? []).map(callOf);
      const user: Turn = {
        ...NOTHING,
        role: 'user',
        text: 'text' in said ? said.text : '',
        pictures: 'text' in said && said.picture ? [said.picture] : [],
        results: 'results' in said ? asked.map((of, place) => ({ of, text: said.results[place]! })) : [],
      };
      return before ? [assistantTurn(cell, before), user] : [user];
    });
  return {
    system: wish.system ?? '',
    tools: (wish.tools ?? []).map(({ name, description, parameters }) => ({ name, description, parameters })),
    turns,
  };
}

const NOTHING = { text: '', pictures: [], calls: [], results: [], seals: [], thoughts: '' };
const SEALS = createSeals('everyone');

/** An answer as it comes back to the upstream that gave it, with that one's own seal on its thoughts. */
function assistantTurn({ caller, upstream }: Cell, { text = '', tools = [], thinking }: Reply): Turn {
  const family = FAMILIES[upstream];
  return {
    ...NOTHING,
    role: 'assistant',
    text,
    calls: tools.map(callOf),
    seals: family && thinking !== undefined ? [SEALS.issue(family, thinking)] : [],
    thoughts: tellsThoughts(caller, upstream) ? (thinking ?? '') : '',
  };
}

const FAMILIES = {
  openai: undefined,
  responses: 'openai',
  claude: 'claude',
  gemini: 'gemini',
  demo: undefined,
} as const;

function callOf({ name, args }: ScriptedTool): CalledTool {
  return { name, args };
}
