import type { IdempotencyClaim } from '../../domain/idempotency';
import type { Principal } from '../auth/principal';
import type { Language } from './language';

/** One request to an operation, as the router understood it: validated, and free of HTTP. */
export interface Call {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
  /** The body's bytes as they came, for signatures over them. */
  readonly rawBody: Buffer;
  /** Who calls; undefined only where everybody may. */
  readonly user: Principal | undefined;
  /** Present when the operation takes an Idempotency-Key and the caller sent one. */
  readonly idempotency: IdempotencyClaim | undefined;
  readonly session: BrowserSession;
  readonly language: Language;
  /** Aborts when the caller hangs up or the process shuts down. */
  readonly signal: AbortSignal;
  /** Adds fields to the line that the log gets for this request. */
  note(fields: Readonly<Record<string, string | number>>): void;
}

/** The session of a browser, for the few calls that cannot carry a token. */
export interface BrowserSession {
  /** Begins a new one for the user; without effect when sessions are away or the operation has none. */
  start(userId: number): Promise<void>;
}

/** An operation's code: answers what the surface's dialect renders, or an AppError. */
export type Handler = (call: Call) => Promise<unknown>;

/** One server-sent event. */
export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** What an operation with x-stream answers. It should end when the call's signal aborts. */
export type EventStream = AsyncIterable<StreamEvent>;
