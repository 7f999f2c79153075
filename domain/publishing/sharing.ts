import type { Access } from './access-tokens';
import type { PlatformSession, References } from './adapter';
import type { PostKind } from './platforms';

/** A post as a user's own app takes it: the files at addresses that the app can read. */
export interface SharedPost {
  readonly kind: PostKind;
  readonly title: string;
  /** Without marks. */
  readonly text: string;
  /** The video, or the images in their order. */
  readonly urls: readonly string[];
}

/**
 * What opens a platform's app with a post in it. `link`: an address that belongs to the app. `script`: the platform's own
 * script, which is told what to share and shown who asks.
 */
export type Invitation =
  | { readonly kind: 'link'; readonly url: string }
  | {
      readonly kind: 'script';
      readonly source: string;
      readonly shareInfo: Readonly<Record<string, unknown>>;
      readonly verifyConfig: Readonly<Record<string, string>>;
    };

/** How a platform's app is opened. Its calls throw as those of adapters do. */
export interface Sharing {
  /** Has the platform name the share before it is handed to the user, so that its events can be told apart. */
  begin?(session: PlatformSession): Promise<void>;
  /** Signed anew for each time that it is opened: signatures last a while only. */
  invite(post: SharedPost, access: Access, references: References, signal: AbortSignal): Promise<Invitation>;
}
