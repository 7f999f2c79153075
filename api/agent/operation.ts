import type { operations } from '../../openapi/generated/agent';
import type { Principal } from '../auth/principal';
import type { Call } from '../router/call';
import type { AgentDependencies } from './dependencies';
import type { Reply } from './reply';

export type OperationId = keyof operations;

/** The operations that everybody may call. The router checks that the document says the same. */
export const PUBLIC_OPERATIONS = [
  'register',
  'login',
  'loginByEmail',
  'loginByPhone',
  'sendEmailCode',
  'sendSmsCode',
  'getGoogleState',
  'loginWithGoogle',
  'refreshToken',
  'logout',
] as const;

type Part<Id extends OperationId, In extends 'path' | 'query'> = operations[Id]['parameters'][In];

type Body<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Given } };
}
  ? Given
  : undefined;

/** What an operation's envelope has as its data. */
export type AgentData<Id extends OperationId> =
  operations[Id]['responses'][200]['content']['application/json']['data'];

/** What an operation is asked, typed by the document. */
export interface AgentRequest<Id extends OperationId> extends Call {
  readonly params: Part<Id, 'path'>;
  readonly query: Part<Id, 'query'>;
  readonly body: Body<Id>;
  readonly user: Id extends (typeof PUBLIC_OPERATIONS)[number] ? Principal | undefined : Principal;
}

/** One operation's code: answers the data of the document's envelope, or throws AppError. */
export type AgentHandler<Id extends OperationId> = (
  request: AgentRequest<Id>,
  dependencies: AgentDependencies,
) => Promise<Reply<AgentData<Id>>>;
