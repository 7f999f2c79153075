import type { Message, ModelRequest } from '../exchange/request';

/**
 * A model call in DashScope's own words: https://help.aliyun.com/zh/model-studio/qwen-api-via-dashscope. Only texts are
 * written with it, so that it carries nothing else.
 */
export function writeDashscopeRequest(request: ModelRequest, model: string): object {
  const { system, messages, temperature, maxOutputTokens, format, stream } = request;
  return {
    model,
    input: {
      messages: [
        ...(system.length > 0 ? [{ role: 'system', content: wordsOf(system) }] : []),
        ...messages.map(({ role, parts }) => ({ role, content: wordsOf(parts) })),
      ],
    },
    parameters: {
      result_format: 'message',
      // Else each event repeats all that was said before.
      ...(stream && { incremental_output: true }),
      ...(temperature !== undefined && { temperature }),
      ...(maxOutputTokens !== undefined && { max_tokens: maxOutputTokens }),
      ...(format && { response_format: { type: 'json_object' } }),
    },
  };
}

function wordsOf(parts: ModelRequest['system'] | Message['parts']): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}
