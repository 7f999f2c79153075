import type { AgentNews, AgentReader } from '../../../domain/tasks/agent';
import type { NewTaskEvent } from '../../../domain/tasks/task';
import { asNumber, asObject, asText, asWords, objectsIn } from '../../llm/protocols/json';
import type { JsonObject } from '../../llm/protocols/protocol';
import { event, failed, news, readingLines, sessionIn, succeeded } from '../agent-lines';
import { changeKind } from '../file-changes';

/** Why a step ended after which opencode goes on with another. */
const GOES_ON = ['tool-calls', 'unknown'];

/** Reads what `opencode run --format json` prints: the parts of its messages, a tool's when it has ended. */
export function opencodeReader(): AgentReader {
  let lastError: string | undefined;

  function understand(line: JsonObject): AgentNews | undefined {
    const part = asObject(line['part']) ?? {};
    switch (line['type']) {
      case 'step_start':
        return { events: [], ...sessionIn(line['sessionID']) };
      case 'text':
      case 'reasoning':
        return news(event(line['type'], { text: asText(part['text']) ?? '' }));
      case 'tool_use':
        return news(...toolEvents(part));
      case 'step_finish': {
        const goesOn = GOES_ON.includes(asText(part['reason']) ?? 'unknown');
        return { events: [usageEvent(asObject(part['tokens']) ?? {})], ...(!goesOn && { end: succeeded }) };
      }
      case 'error':
        // What is passing it tries again without a word, so this is the end: of the turn's session, not yet of it.
        lastError = errorMessage(asObject(line['error']) ?? {});
        return { events: [event('error', { message: lastError })], ...sessionIn(line['sessionID']) };
      default:
        return undefined;
    }
  }

  return readingLines({
    understand,
    exited: () => (lastError === undefined ? undefined : failed(lastError)),
  });
}

function toolEvents(part: JsonObject): NewTaskEvent[] {
  const state = asObject(part['state']) ?? {};
  const metadata = asObject(state['metadata']) ?? {};
  const input = asObject(state['input']) ?? {};
  const id = asText(part['callID']) ?? '';
  const name = asText(part['tool']) ?? '';
  const exitCode = asNumber(metadata['exit']);
  const ok = state['status'] === 'completed';
  return [
    event('tool_call', { id, name, input }),
    event('tool_result', {
      id,
      output: asText(state['output']) ?? asText(state['error']) ?? '',
      ok: ok && (exitCode ?? 0) === 0,
      exit_code: exitCode,
    }),
    ...(ok ? fileChanges(name, input, metadata) : []),
  ];
}

function fileChanges(name: string, input: JsonObject, metadata: JsonObject): NewTaskEvent[] {
  const change = (path: unknown, kind: unknown): NewTaskEvent =>
    event('file_change', { path: asText(path) ?? '', kind: changeKind(kind) });
  switch (name) {
    case 'write':
      return [change(input['filePath'], metadata['exists'] === true ? 'update' : 'add')];
    case 'edit':
    case 'multiedit':
      return [change(input['filePath'], input['oldString'] === '' ? 'add' : 'update')];
    case 'apply_patch':
    case 'patch':
      return objectsIn(metadata['files']).map((file) => change(file['filePath'], file['type']));
    default:
      return [];
  }
}

function usageEvent(tokens: JsonObject): NewTaskEvent {
  const cache = asObject(tokens['cache']) ?? {};
  return event('usage', {
    input: asNumber(tokens['input']),
    cached: asNumber(cache['read']),
    output: asNumber(tokens['output']),
    reasoning: asNumber(tokens['reasoning']),
  });
}

function errorMessage(error: JsonObject): string {
  return asWords(asObject(error['data'])?.['message']) ?? asWords(error['name']) ?? 'opencode failed.';
}
