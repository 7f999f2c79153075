import type { Principal } from '../auth/principal';
import type { Call, Handler } from './call';

/** What the types that are generated of a document say of one operation. */
interface Documented {
  readonly parameters: { readonly path?: unknown; readonly query?: unknown; readonly header?: unknown };
  readonly responses: object;
}

/** A call of an operation, typed by its document. Who calls may be unknown only where everybody may. */
export interface TypedCall<Operation extends Documented, IsPublic extends boolean> extends Call {
  readonly params: Operation['parameters']['path'];
  readonly query: Operation['parameters']['query'];
  readonly headers: LowerCased<Operation['parameters']['header']>;
  readonly body: BodyOf<Operation>;
  readonly user: IsPublic extends true ? Principal | undefined : Principal;
}

type BodyOf<Operation> = Operation extends { requestBody: Json<infer Given> }
  ? Given
  : Operation extends { requestBody?: Json<infer Given> }
    ? Given | undefined
    : undefined;

/** Node gives header names in lower case. */
type LowerCased<Headers> = Headers extends object
  ? { [Name in keyof Headers as Name extends string ? Lowercase<Name> : never]: Headers[Name] }
  : undefined;

/** The JSON of an operation's success; never where it answers something else. */
export type JsonOf<Operation extends Documented> = Operation['responses'] extends { 200: Json<infer Found> }
  ? Found
  : Operation['responses'] extends { 201: Json<infer Made> }
    ? Made
    : never;

/** The data of the envelope that an operation answers; undefined where the envelope has none. */
export type DataOf<Operation extends Documented> =
  JsonOf<Operation> extends { data: infer Data } ? Data : undefined;

interface Json<Content> {
  content: { 'application/json': Content };
}

/**
 * A surface's handlers as the router calls them, by their operations' ids. What a call holds has been checked
 * against the document by then.
 */
export function bound<Dependencies>(
  handlers: object,
  dependencies: Dependencies,
): Readonly<Record<string, Handler>> {
  const entries = Object.entries(handlers) as [
    string,
    (call: Call, dependencies: Dependencies) => Promise<unknown>,
  ][];
  return Object.fromEntries(
    entries.map(([id, handler]): [string, Handler] => [id, (call) => handler(call, dependencies)]),
  );
}
