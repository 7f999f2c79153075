import { protocols } from '../../providers/llm/protocols';
import type { RawHandler } from '../router/raw';
import { sendJson } from '../router/respond';
import { failureIn } from './failure-answer';
import { promptTokens } from './prompt-size';
import { createBodyReader } from './request';
import { AppError } from '../../domain/errors';

/**
 * Claude's and Gemini's calls that count a prompt's tokens. They are answered with our own estimate, which is also
 * what calls are quoted by; they cost nothing and ask no upstream.
 */
export function createTokenCounts({ largestBody }: { readonly largestBody: number }) {
  const readBody = createBodyReader(largestBody);

  const counting = (vendor: 'claude' | 'gemini', answer: (tokens: number) => object): RawHandler => ({
    async run({ req, res, user }) {
      if (!user) throw new AppError('UNAUTHENTICATED');
      const { body } = await readBody(req, res);
      sendJson(res, 200, JSON.stringify(answer(promptTokens(body))));
    },
    failure: failureIn(protocols[vendor]),
  });

  return {
    claude: counting('claude', (tokens) => ({ input_tokens: tokens })),
    gemini: counting('gemini', (tokens) => ({ totalTokens: tokens })),
  };
}
