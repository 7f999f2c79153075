import type { Message, ModelRequest, ToolCallPart, ToolResultPart } from '../exchange/request';

/** A conversation as the demo model reads it: what the user asks for, and what was done about it since. */
export interface Transcript {
  /** The user's last words, as far as the model reads them; empty where there are none. */
  readonly ask: string;
  /** The media types of the pictures that came with them. */
  readonly images: readonly string[];
  /** The calls since then that have a result, oldest first. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly call: ToolCallPart;
  readonly result: ToolResultPart;
  /** The result's texts. */
  readonly output: string;
}

/** Further it does not read what is asked: names, quotations and tools are looked for all over it. */
const LONGEST_ASK = 8_000;

export function transcriptOf({ messages }: ModelRequest): Transcript {
  const last = messages.findLastIndex((message) => message.role === 'user' && wordsOf(message) !== '');
  const asking = messages[last];
  return {
    ask: asking ? wordsOf(asking).slice(0, LONGEST_ASK) : '',
    images: imagesIn(asking),
    steps: stepsIn(messages.slice(last + 1)),
  };
}

/** Everything that the user said, message by message, as it was said. */
export function userTexts({ messages }: ModelRequest): string[] {
  return messages.filter(({ role }) => role === 'user').map(textOf);
}

function textOf({ parts }: Message): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

/** What agents put among the user's words is no wish of the user's: reminders, and blocks that describe the place. */
function wordsOf({ parts }: Message): string {
  return parts
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .map(withoutReminders)
    .filter((text) => text.trim() !== '' && !isOneBlock(text.trim()))
    .map(unquoted)
    .join('\n');
}

const [REMINDER, REMINDER_END] = ['<system-reminder>', '</system-reminder>'];

/** Texts may be as long as a request, and say whatever somebody wants: each is read once, from its beginning to its end. */
function withoutReminders(text: string): string {
  let rest = '';
  for (let at = 0; ;) {
    const begin = text.indexOf(REMINDER, at);
    const end = begin < 0 ? -1 : text.indexOf(REMINDER_END, begin + REMINDER.length);
    if (end < 0) return rest + text.slice(at);
    rest += text.slice(at, begin);
    at = end + REMINDER_END.length;
  }
}

/** `<place …>…</place>` and nothing beside it. */
function isOneBlock(text: string): boolean {
  const name = /^<([\w-]+)/.exec(text)?.[1];
  return name !== undefined && text.includes('>') && text.endsWith(`</${name}>`);
}

/** Some command lines (opencode's) pass their argument on as a quoted string, with its own marks escaped. */
function unquoted(text: string): string {
  const inner = /^\s*"((?:[^"\\]|\\.)*)"\s*$/s.exec(text)?.[1];
  return inner === undefined ? text : inner.replace(/\\(["\\])/g, '$1');
}

function imagesIn(message: Message | undefined): string[] {
  return (message?.parts ?? []).flatMap((part) =>
    part.type === 'image' ? [part.source.mediaType ?? 'an address'] : [],
  );
}

function stepsIn(messages: readonly Message[]): Step[] {
  const parts = messages.flatMap((message) => message.parts);
  const results = new Map(
    parts.flatMap((part) => (part.type === 'tool-result' ? [[part.callId, part]] : [])),
  );
  return parts.flatMap((call) => {
    if (call.type !== 'tool-call') return [];
    const result = results.get(call.id);
    if (!result) return [];
    const output = result.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
    return [{ call, result, output }];
  });
}
