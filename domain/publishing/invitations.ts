import type { Artifacts } from '../jobs/artifacts';
import type { AccessTokens } from './access-tokens';
import type { PublishingAdapters } from './adapter';
import { plainText } from './plain-text';
import type { Post } from './post';
import type { Target } from './publication';
import type { Invitation } from './sharing';

/** How users open a platform's app with what was handed to them. */
export interface Invitations {
  /** Whether the platform's app can be opened with such a post. */
  has(target: Pick<Target, 'platform'>, post: Post): boolean;
  /** Undefined where it cannot. Throws PlatformRefusal and PlatformSilence as the platform says. */
  invite(
    target: Pick<Target, 'platform' | 'accountId' | 'references'>,
    post: Post,
  ): Promise<Invitation | undefined>;
}

/** Somebody waits with a phone in the hand. */
const PATIENCE_MS = 10_000;

export function createInvitations({
  adapters,
  tokens,
  artifacts,
}: {
  readonly adapters: PublishingAdapters;
  readonly tokens: Pick<AccessTokens, 'using'>;
  readonly artifacts: Pick<Artifacts, 'signedUrl'>;
}): Invitations {
  // Apps take files, and a text only beside them.
  const sharingOf = ({ platform }: Pick<Target, 'platform'>, post: Post) =>
    post.media.length > 0 ? adapters[platform].sharing : undefined;

  return {
    has: (target, post) => sharingOf(target, post) !== undefined,

    async invite(target, post) {
      const sharing = sharingOf(target, post);
      if (!sharing) return undefined;
      const { kind, title, text, media } = post;
      const urls = media.map((file) => artifacts.signedUrl(file));
      const shared = { kind, title, text: plainText(text), urls };
      const signal = AbortSignal.timeout(PATIENCE_MS);
      return tokens.using(target.accountId, signal, (access) =>
        sharing.invite(shared, access, target.references, signal),
      );
    },
  };
}
