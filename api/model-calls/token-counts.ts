import { protocols } from '../../providers/llm/protocols';
import { asObject } from '../../providers/llm/protocols/json';
import type { JsonObject } from '../../providers/llm/protocols/protocol';
import { promptUsage } from '../../providers/llm/prompt-tokens';
import type { RawHandler } from '../router/raw';
import { sendJson } from '../router/respond';
import { failureIn } from './failure-answer';
import { expectShallow } from './prompt-size';
import { createBodyReader } from './request';
import { AppError } from '../../domain/errors';

/** What is to be counted, read as the calls themselves are; a call's limits are no part of it. */
const PROMPTS = {
  claude: (body: JsonObject) => protocols.claude.caller.readRequest({ ...body, max_tokens: 1 }, {}),
  gemini: (body: JsonObject) => {
    // Either the contents alone, or a whole request (`CountTokensRequest`).
    const whole = asObject(body['generateContentRequest'] ?? body['generate_content_request']);
    return protocols.gemini.caller.readRequest(whole ?? body, { model: 'any' });
  },
} as const;

/**
 * Claude's and Gemini's calls that count a prompt's tokens. They are answered with our own estimate of what the model
 * reads, which is what the demo model reports; they cost nothing and ask no upstream.
 */
export function createTokenCounts({ largestBody }: { readonly largestBody: number }) {
  const readBody = createBodyReader(largestBody);

  const counting = (vendor: 'claude' | 'gemini', answer: (tokens: number) => object): RawHandler => ({
    async run({ req, res, user }) {
      if (!user) throw new AppError('UNAUTHENTICATED');
      const { body } = await readBody(req, res);
      expectShallow(body);
      sendJson(res, 200, JSON.stringify(answer(promptUsage(PROMPTS[vendor](body)).input)));
    },
    failure: failureIn(protocols[vendor]),
  });

  return {
    claude: counting('claude', (tokens) => ({ input_tokens: tokens })),
    gemini: counting('gemini', (tokens) => ({ totalTokens: tokens })),
  };
}
