import type { operations } from '../../openapi/generated/gateway';
import type { Principal } from '../auth/principal';
import type { Call, Redirect } from '../router/call';
import type { GatewayDependencies } from './dependencies';

export type OperationId = keyof operations;

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

type Part<Id extends OperationId, In extends 'path' | 'query'> = operations[Id]['parameters'][In];

type Body<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Given } };
}
  ? Given
  : undefined;

/** What it answers: the bare JSON of the document, or where the browser goes. */
export type GatewayAnswer<Id extends OperationId> = operations[Id]['responses'] extends {
  200: { content: { 'application/json': infer Data } };
}
  ? Data
  : Redirect;

/** What an operation is asked, typed by the document. */
export interface GatewayRequest<Id extends OperationId> extends Call {
  readonly params: Part<Id, 'path'>;
  readonly query: Part<Id, 'query'>;
  readonly body: Body<Id>;
  readonly user: Id extends (typeof PUBLIC_OPERATIONS)[number] ? undefined : Principal;
}

/** One operation's code. It throws AppError for whatever the caller should be told. */
export type GatewayHandler<Id extends OperationId> = (
  request: GatewayRequest<Id>,
  dependencies: GatewayDependencies,
) => Promise<GatewayAnswer<Id>>;
