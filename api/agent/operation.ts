import type { operations } from '../../openapi/generated/agent';
import type { DataOf, TypedCall } from '../router/typed';
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

type Public = (typeof PUBLIC_OPERATIONS)[number];

/** What an operation is asked, typed by the document. */
export type AgentRequest<Id extends OperationId> = TypedCall<
  operations[Id],
  Id extends Public ? true : false
>;

/** What an operation's envelope has as its data. */
export type AgentData<Id extends OperationId> = DataOf<operations[Id]>;

/** One operation's code. It throws AppError for whatever the caller should be told. */
export type AgentHandler<Id extends OperationId> = (
  request: AgentRequest<Id>,
  dependencies: AgentDependencies,
) => Promise<Reply<AgentData<Id>>>;
