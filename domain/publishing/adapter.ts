import type { Artifact } from '../jobs/artifacts';
import type { ByteRange } from '../jobs/storage';
import type { PlatformEvents } from './platform-event';
import type { PlatformName } from './platforms';
import type { Post } from './post';
import type { Sharing } from './sharing';

/*
 * What every adapter of a platform is. Its calls throw PlatformRefusal for an answer that says no, PlatformSilence for
 * none that can be used, and the signal's reason when aborted.
 */

/** What a user gave to bind an account, or what the platform made of it. Sealed at rest, and never shown. */
export type Credentials = Readonly<Record<string, string>>;

/** An account that the platform has recognised. */
export interface RecognisedAccount {
  /** The platform's own name for it: whoever binds it again replaces the binding. */
  readonly externalId: string;
  /** For its owner. */
  readonly name: string;
  /** What brings access tokens from now on: without what can be used once. */
  readonly credentials: Credentials;
  readonly token: Grant;
}

/** A new access token. */
export interface Grant {
  readonly access: string;
  readonly expiresAt: Date;
  /** What brings the next one, where the platform gave something new; what was there stays otherwise. */
  readonly credentials?: Credentials;
  /** When they bring no more tokens unless they are used before; absent where they last. */
  readonly credentialsEnd?: Date;
}

/**
 * What the platform has named so far, by the adapter's own names; `post` is the post, where it names that at once, and
 * `event` what its events will name.
 */
export type References = Readonly<Record<string, string>>;

/** One target's work with an account. */
export interface PlatformSession {
  readonly accessToken: string;
  readonly externalId: string;
  readonly credentials: Credentials;
  readonly references: References;
  /** Adds references to the row, before anything is done with them that could be repeated. */
  keep(more: References): Promise<void>;
  /**
   * Runs work on the bytes of a file of the post, or of a range of it. They are in memory only as long as it lasts, and it
   * waits until the other uploads of the process leave room for them: large files are brought range by range.
   */
  withBytes<T>(file: Artifact, work: (bytes: Buffer) => Promise<T>, range?: ByteRange): Promise<T>;
  /**
   * Makes a post that a look-up found by its looks this record's own. Answers false when it is another record's, or may
   * be: then the next that looks so is asked for.
   */
  take(postId: string): Promise<boolean>;
  /** A JPEG that shows the title, for posts that must have a cover. */
  cover(title: string): Promise<Buffer>;
  readonly signal: AbortSignal;
}

/** How far a post is at the platform. */
export type Standing =
  | { readonly state: 'pending' }
  | { readonly state: 'published'; readonly postId: string | null; readonly url: string | null }
  | { readonly state: 'failed'; readonly message: string };

/**
 * What a look-up found of a call whose answer was lost. `submitted`: the platform has it, and its standing can be asked
 * for with these references. `absent`: it shows that it does not have it. `unsure`: it cannot be told.
 */
export type Finding =
  | { readonly found: 'published'; readonly postId: string | null; readonly url: string | null }
  | { readonly found: 'submitted'; readonly references: References }
  | { readonly found: 'absent' | 'unsure' };

interface Binding {
  readonly platform: PlatformName;
  /** What it sends by itself; absent where it sends nothing that we take. */
  readonly events?: PlatformEvents;
  /** How its own app is opened with a post that the user publishes; absent where that cannot be done. */
  readonly sharing?: Sharing;
  /** Checks what a user gave against the platform. PlatformRefusal of kind `credentials` when it does not hold. */
  recognise(given: Credentials, signal: AbortSignal): Promise<RecognisedAccount>;
  /** The next access token: those before may end with it. */
  grant(credentials: Credentials, signal: AbortSignal): Promise<Grant>;
  /** One call that shows whether a token holds. */
  check(token: string, externalId: string, credentials: Credentials, signal: AbortSignal): Promise<void>;
}

/** A platform that takes posts from servers; one with `sharing` hands over what an application may not publish. */
export interface PublishingApi extends Binding {
  /** How it tells of a post's end: asked again and again. */
  readonly completes: 'polling';
  /** Brings everything to the platform that can be brought without publishing. Repeating it is harmless. */
  upload(post: Post, session: PlatformSession): Promise<void>;
  /**
   * Asks to publish what was uploaded, once, and answers what names the post. A PlatformRefusal says that it surely
   * was not done, unless it is of kind `unsure`; of the kinds `token` and `busy` it may be asked again.
   */
  submit(post: Post, session: PlatformSession): Promise<References>;
  standing(session: PlatformSession): Promise<Standing>;
  /** Whether a `submit` that was not answered was done after all. @param since when it was asked */
  lookUp(session: PlatformSession, since: Date): Promise<Finding>;
}

/** A platform whose users publish by themselves what was prepared for them, and say so. */
export interface HandOff extends Binding {
  readonly completes: 'user_handoff';
}

export type PublishingAdapter = PublishingApi | HandOff;

export type PublishingAdapters = Readonly<Record<PlatformName, PublishingAdapter>>;
