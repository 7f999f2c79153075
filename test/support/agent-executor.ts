import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import type { Message, ModelRequest, Part, Tool, ToolCallPart } from '../../providers/llm/exchange/request';

/** Runs the calls of an agent's tools in a directory of its own, as the agent would. */
export interface AgentPlace {
  readonly directory: string;
  run(call: ToolCallPart): { readonly output: string; readonly isError?: boolean };
  remove(): void;
}

/** @param wrap what the agent puts around the output of a command. */
export function agentPlace(wrap: (output: string, exit: number) => string = (output) => output): AgentPlace {
  const directory = mkdtempSync(join(tmpdir(), 'demo-agent-'));
  const write = (path: string, content: string): string => {
    const file = isAbsolute(path) ? path : join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return `Wrote ${file}`;
  };
  const shell = (command: string): string => {
    const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
    try {
      const options = {
        cwd: directory,
        encoding: 'utf8',
        env: { ...process.env, PATH },
        stdio: 'pipe',
      } as const;
      return wrap(execFileSync('bash', ['-c', command], options), 0);
    } catch (error) {
      const { stderr, status } = error as { stderr: string; status: number };
      return wrap(stderr, status);
    }
  };
  return {
    directory,
    run({ name, input, custom }) {
      if (custom) return { output: applied(input, write) };
      const args = JSON.parse(input) as Record<string, string | string[] | undefined>;
      const command = args['command'] ?? args['cmd'];
      const content = args['content'] ?? args['file_text'];
      if (typeof content === 'string') {
        const path = args['file_path'] ?? args['filePath'] ?? args['path'];
        if (typeof path !== 'string') throw new Error(`${name} got no path: ${input}`);
        return { output: write(path, content) };
      }
      if (Array.isArray(command)) {
        expect(command.slice(0, 2)).toEqual(['bash', '-lc']);
        return { output: shell(command[2] ?? '') };
      }
      if (typeof command !== 'string') throw new Error(`${name} got no command: ${input}`);
      return { output: shell(command) };
    },
    remove: () => rmSync(directory, { recursive: true }),
  };
}

/** The one form of codex's patches that is needed here. */
function applied(patch: string, write: (path: string, content: string) => string): string {
  const match = /^\*\*\* Begin Patch\n\*\*\* Add File: (.+)\n((?:\+.*\n)+)\*\*\* End Patch$/.exec(patch);
  if (!match) throw new Error(`No patch that codex takes: ${patch}`);
  const [, path = '', lines = ''] = match;
  expect(isAbsolute(path)).toBe(false);
  return write(path, lines.replace(/^\+/gm, ''));
}

export interface Conversation {
  /** The calls, in their order. */
  readonly calls: readonly ToolCallPart[];
  /** What the model said when it called nothing more. */
  readonly text: string;
}

/** Asks the demo model, runs what it calls and tells it the results, until it calls nothing more. */
export function driven(
  ask: string,
  tools: readonly Tool[],
  run: AgentPlace['run'],
  more: Partial<ModelRequest> = {},
): Conversation {
  const messages: Message[] = [{ role: 'user', parts: [{ type: 'text', text: ask }] }];
  const calls: ToolCallPart[] = [];
  for (let turn = 0; turn < 8; turn++) {
    const request: ModelRequest = { model: 'demo', stream: false, system: [], tools, ...more, messages };
    const events = demoAnswer(request);
    const parts = partsIn(events);
    const called = parts.filter((part) => part.type === 'tool-call');
    if (called.length === 0) {
      return { calls, text: parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('') };
    }
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'tools' });
    calls.push(...called);
    const results = called.map((call): Part => {
      const { output, isError } = run(call);
      return {
        type: 'tool-result',
        callId: call.id,
        parts: [{ type: 'text', text: output }],
        ...(isError !== undefined && { isError }),
      };
    });
    messages.push({ role: 'assistant', parts }, { role: 'user', parts: results });
  }
  throw new Error('The model never stopped calling');
}

/** An answer as the assistant's message of the next request. */
export function partsIn(events: readonly ModelEvent[]): Part[] {
  const texts = new Map<number, string>();
  const seals = new Map(
    events.flatMap((each) => (each.type === 'signature' ? [[each.index, each.signature]] : [])),
  );
  for (const event of events) {
    if (event.type === 'delta') texts.set(event.index, (texts.get(event.index) ?? '') + event.text);
  }
  return events.flatMap((event): Part[] => {
    if (event.type !== 'block-start') return [];
    const { block, index } = event;
    const text = texts.get(index) ?? '';
    const signature = seals.get(index);
    switch (block.kind) {
      case 'text':
      case 'refusal':
        return [{ type: block.kind, text }];
      case 'thinking':
        return [{ type: 'thinking', text, ...(signature && { signature }) }];
      case 'tool':
        return [
          {
            type: 'tool-call',
            id: block.id,
            name: block.name,
            input: text,
            ...(block.custom && { custom: true }),
          },
        ];
      case 'image':
        return [];
    }
  });
}
