import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../clock';
import { AppError } from '../errors';

/** What a token is good for: calling the API, or getting a new token that is. */
export type TokenType = 'access' | 'refresh';

export interface TokenClaims {
  readonly userId: number;
  readonly expiresAt: Date;
}

/** The keys that tokens are signed with: the current one signs, all of them verify. */
export interface TokenKeys {
  readonly current: TokenKey;
  readonly all: readonly TokenKey[];
}

interface TokenKey {
  readonly id: string;
  /** 256 bits. */
  readonly key: Buffer;
}

export interface Tokens {
  /** An access token lasts 2 hours, a refresh token 7 days. */
  issue(type: TokenType, userId: number): Promise<string>;
  /** AppError UNAUTHENTICATED for a token that is not ours, has expired, or is of the other type. */
  verify(type: TokenType, token: string): Promise<TokenClaims>;
}

export const TOKEN_SECONDS: Readonly<Record<TokenType, number>> = {
  access: 2 * 3600,
  refresh: 7 * 24 * 3600,
};
const ALGORITHM = 'HS256';
const ISSUER = 'taskloom';

/** Tokens whose signature was checked already. A caller sends the same one with every request for two hours. */
const REMEMBERED = 10_000;

/** JSON Web Tokens, HMAC-SHA256, whose header names the key so that keys can be changed while tokens live. */
export function createTokens({ keys, clock }: { keys: TokenKeys; clock: Clock }): Tokens {
  const secrets = new Map(keys.all.map(({ id, key }) => [id, createSecretKey(key)]));
  const signingKey = createSecretKey(keys.current.key);
  const keyOf: JWTVerifyGetKey = ({ kid }): KeyObject => {
    const secret = kid === undefined ? undefined : secrets.get(kid);
    if (!secret) throw new errors.JWKSNoMatchingKey();
    return secret;
  };
  const verified = new Map<string, TokenClaims>();

  async function check(type: TokenType, token: string): Promise<TokenClaims> {
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        currentDate: clock.now(),
        requiredClaims: ['sub', 'exp'],
      });
      const userId = Number(payload.sub);
      if (payload['type'] !== type || !Number.isSafeInteger(userId)) throw new AppError('UNAUTHENTICATED');
      return { userId, expiresAt: new Date(Number(payload.exp) * 1000) };
    } catch (error) {
      if (error instanceof errors.JOSEError)
        throw new AppError('UNAUTHENTICATED', undefined, { cause: error });
      throw error;
    }
  }

  return {
    async issue(type, userId) {
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({ type })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: keys.current.id })
        .setIssuer(ISSUER)
        .setSubject(String(userId))
        .setJti(randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(now + TOKEN_SECONDS[type])
        .sign(signingKey);
    },

    async verify(type, token) {
      const name = `${type} ${token}`;
      const known = verified.get(name);
      if (known) {
        if (known.expiresAt > clock.now()) return known;
        verified.delete(name);
        throw new AppError('UNAUTHENTICATED', undefined, { note: 'the token has expired' });
      }
      const claims = await check(type, token);
      if (verified.size >= REMEMBERED) verified.delete(verified.keys().next().value ?? '');
      verified.set(name, claims);
      return claims;
    },
  };
}
