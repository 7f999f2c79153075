import { createHmac, generateKeyPairSync, sign, type JsonWebKey, type KeyObject } from 'node:crypto';

/** How an ID token is to be false. Everything else about it is right. */
export interface Falsehood {
  readonly nonce?: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds that are added to `iat` and `exp`. */
  readonly shift?: number;
  /**
   * `none` has no signature; `HS256` is signed with the public key, which a verifier that believes the header takes
   * for a secret; `RS384` is signed well, by an algorithm that was not announced.
   */
  readonly algorithm?: 'none' | 'HS256' | 'RS384';
  /** Signed with a key that is not the provider's, under the name of one that is. */
  readonly key?: 'another';
  /** Claims that are changed after signing. */
  readonly tampered?: Readonly<Record<string, unknown>>;
  /** No ID token at all. */
  readonly missing?: true;
}

const LIFETIME_SECONDS = 3600;
const KEY_ID = 'simulated-1';

export interface IdTokens {
  /** The public keys (RFC 7517). */
  readonly jwks: { readonly keys: readonly JsonWebKey[] };
  /** A signed ID token (OpenID Connect Core §2), or what `falsehood` makes of it. */
  issue(claims: Readonly<Record<string, unknown>>, falsehood: Falsehood): string | undefined;
}

export function createIdTokens(): IdTokens {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const another = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' };

  return {
    jwks: { keys: [jwk] },
    issue(claims, falsehood) {
      if (falsehood.missing) return undefined;
      const now = Math.floor(Date.now() / 1000) + (falsehood.shift ?? 0);
      const payload = {
        ...claims,
        iat: now,
        exp: now + LIFETIME_SECONDS,
        ...(falsehood.nonce === undefined ? {} : { nonce: falsehood.nonce }),
        ...(falsehood.issuer === undefined ? {} : { iss: falsehood.issuer }),
        ...(falsehood.audience === undefined ? {} : { aud: falsehood.audience }),
      };
      const algorithm = falsehood.algorithm ?? 'RS256';
      const header = encode({ alg: algorithm, kid: KEY_ID, typ: 'JWT' });
      const signed = `${header}.${encode(payload)}`;
      const key = falsehood.key === 'another' ? another : own;
      const signature = signatureOf(signed, algorithm, key);
      return falsehood.tampered
        ? `${header}.${encode({ ...payload, ...falsehood.tampered })}.${signature}`
        : `${signed}.${signature}`;
    },
  };
}

function signatureOf(
  text: string,
  algorithm: 'none' | 'HS256' | 'RS256' | 'RS384',
  key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
): string {
  switch (algorithm) {
    case 'none':
      return '';
    case 'HS256':
      return createHmac('sha256', key.publicKey.export({ format: 'pem', type: 'spki' }))
        .update(text)
        .digest('base64url');
    case 'RS256':
    case 'RS384':
      return sign(`RSA-SHA${algorithm.slice(2)}`, Buffer.from(text), key.privateKey).toString('base64url');
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
