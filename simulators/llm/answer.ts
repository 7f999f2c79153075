import type { Call, OfferedTool, SentImage } from './call';
import type { Identifiers } from './identifiers';
import { parseObject } from './json';
import type { Reply, ScriptedTool, Stop, Usage } from './script';
import type { Seals } from './seals';
import { tokensOf } from './text';

/** One answer, ready to be rendered in a vendor's shape. */
export interface Answer {
  readonly ids: Identifiers;
  readonly seals: Seals;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  /** Nothing where the model did not think; empty where it did and says nothing of it. */
  readonly thinking: string | undefined;
  /** The script says what it thought, so that even a protocol tells it that has no words for thoughts of its own. */
  readonly outspoken: boolean;
  readonly redacted: boolean;
  readonly text: string;
  readonly refusal: string | undefined;
  readonly tools: readonly CalledTool[];
  readonly image: { readonly mediaType: string; readonly data: string } | undefined;
  readonly stop: Stop;
  readonly stopSequence: string | undefined;
  /** Nothing for an upstream that does not count. */
  readonly usage: Usage | undefined;
  readonly chunkSize: number | undefined;
  readonly delayMs: number;
}

export interface CalledTool {
  readonly name: string;
  readonly custom: boolean;
  /** The arguments as JSON text, or a custom tool's input. */
  readonly input: string;
}

export interface Circumstances extends Pick<Answer, 'ids' | 'seals' | 'createdMs'> {
  readonly chunkSize?: number | undefined;
}

/** What a model would make of the reply, under the call's limits: cut at its stops and at its most tokens. */
export function answerTo(call: Call, reply: Reply, circumstances: Circumstances): Answer {
  const thinking = reply.thinking ?? (call.thinks ? `Thinking about: ${call.said.slice(0, 200)}` : undefined);
  const full = {
    thinking,
    text: reply.text ?? '',
    tools: (reply.tools ?? []).map((tool) => calledTool(tool, call.tools)),
  };
  const stopped = cutAtStop(full.text, call.stops);
  const cut = cutAtTokens({ ...full, text: stopped.text }, call.maxTokens);
  const derived: Stop =
    (cut.length && 'length') ||
    (reply.refusal !== undefined && 'refusal') ||
    (stopped.sequence !== undefined && 'sequence') ||
    (cut.tools.length > 0 && 'tools') ||
    'stop';
  return {
    ...circumstances,
    thinking: cut.thinking,
    outspoken: reply.thinking !== undefined,
    redacted: reply.redacted ?? false,
    text: cut.text,
    refusal: reply.refusal,
    tools: cut.tools,
    image: reply.image,
    stop: reply.stop ?? derived,
    stopSequence: stopped.sequence,
    usage: { ...countedUsage(call, cut, reply), ...reply.usage },
    chunkSize: reply.chunkSize ?? circumstances.chunkSize,
    delayMs: reply.delayMs ?? 0,
  };
}

/** What it says when nothing is scripted: enough for a test to see that all that it sent has arrived. */
export function echo(call: Call): Reply {
  if (call.results.length > 0)
    return { text: call.results.map(({ name, text }) => `${name} said: ${text}`).join('\n') };
  if (call.said.includes('[refuse]')) return { refusal: 'I cannot help with that.' };
  const tools = toolsToCall(call);
  if (tools.length > 0) return { tools };
  return { text: [`You said: ${call.said}`, ...call.images.map(mention)].join('\n') };
}

function mention({ mediaType, bytes }: SentImage): string {
  return bytes === undefined ? 'You linked to an image.' : `You sent an image: ${mediaType}, ${bytes} bytes.`;
}

/** Each line `call <tool> <input>` of what the user said, for the tools that are offered. */
function toolsToCall(call: Call): readonly ScriptedTool[] {
  if (call.toolChoice === 'none' || call.tools.length === 0) return [];
  const asked = call.said.split('\n').flatMap((line) => {
    const [, name, input = '{}'] = /^\s*call (\S+)(?:\s+(.*))?$/.exec(line) ?? [];
    const tool = call.tools.find((offered) => offered.name === name);
    if (!tool) return [];
    const args = tool.custom ? input : parseObject(input);
    return args === undefined ? [] : [{ name: tool.name, args }];
  });
  const forced = typeof call.toolChoice === 'object' ? call.toolChoice.name : undefined;
  if (asked.length === 0 && (forced !== undefined || call.toolChoice === 'required'))
    return [{ name: forced ?? call.tools[0]?.name ?? '', args: {} }];
  return call.parallelTools ? asked : asked.slice(0, 1);
}

function calledTool({ name, args }: ScriptedTool, offered: readonly OfferedTool[]): CalledTool {
  return {
    name,
    custom: offered.some((tool) => tool.name === name && tool.custom),
    input: typeof args === 'string' ? args : JSON.stringify(args),
  };
}

function cutAtStop(
  text: string,
  stops: readonly string[],
): { readonly text: string; readonly sequence?: string } {
  const [first] = stops
    .map((sequence) => ({ sequence, at: text.indexOf(sequence) }))
    .filter(({ sequence, at }) => sequence !== '' && at >= 0)
    .sort((a, b) => a.at - b.at);
  return first ? { text: text.slice(0, first.at), sequence: first.sequence } : { text };
}

interface Written {
  readonly thinking: string | undefined;
  readonly text: string;
  readonly tools: readonly CalledTool[];
}

/** Thoughts come first, then the text, then whole calls: what the tokens are not enough for is not there. */
function cutAtTokens(full: Written, maxTokens = Infinity): Written & { readonly length: boolean } {
  let left = maxTokens;
  const taken = (text: string): string => {
    const part = text.slice(0, left * 4);
    left -= tokensOf(part);
    return part;
  };
  const thinking = full.thinking === undefined ? undefined : taken(full.thinking);
  const text = taken(full.text);
  const tools = full.tools.filter((tool) => {
    const cost = tokensOf(tool.name + tool.input);
    left -= cost;
    return left >= 0;
  });
  const length =
    thinking !== full.thinking || text.length < full.text.length || tools.length < full.tools.length;
  return { thinking, text, tools, length };
}

function countedUsage(call: Call, written: Written, reply: Reply): Usage {
  const reasoning = tokensOf(written.thinking ?? '');
  const tools = written.tools.reduce((sum, { name, input }) => sum + tokensOf(name + input), 0);
  return {
    input: call.promptTokens,
    cached: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    // A model has written something when it has answered at all.
    output: Math.max(1, reasoning + tokensOf(written.text) + tokensOf(reply.refusal ?? '') + tools),
    reasoning,
  };
}
