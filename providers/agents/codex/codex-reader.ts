import type { AgentNews, AgentReader } from '../../../domain/tasks/agent';
import type { NewTaskEvent } from '../../../domain/tasks/task';
import { asNumber, asObject, asText, asWords, objectsIn } from '../../llm/protocols/json';
import type { JsonObject } from '../../llm/protocols/protocol';
import { event, failed, news, readingLines, sessionIn, succeeded } from '../agent-lines';
import { changeKind } from '../file-changes';

/** Reads what `codex exec --json` prints: threads, turns, and their items as these begin, change and end. */
export function codexReader(): AgentReader {
  /** Why the turn fails is told as an error before, too. */
  let lastError: string | undefined;

  function understand(line: JsonObject): AgentNews | undefined {
    switch (line['type']) {
      case 'thread.started':
        return { events: [], ...sessionIn(line['thread_id']) };
      case 'turn.started':
        return news();
      case 'item.started':
      case 'item.updated':
      case 'item.completed':
        return ofItem(asObject(line['item']) ?? {}, line['type'] === 'item.completed');
      case 'error':
        return ofError(asText(line['message']) ?? '');
      case 'turn.completed':
        return { events: usageEvents(asObject(line['usage'])), end: succeeded };
      case 'turn.failed': {
        const message = asWords(asObject(line['error'])?.['message']) ?? lastError ?? 'codex failed.';
        const events = message === lastError ? [] : [event('error', { message })];
        return { events, end: failed(message) };
      }
      default:
        return undefined;
    }
  }

  function ofError(message: string): AgentNews {
    // It goes on by itself.
    if (/^Reconnecting\b/.test(message)) return news(event('log', { text: message }));
    lastError = message;
    return news(event('error', { message }));
  }

  return readingLines({
    understand,
    exited: () => (lastError === undefined ? undefined : failed(lastError)),
  });
}

function usageEvents(usage: JsonObject | undefined): NewTaskEvent[] {
  if (!usage) return [];
  return [
    event('usage', {
      input: asNumber(usage['input_tokens']),
      cached: asNumber(usage['cached_input_tokens']),
      output: asNumber(usage['output_tokens']),
      reasoning: asNumber(usage['reasoning_output_tokens']),
    }),
  ];
}

/** What came of a piece of its work; undefined where it is of a kind that is not known. */
function ofItem(item: JsonObject, isDone: boolean): AgentNews | undefined {
  const id = asText(item['id']) ?? '';
  switch (item['type']) {
    case 'agent_message':
      return news(...(isDone ? [event('text', { text: asText(item['text']) ?? '' })] : []));
    case 'reasoning':
      return news(...(isDone ? [event('reasoning', { text: asText(item['text']) ?? '' })] : []));
    case 'command_execution':
      return news(
        isDone
          ? commandResult(id, item)
          : event('tool_call', { id, name: 'shell', input: pick(item, 'command') }),
      );
    case 'file_change':
      return news(...(isDone ? fileChanges(item) : []));
    case 'mcp_tool_call':
      return news(
        isDone
          ? mcpResult(id, item)
          : event('tool_call', { id, name: mcpName(item), input: item['arguments'] ?? {} }),
      );
    case 'web_search':
      return news(
        isDone
          ? event('tool_result', { id, output: '', ok: true })
          : event('tool_call', { id, name: 'web_search', input: pick(item, 'query') }),
      );
    case 'todo_list':
      // Told anew whenever it changes, under the same id.
      return news(
        isDone
          ? event('tool_result', { id, output: '', ok: true })
          : event('tool_call', { id, name: 'todo_list', input: pick(item, 'items') }),
      );
    case 'error':
      // What does not end the turn, such as a model that codex has no facts of.
      return news(event('log', { text: asText(item['message']) ?? '' }));
    default:
      return undefined;
  }
}

function pick(item: JsonObject, name: string): JsonObject {
  return { [name]: item[name] };
}

function commandResult(id: string, item: JsonObject): NewTaskEvent {
  const exitCode = asNumber(item['exit_code']);
  return event('tool_result', {
    id,
    output: asText(item['aggregated_output']) ?? '',
    ok: item['status'] === 'completed' && (exitCode ?? 0) === 0,
    exit_code: exitCode,
  });
}

function fileChanges(item: JsonObject): NewTaskEvent[] {
  if (item['status'] === 'failed') return [event('log', { text: 'A change of files was not applied.' })];
  return objectsIn(item['changes']).map((change) =>
    event('file_change', { path: asText(change['path']) ?? '', kind: changeKind(change['kind']) }),
  );
}

function mcpName(item: JsonObject): string {
  return [item['server'], item['tool']].map((part) => asText(part) ?? '').join('.');
}

function mcpResult(id: string, item: JsonObject): NewTaskEvent {
  const message = asWords(asObject(item['error'])?.['message']);
  const output = objectsIn(asObject(item['result'])?.['content'])
    .map((part) => asText(part['text']) ?? '')
    .join('\n');
  return event('tool_result', { id, output: message ?? output, ok: message === undefined });
}
