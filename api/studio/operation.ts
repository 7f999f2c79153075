import type { operations } from '../../openapi/generated/studio';
import type { EventStream, FileAnswer, NothingMore } from '../router/call';
import type { DataOf, JsonOf, TypedCall } from '../router/typed';
import type { StudioDependencies } from './dependencies';
import type { Reply } from './reply';

export type OperationId = keyof operations;

/** The operations that everybody may call. The router checks that the document says the same. */
export const PUBLIC_OPERATIONS = ['register', 'login', 'handlePaymentCallback', 'listPlatforms'] as const;

type Public = (typeof PUBLIC_OPERATIONS)[number];

/** What an operation is asked, typed by the document. */
export type StudioRequest<Id extends OperationId> = TypedCall<
  operations[Id],
  Id extends Public ? true : false
>;

interface AnswersEvents {
  responses: { 200: { content: { 'text/event-stream': string } } };
}

/** What it answers: the data of the document's envelope, a stream of events, or a file. */
export type StudioAnswer<Id extends OperationId> = [JsonOf<operations[Id]>] extends [never]
  ? operations[Id] extends AnswersEvents
    ? EventStream | NothingMore
    : FileAnswer
  : Reply<DataOf<operations[Id]>>;

/** One operation's code. It throws AppError for whatever the caller should be told. */
export type StudioHandler<Id extends OperationId> = (
  request: StudioRequest<Id>,
  dependencies: StudioDependencies,
) => Promise<StudioAnswer<Id>>;
