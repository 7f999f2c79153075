import type { operations } from '../../openapi/generated/gateway';
import type { Redirect } from '../router/call';
import type { JsonOf, TypedCall } from '../router/typed';
import type { GatewayDependencies } from './dependencies';

/** The operations that speak a protocol of their own (`x-protocol`). */
export type ModelCallId =
  | 'createChatCompletion'
  | 'createCompletion'
  | 'createResponse'
  | 'createImage'
  | 'createMessage'
  | 'countMessageTokens'
  | 'callGeminiModel'
  | 'callGeminiModelBeta'
  | 'listModels'
  | 'getModel'
  | 'listGeminiModels'
  | 'getGeminiModel';

export type OperationId = Exclude<keyof operations, ModelCallId>;

/** The operations that everybody may call. The router checks that the document says the same. */
export const PUBLIC_OPERATIONS = [
  'getSetupStatus',
  'setUp',
  'loginWithPassword',
  'registerWithPassword',
  'sendRegistrationCode',
  'getPasskeyLoginOptions',
  'loginWithPasskey',
  'startOidcLogin',
  'finishOidcLogin',
] as const;

type Public = (typeof PUBLIC_OPERATIONS)[number];

/** What an operation is asked, typed by the document. */
export type GatewayRequest<Id extends OperationId> = TypedCall<
  operations[Id],
  Id extends Public ? true : false
>;

/** What it answers: the bare JSON of the document, or where the browser goes. */
export type GatewayAnswer<Id extends OperationId> = [JsonOf<operations[Id]>] extends [never]
  ? Redirect
  : JsonOf<operations[Id]>;

/** One operation's code. It throws AppError for whatever the caller should be told. */
export type GatewayHandler<Id extends OperationId> = (
  request: GatewayRequest<Id>,
  dependencies: GatewayDependencies,
) => Promise<GatewayAnswer<Id>>;
