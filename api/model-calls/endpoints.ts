import type { UserGroups } from '../../domain/gateway/user-groups';
import type { Ledger } from '../../domain/ledger/ledger';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { jsonArrayWriter } from '../../providers/llm/protocols/gemini/stream-writer';
import { protocols } from '../../providers/llm/protocols';
import { queryText } from '../router/query-text';
import type { RawCall, RawHandler } from '../router/raw';
import { createEntrance } from './entrance';
import { failureIn } from './failure-answer';
import { createModelCalls, type ModelCallDependencies, type Reading } from './model-calls';
import { createModelLists, type ModelLists } from './model-lists';
import { createBodyReader } from './request';
import type { SessionLimits } from './rights';
import { createTokenCounts } from './token-counts';

/** The code of the operations that take model calls, for the surfaces that have them. */
export interface ModelCallEndpoints {
  readonly chatCompletions: RawHandler;
  readonly completions: RawHandler;
  readonly responses: RawHandler;
  readonly images: RawHandler;
  readonly messages: RawHandler;
  readonly countMessageTokens: RawHandler;
  /** `{model}:{action}` in the path. */
  readonly gemini: RawHandler;
  /** Gemini's body, with `model` and `stream` in it. */
  readonly geminiChat: RawHandler;
  readonly models: ModelLists;
}

export interface EndpointDependencies extends Omit<ModelCallDependencies, 'entrance' | 'readBody'> {
  readonly userGroups: UserGroups;
  readonly ledger: Pick<Ledger, 'balance'>;
  readonly settings: ModelCallDependencies['settings'] & { readonly session: SessionLimits };
}

export function createModelCallEndpoints(dependencies: EndpointDependencies): ModelCallEndpoints {
  const entrance = createEntrance({ ...dependencies, session: dependencies.settings.session });
  const readBody = createBodyReader();
  const { endpoint } = createModelCalls({ ...dependencies, entrance, readBody });
  const counts = createTokenCounts({ entrance, readBody });
  const generate = endpoint(GEMINI);

  return {
    chatCompletions: endpoint({ protocol: 'openai-chat' }),
    completions: endpoint({ protocol: 'openai-completions' }),
    responses: endpoint({ protocol: 'openai-responses' }),
    images: endpoint({ protocol: 'openai-images' }),
    messages: endpoint({ protocol: 'claude' }),
    countMessageTokens: counts.claude,
    gemini: {
      run: (call) => (actionOf(call).action === 'countTokens' ? counts.gemini : generate).run(call),
      failure: failureIn(protocols.gemini),
    },
    geminiChat: endpoint({ protocol: 'gemini' }),
    models: createModelLists({ ...dependencies, session: dependencies.settings.session }),
  };
}

/** What Gemini's callers ask for is in the path, and how they want it streamed in the query. */
const GEMINI: Reading = {
  protocol: 'gemini',
  target(call) {
    const { model, action } = actionOf(call);
    if (action !== 'generateContent' && action !== 'streamGenerateContent') {
      throw new CallFailure('missing', {
        zh: `没有 ${action || '该'} 操作`,
        en: `There is no ${action || 'such action'} here.`,
      });
    }
    return { model, stream: action === 'streamGenerateContent' };
  },
  streaming: ({ req }) =>
    new URLSearchParams(queryText(req.url)).get('alt') === 'sse'
      ? undefined
      : { type: 'application/json; charset=utf-8', writer: jsonArrayWriter },
};

function actionOf({ params }: RawCall): { readonly model: string; readonly action: string } {
  const path = params['modelAction'] ?? '';
  const colon = path.lastIndexOf(':');
  return colon < 0
    ? { model: path, action: '' }
    : { model: path.slice(0, colon), action: path.slice(colon + 1) };
}
