import type { AgentEnd, AgentNews, AgentReader } from '../../../domain/tasks/agent';
import type { NewTaskEvent } from '../../../domain/tasks/task';
import { asList, asNumber, asObject, asText, asWords, objectsIn, parseJson } from '../../llm/protocols/json';
import type { JsonObject } from '../../llm/protocols/protocol';
import { event, failed, news, readingLines, sessionIn, succeeded } from '../agent-lines';
import { changeKind } from '../file-changes';

/** Reads what `claude --print --output-format stream-json` prints: whole messages, and the result of its turn. */
export function claudeReader(): AgentReader {
  /** The result says once more what went wrong. */
  let lastError: string | undefined;

  function understand(line: JsonObject): AgentNews | undefined {
    const message = asObject(line['message']) ?? {};
    switch (line['type']) {
      case 'system':
        return line['subtype'] === 'init' ? { events: [], ...sessionIn(line['session_id']) } : undefined;
      case 'assistant':
        if (isFailure(line, message)) {
          lastError = withoutJson(textsIn(message['content']));
          return news(event('error', { message: lastError }));
        }
        return news(...objectsIn(message['content']).flatMap(assistantEvents));
      case 'user':
        return news(...userEvents(message, asObject(line['tool_use_result']) ?? {}));
      case 'tool_progress':
        // That a command still runs.
        return news();
      case 'result': {
        const end = endOf(line);
        const isNews = !end.ok && end.message !== lastError;
        return {
          events: [...(isNews ? [event('error', { message: end.message })] : []), usageEvent(line)],
          end,
        };
      }
      default:
        return undefined;
    }
  }

  return readingLines({
    understand,
    exited: () => (lastError === undefined ? undefined : failed(lastError)),
  });
}

/** What the gateway refused is told as a message that no model made. */
function isFailure(line: JsonObject, message: JsonObject): boolean {
  return (
    line['error'] !== undefined ||
    (message['model'] === '<synthetic>' && /^API Error\b/.test(textsIn(message['content'])))
  );
}

function assistantEvents(part: JsonObject): NewTaskEvent[] {
  switch (part['type']) {
    case 'text':
      return [event('text', { text: asText(part['text']) ?? '' })];
    case 'thinking':
      return [event('reasoning', { text: asText(part['thinking']) ?? '' })];
    case 'tool_use':
      return [
        event('tool_call', {
          id: asText(part['id']) ?? '',
          name: asText(part['name']) ?? '',
          input: asObject(part['input']) ?? {},
        }),
      ];
    default:
      return [];
  }
}

/** @param result what the tool said to Claude Code itself: of a file that it wrote, whether it was there before. */
function userEvents({ content }: JsonObject, result: JsonObject): NewTaskEvent[] {
  const results = objectsIn(content).filter(({ type }) => type === 'tool_result');
  const path = asWords(result['filePath']);
  const isChange = path !== undefined && asList(result['structuredPatch']) !== undefined;
  return [
    ...results.map((part) =>
      event('tool_result', {
        id: asText(part['tool_use_id']) ?? '',
        output: textsIn(part['content']),
        ok: part['is_error'] !== true,
      }),
    ),
    ...(isChange && results.length > 0
      ? [event('file_change', { path, kind: changeKind(result['type']) })]
      : []),
  ];
}

function endOf(line: JsonObject): AgentEnd {
  if (line['subtype'] === 'success' && line['is_error'] !== true) return succeeded;
  const errors = (asList(line['errors']) ?? []).filter((error) => typeof error === 'string');
  return failed(
    asWords(withoutJson(asText(line['result']) ?? '')) ??
      asWords(errors.join('\n')) ??
      `Claude Code failed: ${asText(line['subtype'])}.`,
  );
}

/** `API Error: 402 {"error":{"message":"Too few credits"}}` as `API Error: 402 Too few credits`. */
function withoutJson(text: string): string {
  const [, what, json = ''] = /^(API Error: \d+) (\{.*\})\s*$/s.exec(text) ?? [];
  const message = asWords(asObject(asObject(parseJson(json))?.['error'])?.['message']);
  return message === undefined ? text : `${what} ${message}`;
}

function usageEvent({ usage }: JsonObject): NewTaskEvent {
  const tokens = asObject(usage) ?? {};
  return event('usage', {
    input: asNumber(tokens['input_tokens']),
    cached: asNumber(tokens['cache_read_input_tokens']),
    output: asNumber(tokens['output_tokens']),
  });
}

/** The words of a content, which is a text or a list of parts. */
function textsIn(content: unknown): string {
  return (
    asText(content) ??
    objectsIn(content)
      .map((part) => asText(part['text']) ?? '')
      .join('\n')
  );
}
