import type { ModelCallEndpoints } from '../model-calls/endpoints';
import type { RawHandler } from '../router/raw';
import type { ModelCallId } from './operation';

/** The operations that speak a vendor's protocol, and the code that takes their calls. */
export function gatewayModelCalls(endpoints: ModelCallEndpoints): Readonly<Record<ModelCallId, RawHandler>> {
  return {
    createChatCompletion: endpoints.chatCompletions,
    createCompletion: endpoints.completions,
    createResponse: endpoints.responses,
    createImage: endpoints.images,
    createMessage: endpoints.messages,
    countMessageTokens: endpoints.countMessageTokens,
    callGeminiModel: endpoints.gemini,
    callGeminiModelBeta: endpoints.gemini,
    listModels: endpoints.models.list('openai-chat'),
    getModel: endpoints.models.one('openai-chat'),
    listGeminiModels: endpoints.models.list('gemini'),
    getGeminiModel: endpoints.models.one('gemini'),
  };
}
