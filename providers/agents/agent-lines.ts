import type { AgentEnd, AgentNews, AgentReader } from '../../domain/tasks/agent';
import type { NewTaskEvent, TaskEventType } from '../../domain/tasks/task';
import { boundedData, cut } from './bounded-data';
import { asObject, parseJson } from '../llm/protocols/json';
import type { JsonObject } from '../llm/protocols/protocol';

/**
 * A key as the gateway makes them, each character as it is or as JSON escapes it, also in JSON within JSON: what is
 * parsed later, here or by a reader of the log, has none either.
 */
const KEYS = (() => {
  const oneOf = (plain: string, code: string) => String.raw`(?:${plain}|\\{1,8}u00${code})`;
  const start = oneOf('s', '73') + oneOf('k', '6[bB]') + oneOf('-', '2[dD]');
  return new RegExp(`${start}${oneOf('[A-Za-z0-9_-]', '[2-7][0-9a-fA-F]')}{43}`, 'g');
})();
/** What stands where an agent told its own. */
const REDACTED = 'sk-…';
/** How much of what an agent complained about is told as the reason of its end, in characters. */
const LONGEST_REASON = 2_000;

/** How many events a line may be; a line may be long, and an event in it short. */
const MOST_EVENTS = 1_000;

/** What one agent's lines mean. It may remember what it read, but nothing that a later line needs to be understood. */
export interface LineMeaning {
  /** Of a line that is a JSON object; undefined where it is none of this agent's. */
  understand(line: JsonObject): AgentNews | undefined;
  /** Whether the end of its process is a good one, where no line told of it. */
  exited(exitCode: number | null): AgentEnd | undefined;
}

/**
 * Reads an agent's lines. They come from inside a sandbox, so anything may be in them: whatever is not understood is
 * an event `log`, texts are cut, and the key is never among them.
 */
export function readingLines({ understand, exited }: LineMeaning): AgentReader {
  function read(line: string): AgentNews {
    const text = withoutKeys(line).trimEnd();
    if (text === '') return { events: [] };
    try {
      const parsed = asObject(parseJson(text));
      const news = parsed && understand(parsed);
      if (news) return { ...news, events: news.events.slice(0, MOST_EVENTS).map(bounded) };
    } catch {
      // A line that is JSON and breaks all else, such as one that is nested too deeply.
    }
    return { events: [bounded(event('log', { text }))] };
  }

  return {
    read,
    exited(exitCode, stderr) {
      const end = exited(exitCode);
      if (end) return end;
      const complaint = withoutKeys(stderr).trim();
      const ending = exitCode === null ? 'It was killed' : `It ended with exit code ${exitCode}`;
      return failed(
        complaint === '' ? `${ending} before its turn was over.` : complaint.slice(-LONGEST_REASON),
      );
    },
  };
}

function bounded({ type, data }: NewTaskEvent): NewTaskEvent {
  return { type, data: boundedData(data) };
}

export function event(type: TaskEventType, data: Readonly<Record<string, unknown>>): NewTaskEvent {
  return { type, data };
}

export function news(...events: readonly NewTaskEvent[]): AgentNews {
  return { events };
}

export const succeeded: AgentEnd = { ok: true };

export function failed(message: string): AgentEnd {
  return { ok: false, message: cut(message, LONGEST_REASON) };
}

/** The agent's own name for a conversation, if it can be one: it becomes an argument of its command line. */
export function sessionIn(value: unknown): { readonly session?: string } {
  return typeof value === 'string' && /^\w[\w-]{0,127}$/.test(value) ? { session: value } : {};
}

function withoutKeys(text: string): string {
  return text.replace(KEYS, REDACTED);
}
