import type { operations } from '../../openapi/generated/studio';
import type { Principal } from '../auth/principal';
import type { Call, EventStream } from '../router/call';
import type { StudioDependencies } from './dependencies';
import type { Reply } from './reply';

export type OperationId = keyof operations;

/** The operations that everybody may call. The router checks that the document says the same. */
export const PUBLIC_OPERATIONS = ['register', 'login', 'handlePaymentCallback'] as const;

type Part<Id extends OperationId, In extends 'path' | 'query' | 'header'> = operations[Id]['parameters'][In];

type Body<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Given } };
}
  ? Given
  : undefined;

type Answer<Id extends OperationId> = operations[Id]['responses'][200]['content'];

/** What an operation is asked, typed by the document. */
export interface StudioRequest<Id extends OperationId> extends Call {
  readonly params: Part<Id, 'path'>;
  readonly query: Part<Id, 'query'>;
  readonly headers: LowerCased<Part<Id, 'header'>>;
  readonly body: Body<Id>;
  readonly user: Id extends (typeof PUBLIC_OPERATIONS)[number] ? undefined : Principal;
}

/** Node gives header names in lower case. */
type LowerCased<Headers> = Headers extends object
  ? { [Name in keyof Headers as Name extends string ? Lowercase<Name> : never]: Headers[Name] }
  : undefined;

/** What it answers: the data of the document's envelope, or a stream of events. */
export type StudioAnswer<Id extends OperationId> =
  Answer<Id> extends { 'application/json': { data: infer Data } } ? Reply<Data> : EventStream;

/** One operation's code. It throws AppError for whatever the caller should be told. */
export type StudioHandler<Id extends OperationId> = (
  request: StudioRequest<Id>,
  dependencies: StudioDependencies,
) => Promise<StudioAnswer<Id>>;
