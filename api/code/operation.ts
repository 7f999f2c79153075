import type { operations } from '../../openapi/generated/code';
import type { EventStream, FileAnswer, NothingMore, Redirect } from '../router/call';
import type { DataOf, JsonOf, TypedCall } from '../router/typed';
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

type Public = (typeof PUBLIC_OPERATIONS)[number];

/** What an operation is asked, typed by the document. */
export type CodeRequest<Id extends OperationId> = TypedCall<operations[Id], Id extends Public ? true : false>;

interface AnswersEvents {
  responses: { 200: { content: { 'text/event-stream': string } } };
}

interface AnswersFile {
  responses: { 200: { content: object } };
}

/** What it answers: the data of the document's envelope, a stream of events, a file, or where the browser goes next. */
export type CodeAnswer<Id extends OperationId> = [JsonOf<operations[Id]>] extends [never]
  ? operations[Id] extends AnswersEvents
    ? EventStream | NothingMore
    : operations[Id] extends AnswersFile
      ? FileAnswer
      : Redirect
  : Reply<DataOf<operations[Id]>>;

/** One operation's code. It throws AppError for whatever the caller should be told. */
export type CodeHandler<Id extends OperationId> = (
  request: CodeRequest<Id>,
  dependencies: CodeDependencies,
) => Promise<CodeAnswer<Id>>;
