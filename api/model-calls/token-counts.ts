import { AppError } from '../../domain/errors';
import { protocols } from '../../providers/llm/protocols';
import type { JsonObject } from '../../providers/llm/protocols/protocol';
import type { RawCall, RawHandler } from '../router/raw';
import { sendJson } from '../router/respond';
import type { Entrance } from './entrance';
import { failureIn } from './failure-answer';
import { promptTokens } from './prompt-size';
import type { BodyReader } from './request';

/**
 * Claude's and Gemini's calls that count a prompt's tokens. They are answered with our own estimate, which is also
 * what calls are quoted by; they cost nothing and ask no upstream, but the caller's limits hold for them as for calls.
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
        sendJson(call.res, 200, JSON.stringify(answer(promptTokens(body))));
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
