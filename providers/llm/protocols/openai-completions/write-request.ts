import type { Losses } from '../../exchange/losses';
import type { Message, ModelRequest, Part } from '../../exchange/request';
import { joined } from '../openai-chat/write-content';
import { writeSampling } from '../openai-chat/write-request';
import type { UpstreamRequest } from '../protocol';

export const COMPLETIONS_PATH = '/completions';

/** OpenAI takes no more stop sequences than these. */
const MOST_STOPS = 4;

/** A request as `POST /completions` takes it: text alone, a conversation as a transcript that the model goes on with. */
export function writeRequest(request: ModelRequest, model: string, losses: Losses): UpstreamRequest {
  reportLosses(request, losses);
  const { system, messages, maxOutputTokens, stop = [] } = request;
  const isPlain = system.length === 0 && messages.length === 1 && messages[0]?.role === 'user';
  const body = {
    model,
    prompt: isPlain ? messages.map(textOf).join('') : transcriptOf(request),
    ...writeSampling(request, losses),
    ...(maxOutputTokens !== undefined && { max_tokens: maxOutputTokens }),
    // Else it would go on with the user's part.
    ...(!isPlain && { stop: [...stop, '\nUser:'].slice(0, MOST_STOPS) }),
  };
  return { path: COMPLETIONS_PATH, body };
}

function transcriptOf({ system, messages }: ModelRequest): string {
  const said = messages.map((message) => {
    return `${message.role === 'user' ? 'User' : 'Assistant'}: ${textOf(message)}`;
  });
  return [...system.map(({ text }) => text), ...said, 'Assistant:'].join('\n\n');
}

/** What is said; of a tool's result, its text. */
function textOf({ parts }: Message): string {
  const said = parts.flatMap((part): readonly Part[] => (part.type === 'tool-result' ? part.parts : [part]));
  return joined(said.filter((part) => part.type === 'text' || part.type === 'refusal'));
}

function reportLosses({ system, messages, tools, reasoning, format }: ModelRequest, losses: Losses): void {
  if (tools.length > 0) losses.add('tools');
  if (reasoning) losses.add('reasoning');
  if (format) losses.add('format');
  const parts = [...system, ...messages.flatMap((message) => message.parts)];
  for (const part of parts) {
    if (part.type !== 'text' && part.type !== 'refusal') losses.add(`messages.${part.type}`);
    if ('cache' in part && part.cache) losses.add('cache_control');
  }
}
