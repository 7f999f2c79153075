import type { ModelCallEndpoints } from '../model-calls/endpoints';
import type { RawHandler } from '../router/raw';
import type { ModelCallId } from './operation';

/** The operations that speak a vendor's protocol, and the code that takes their calls. */
export function relayModelCalls(endpoints: ModelCallEndpoints): Readonly<Record<ModelCallId, RawHandler>> {
  return {
    createMessage: endpoints.messages,
    countMessageTokens: endpoints.countMessageTokens,
    listClaudeModels: endpoints.models.list('claude'),
    getClaudeModel: endpoints.models.one('claude'),
    createChatCompletion: endpoints.chatCompletions,
    listOpenAiModels: endpoints.models.list('openai-chat'),
    getOpenAiModel: endpoints.models.one('openai-chat'),
    createOpenAiResponse: endpoints.responses,
    createOpenAiResponseUnversioned: endpoints.responses,
    createResponse: endpoints.responses,
    createResponseUnversioned: endpoints.responses,
    createGeminiChat: endpoints.geminiChat,
    listGeminiModels: endpoints.models.list('gemini'),
    getGeminiModel: endpoints.models.one('gemini'),
    callGeminiModel: endpoints.gemini,
  };
}
