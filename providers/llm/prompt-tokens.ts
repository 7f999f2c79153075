import type { Usage } from '../../domain/gateway/usage';
import type { ModelRequest, Part } from './exchange/request';
import { estimateTokens } from './tokens';

/** What a picture is counted as, in tokens. */
const IMAGE_TOKENS = 256;

/**
 * About how many tokens of a request the model reads: what is said, in the system's words and the conversation, and
 * the tools. The demo model's usage, and the answer to whoever asks for a prompt's tokens.
 */
export function promptUsage({
  system,
  messages,
  tools,
}: Pick<ModelRequest, 'system' | 'messages' | 'tools'>): Pick<Usage, 'input' | 'imageInput'> {
  const parts = messages.flatMap((message) => message.parts);
  const imageInput = IMAGE_TOKENS * parts.filter(({ type }) => type === 'image').length;
  const texts = [...system.map(({ text }) => text), ...parts.map(textOf)];
  const words =
    estimateTokens(texts.join('\n')) + (tools.length > 0 ? estimateTokens(JSON.stringify(tools)) : 0);
  return { input: words + imageInput, imageInput };
}

function textOf(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'refusal':
    case 'thinking':
      return part.text;
    case 'tool-call':
      return `${part.name}${part.input}`;
    case 'tool-result':
      return part.parts.map(textOf).join('\n');
    default:
      return '';
  }
}
