import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ArtifactStorage } from '../jobs/storage';
import type { Pictures } from './pictures';
import type { User } from './user';

/** Whose picture it is. */
type Owner = Pick<User, 'uuid'>;

/** The pictures that users show of themselves. Everybody may see them who knows their address. */
export interface Avatars {
  /**
   * Keeps a picture, made anew as a square PNG, and answers its address. AppError VALIDATION for what is none or is
   * too large, STORAGE_FULL.
   */
  save(owner: Owner, file: Buffer): Promise<string>;
  /** The picture `<name>.png`; undefined when there is none. */
  open(name: string): Promise<{ readonly bytes: number; readonly content: Readable } | undefined>;
  /** Removes the picture of the profile; what is somebody else's, or elsewhere, stays. */
  remove(profile: Pick<User, 'uuid' | 'avatarUrl'>): Promise<void>;
}

const NAME = /^[0-9a-f]{16}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `publicUrl`: where clients reach us, without a slash at its end. Addresses are below its `/avatars/`. */
export function createAvatars({
  storage,
  pictures,
  publicUrl,
}: {
  readonly storage: ArtifactStorage;
  readonly pictures: Pictures;
  readonly publicUrl: string;
}): Avatars {
  const home = `${publicUrl}/avatars/`;
  const keyOf = (name: string) => `avatars/${name}.png`;

  return {
    async save(owner, file) {
      const picture = await pictures.square(file);
      const name = `${markOf(owner)}-${randomUUID()}`;
      await storage.put(keyOf(name), picture);
      return `${home}${name}.png`;
    },

    async open(name) {
      if (!NAME.test(name)) return undefined;
      const found = await storage.stat(keyOf(name));
      return found && { bytes: found.bytes, content: await storage.open(keyOf(name)) };
    },

    async remove({ uuid, avatarUrl: url }) {
      // A profile may name any address, another user's picture too.
      if (!url?.startsWith(`${home}${markOf({ uuid })}-`) || !url.endsWith('.png')) return;
      const name = url.slice(home.length, -'.png'.length);
      if (NAME.test(name)) await storage.remove(keyOf(name));
    },
  };
}

/** Tells the pictures of one user from those of others, and nobody who the user is. */
function markOf({ uuid }: Owner): string {
  return createHash('sha256').update(`avatar ${uuid}`).digest('hex').slice(0, 16);
}
