import { AppError } from '../../domain/errors';
import { protocols } from '../../providers/llm/protocols';
import { asObject } from '../../providers/llm/protocols/json';
import type { JsonObject } from '../../providers/llm/protocols/protocol';
import { promptUsage } from '../../providers/llm/prompt-tokens';
import type { RawCall, RawHandler } from '../router/raw';
import { sendJson } from '../router/respond';
import type { Entrance } from './entrance';
import { failureIn } from './failure-answer';
import type { BodyReader } from './request';

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
 * reads, which is what the demo model reports; they cost nothing and ask no upstream, but what a caller may do holds
 * for them as for calls.
 */
export function createTokenCounts({
  entrance,
  readBody,
}: {
  readonly entrance: Entrance;
  readonly readBody: BodyReader;
}) {
  const counting = (
    vendor: 'claude' | 'gemini',
    modelOf: (call: RawCall, body: JsonObject) => unknown,
    answer: (tokens: number) => object,
  ): RawHandler => ({
    async run(call) {
      const { rights, largestBody, leave } = await entrance.enter(call, vendor);
      try {
        const { body } = await readBody(call, largestBody);
        const model = modelOf(call, body);
        if (typeof model === 'string' && !rights.mayUse(model)) throw new AppError('MODEL_NOT_ALLOWED');
        sendJson(call.res, 200, JSON.stringify(answer(promptUsage(PROMPTS[vendor](body)).input)));
      } finally {
        leave();
      }
    },
    failure: failureIn(protocols[vendor]),
  });

  return {
    claude: counting(
      'claude',
      (_, { model }) => model,
      (tokens) => ({ input_tokens: tokens }),
    ),
    /** `{model}:countTokens` in the path. */
    gemini: counting(
      'gemini',
      ({ params }) => params['modelAction']?.replace(/:[^:]*$/, ''),
      (tokens) => ({ totalTokens: tokens }),
    ),
  };
}
