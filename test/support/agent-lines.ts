import { readFileSync } from 'node:fs';
import { inProject } from '../../config/paths';
import type { AgentEnd, AgentReader } from '../../domain/tasks/agent';
import type { NewTaskEvent } from '../../domain/tasks/task';

/** What an agent once printed, line by line (test/fixtures/agents; agent-turn.ts says how they are recorded). */
export function recordedLines(name: string): string[] {
  const text = readFileSync(inProject('test', 'fixtures', 'agents', `${name}.jsonl`), 'utf8');
  return text.trimEnd().split('\n');
}

export interface ReadLines {
  readonly events: readonly NewTaskEvent[];
  readonly session: string | undefined;
  readonly end: AgentEnd | undefined;
}

export function readLines(reader: AgentReader, lines: readonly string[]): ReadLines {
  const news = lines.map((line) => reader.read(line));
  return {
    events: news.flatMap(({ events }) => events),
    session: news.findLast(({ session }) => session !== undefined)?.session,
    end: news.find(({ end }) => end)?.end,
  };
}

/** The events as a person reads them: `text: I'll write it.` */
export function toldBy(events: readonly NewTaskEvent[]): string[] {
  return events.map(({ type, data }) => `${type}: ${Object.values(data).map(shown).join(' ')}`);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
