import type { IncomingHttpHeaders } from 'node:http';
import { claudeModels } from './claude';
import { claudeCount, claudeMessages } from './claude-messages';
import { geminiModels } from './gemini';
import { geminiContent, geminiCount } from './gemini-content';
import { openaiModels } from './openai';
import { openaiChat } from './openai-chat';
import { openaiCompletions } from './openai-completions';
import { openaiImages } from './openai-images';
import { openaiResponses } from './openai-responses';
import type { Endpoint, Lookup } from './vendor';

export interface Route {
  readonly to: { readonly endpoint: Endpoint } | { readonly lookup: Lookup };
  /** Empty where the body says it. */
  readonly pathModel: string;
  readonly streamPath: boolean;
}

const POSTS: Readonly<Record<string, Endpoint>> = {
  '/v1/chat/completions': openaiChat,
  '/v1/completions': openaiCompletions,
  '/v1/responses': openaiResponses,
  '/v1/images/generations': openaiImages,
  '/v1/messages': claudeMessages,
};

/** Where a request goes, or nothing for a path that no vendor has. */
export function routeOf(method: string, path: string, headers: IncomingHttpHeaders): Route | undefined {
  const plain = { pathModel: '', streamPath: false };
  if (method === 'GET') {
    if (path === '/v1beta/models') return { to: { lookup: geminiModels }, ...plain };
    if (path !== '/v1/models') return undefined;
    // OpenAI and Claude list their models at the same path; Claude's callers say which version they speak.
    const lookup = headers['anthropic-version'] === undefined ? openaiModels : claudeModels;
    return { to: { lookup }, ...plain };
  }
  if (method !== 'POST') return undefined;
  if (path === '/v1/messages/count_tokens') return { to: { lookup: claudeCount }, ...plain };
  const endpoint = POSTS[path];
  return endpoint ? { to: { endpoint }, ...plain } : geminiRoute(path);
}

function geminiRoute(path: string): Route | undefined {
  const [, model = '', action] = /^\/v1(?:beta)?\/models\/([^/:]+):(\w+)$/.exec(path) ?? [];
  const pathModel = decoded(model);
  switch (action) {
    case 'generateContent':
      return { to: { endpoint: geminiContent }, pathModel, streamPath: false };
    case 'streamGenerateContent':
      return { to: { endpoint: geminiContent }, pathModel, streamPath: true };
    case 'countTokens':
      return { to: { lookup: geminiCount }, pathModel, streamPath: false };
    default:
      return undefined;
  }
}

function decoded(model: string): string {
  try {
    return decodeURIComponent(model);
  } catch {
    return model;
  }
}
