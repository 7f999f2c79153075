import type { operations } from '../../openapi/generated/code';
import type { Principal } from '../auth/principal';
import type { Call, Redirect } from '../router/call';
import type { CodeDependencies } from './dependencies';
import type { Reply } from './reply';

export type OperationId = keyof operations;

/** The operations that everybody may call. The router checks that the document says the same. */
export const PUBLIC_OPERATIONS = [
  'createCaptchaChallenge',
  'redeemCaptchaChallenge',
  'signInWithPassword',
  'beginOauthSignIn',
  'finishOauthSignIn',
  'getStatus',
  'requestPasswordReset',
  'resetPassword',
] as const;

type Part<Id extends OperationId, In extends 'path' | 'query'> = operations[Id]['parameters'][In];

type Body<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Given } };
}
  ? Given
  : operations[Id] extends { requestBody?: { content: { 'application/json': infer Given } } }
    ? Given | undefined
    : undefined;

/** What an operation is asked, typed by the document. */
export interface CodeRequest<Id extends OperationId> extends Call {
  readonly params: Part<Id, 'path'>;
  readonly query: Part<Id, 'query'>;
  readonly body: Body<Id>;
  readonly user: Id extends (typeof PUBLIC_OPERATIONS)[number] ? Principal | undefined : Principal;
}

/** What it answers: the data of the document's envelope, or where the browser goes next. */
export type CodeAnswer<Id extends OperationId> = operations[Id]['responses'] extends {
  200: { content: { 'application/json': infer Envelope } };
}
  ? Reply<Envelope extends { data: infer Data } ? Data : undefined>
  : Redirect;

/** One operation's code. It throws AppError for whatever the caller should be told. */
export type CodeHandler<Id extends OperationId> = (
  request: CodeRequest<Id>,
  dependencies: CodeDependencies,
) => Promise<CodeAnswer<Id>>;
