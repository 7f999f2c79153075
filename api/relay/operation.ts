import type { operations } from '../../openapi/generated/relay';
import type { DataOf, TypedCall } from '../router/typed';
import type { RelayDependencies } from './dependencies';
import type { Reply } from './reply';

/** The operations that speak a protocol of their own (`x-protocol`). */
export type ModelCallId =
  | 'createMessage'
  | 'countMessageTokens'
  | 'listClaudeModels'
  | 'getClaudeModel'
  | 'createChatCompletion'
  | 'listOpenAiModels'
  | 'getOpenAiModel'
  | 'createOpenAiResponse'
  | 'createOpenAiResponseUnversioned'
  | 'createResponse'
  | 'createResponseUnversioned'
  | 'createGeminiChat'
  | 'listGeminiModels'
  | 'getGeminiModel'
  | 'callGeminiModel';

export type OperationId = Exclude<keyof operations, ModelCallId>;

/** The operations that everybody may call. The router checks that the document says the same. */
export const PUBLIC_OPERATIONS = ['getCaptcha', 'getCaptchaStatus', 'login', 'register'] as const;

type Public = (typeof PUBLIC_OPERATIONS)[number];

/** What an operation is asked, typed by the document. */
export type RelayRequest<Id extends OperationId> = TypedCall<
  operations[Id],
  Id extends Public ? true : false
>;

/** One operation's code. It throws AppError for whatever the caller should be told. */
export type RelayHandler<Id extends OperationId> = (
  request: RelayRequest<Id>,
  dependencies: RelayDependencies,
) => Promise<Reply<DataOf<operations[Id]>>>;
