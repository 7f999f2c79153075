import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock';

/** Links to the pages of what users publish by hand: whoever has one may see the post and say what came of it. */
export interface HandOffLinks {
  /** A link that works for LINK_MS. */
  url(targetId: number): string;
  /** Whether a link's parameters are ours and have not expired. `expires` in unix seconds. */
  verify(targetId: number, expires: number, signature: string): boolean;
}

interface Key {
  readonly key: Buffer;
}

/** A week: it is opened on a phone, perhaps days after it was shown. */
const LINK_MS = 7 * 86_400_000;

export function createHandOffLinks({
  keys: { current, all },
  publicUrl,
  clock,
}: {
  /** The key that signs, and all that still verify. */
  readonly keys: { readonly current: Key; readonly all: readonly Key[] };
  /** Where clients reach the API, without a slash at its end. */
  readonly publicUrl: string;
  readonly clock: Clock;
}): HandOffLinks {
  const sign = (signingKey: Buffer, targetId: number, expires: number) =>
    createHmac('sha256', signingKey).update(`hand-off/${targetId}/${expires}`).digest();

  return {
    url(targetId) {
      const expires = Math.floor((clock.now().getTime() + LINK_MS) / 1000);
      const signature = sign(current.key, targetId, expires).toString('base64url');
      return `${publicUrl}/publish/hand-offs/${targetId}?expires=${expires}&signature=${signature}`;
    },

    verify(targetId, expires, signature) {
      if (expires * 1000 <= clock.now().getTime()) return false;
      const given = Buffer.from(signature, 'base64url');
      return all.some(({ key }) => {
        const right = sign(key, targetId, expires);
        return given.length === right.length && timingSafeEqual(given, right);
      });
    },
  };
}
