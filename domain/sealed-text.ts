import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A 256-bit key and the public name by which what it has sealed is known. */
export interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Keeps secrets of upstreams in the database: who reads that alone learns nothing, and cannot change them unseen. */
export interface Sealer {
  /** `place` says what the text is, such as `channel key`: sealed for one place it does not open at another. */
  seal(text: string, place: string): Buffer;
  /** Throws Error for what was sealed with a key that is not known, was changed, or is of another place. */
  open(sealed: Buffer, place: string): string;
}

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under the first of the keys; the others open what was sealed before the secret was changed. Sealed is:
 * a version byte, the length of the key's id, the id, 12 bytes of nonce, 16 of tag, and the ciphertext.
 */
export function createSealer(keys: readonly [SealingKey, ...SealingKey[]]): Sealer {
  const [current] = keys;
  return {
    seal(text, place) {
      const id = Buffer.from(current.id, 'ascii');
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, current.key, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION, id.length]), id, nonce, cipher.getAuthTag(), body]);
    },

    open(sealed, place) {
      const [version, idLength = 0] = sealed;
      if (version !== VERSION) throw new Error('this was not sealed by us');
      let at = 2;
      const take = (bytes: number) => sealed.subarray(at, (at += bytes));
      const id = take(idLength).toString('ascii');
      const key = keys.find((each) => each.id === id);
      if (!key) throw new Error('this was sealed with a key that is not known');
      const decipher = createDecipheriv(CIPHER, key.key, take(NONCE_BYTES))
        .setAAD(Buffer.from(place))
        .setAuthTag(take(TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(at)), decipher.final()]).toString('utf8');
    },
  };
}
