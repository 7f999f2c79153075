import type { Readable } from 'node:stream';
import type { IdempotencyClaim } from '../../domain/idempotency';
import type { Place } from '../../domain/identity/place';
import type { Principal } from '../auth/principal';
import type { Language } from './language';
import type { Upload } from './upload';

/** One request to an operation, as the router understood it: validated, and free of HTTP. */
export interface Call {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
  /** The body's bytes as they came, for signatures over them. */
  readonly rawBody: Buffer;
  /** The file of an operation that takes one. */
  readonly upload: Upload | undefined;
  /** Where the request came from. */
  readonly place: Place;
  /** Who calls; undefined only where everybody may. */
  readonly user: Principal | undefined;
  /** Present when the operation takes an Idempotency-Key and the caller sent one. */
  readonly idempotency: IdempotencyClaim | undefined;
  readonly session: BrowserSession;
  readonly cookies: Cookies;
  readonly language: Language;
  /** Aborts when the caller hangs up or the process shuts down. */
  readonly signal: AbortSignal;
  /** Tells of the work before it is done; undefined where the caller wants the answer alone. */
  readonly tell: Tell | undefined;
  /** Adds fields to the line that the log gets for this request. */
  note(fields: Readonly<Record<string, string | number>>): void;
}

/**
 * Sends news ahead of the answer, to whom it may interest: it never waits, and news that the connection has no room for
 * is left out. So all that matters stands in the answer, too.
 */
export type Tell = (event: string, data: object) => void;

/** The cookie of a session, of the scheme that the operation's document names. */
export interface BrowserSession {
  /** Gives the browser the session's cookie. Answers false while cookies are away, or when the operation has none. */
  start(sessionId: string): Promise<boolean>;
  /** Takes the cookie away. */
  end(): Promise<void>;
}

/** Small cookies of an operation's own, which scripts cannot read. */
export interface Cookies {
  get(name: string): string | undefined;
  set(name: string, value: string, options: { readonly seconds: number; readonly path: string }): void;
}

/** What an operation answers that sends the browser elsewhere. */
export class Redirect {
  constructor(readonly location: string) {}
}

/** What an operation with x-file answers. */
export class FileAnswer {
  constructor(
    /** A stream fails where the file cannot be read to its end. */
    readonly content: Buffer | Readable,
    readonly contentType: string,
    /** The name that it is saved under. */
    readonly fileName: string,
    /** The same in ASCII and without an extension, for clients that read no other. */
    readonly plainName: string,
  ) {}
}

/** An operation's code: answers what the surface's dialect renders, or an AppError. */
export type Handler = (call: Call) => Promise<unknown>;

/** One server-sent event. */
export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** What an operation with x-stream answers who has had everything, and would ask again and again: 204 ends an EventSource. */
export class NothingMore {
  readonly status = 204;
}

/** What an operation with x-stream answers. It should end when the call's signal aborts. */
export type EventStream = AsyncIterable<StreamEvent>;
