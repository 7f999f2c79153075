import type { operations } from '../../openapi/generated/relay';
import type { Principal } from '../auth/principal';
import type { Call } from '../router/call';
import type { RelayDependencies } from './dependencies';
import type { Reply } from './reply';

export type OperationId = keyof operations;

/** The operations that everybody may call. The router checks that the document says the same. */
export const PUBLIC_OPERATIONS = ['getCaptcha', 'getCaptchaStatus', 'login', 'register'] as const;

type Body<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Given } };
}
  ? Given
  : undefined;

interface Json<Data> {
  content: { 'application/json': { data: Data } };
}

/** The data of the document's envelope, whichever of the two successes it has. */
type Data<Id extends OperationId> = operations[Id]['responses'] extends { 200: Json<infer Found> }
  ? Found
  : operations[Id]['responses'] extends { 201: Json<infer Made> }
    ? Made
    : never;

/** What an operation is asked, typed by the document. */
export interface RelayRequest<Id extends OperationId> extends Call {
  readonly body: Body<Id>;
  readonly user: Id extends (typeof PUBLIC_OPERATIONS)[number] ? undefined : Principal;
}

/** One operation's code. It throws AppError for whatever the caller should be told. */
export type RelayHandler<Id extends OperationId> = (
  request: RelayRequest<Id>,
  dependencies: RelayDependencies,
) => Promise<Reply<Data<Id>>>;
