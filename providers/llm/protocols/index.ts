import { claude } from './claude/claude';
import { gemini } from './gemini/gemini';
import { openAiChat } from './openai-chat/openai-chat';
import { openAiCompletions } from './openai-completions/openai-completions';
import { openAiImages } from './openai-images/openai-images';
import { openaiResponses } from './openai-responses/openai-responses';
import type { Protocol, ProtocolName } from './protocol';

/** Every protocol of model calls, by its name. */
export const protocols: Readonly<Record<ProtocolName, Protocol>> = {
  'openai-chat': openAiChat,
  'openai-completions': openAiCompletions,
  'openai-responses': openaiResponses,
  'openai-images': openAiImages,
  claude,
  gemini,
};
