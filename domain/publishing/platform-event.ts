import type { Credentials } from './adapter';

/** One call of a platform to us, as it came. */
export interface EventCall {
  readonly method: 'GET' | 'POST';
  readonly query: URLSearchParams;
  /** A header by its name in lower case; empty where there is none. */
  header(name: string): string;
  readonly body: Buffer;
}

/** What a platform says, once it is sure that the platform says it. */
export type PlatformEvent =
  /** It asks whether we are who the account's owner says. */
  | { readonly says: 'hello'; readonly answer: string; readonly type: 'text' | 'json' }
  /** The work that it named so has ended; what came of it is asked for. */
  | { readonly says: 'ended'; readonly event: string }
  /** The account `externalId` has published what was handed over, which it named so. */
  | {
      readonly says: 'published';
      readonly event: string;
      readonly externalId: string;
      readonly postId: string;
    }
  /** Something that we do not need to know. */
  | { readonly says: 'other' };

/** How a platform's calls to us are read. */
export interface PlatformEvents {
  /** Whether who called knows what these credentials are; never by a comparison that tells how near it came. */
  isGenuine(call: EventCall, credentials: Credentials, now: Date): boolean;
  /** Undefined for what the platform would not send. */
  read(call: EventCall): PlatformEvent | undefined;
}
