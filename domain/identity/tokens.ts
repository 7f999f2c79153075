import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../clock';
import { AppError } from '../errors';

/** What a token is good for: calling the API, or getting a new token that is. */
export type TokenType = 'access' | 'refresh';

/** What a token names: the session that it is good for, and no longer than that. */
export interface TokenSubject {
  readonly userId: number;
  readonly sessionId: string;
  /** The refreshes of the session before this token. */
  readonly generation: number;
}

export interface TokenClaims extends TokenSubject {
  readonly expiresAt: Date;
}

export interface TokenOptions {
  /** The surface that takes the token; no other does. */
  readonly surface: string;
  readonly seconds: number;
  /** What the surface's clients read in it. We never do. */
  readonly claims?: Readonly<Record<string, string | number | boolean>>;
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
  issue(type: TokenType, subject: TokenSubject, options: TokenOptions): Promise<string>;
  /**
   * AppError UNAUTHENTICATED for a token that is not ours, has expired, is of the other type or for another
   * surface. Whether its session stands is another question.
   */
  verify(type: TokenType, surface: string, token: string): Promise<TokenClaims>;
}

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

  async function check(type: TokenType, surface: string, token: string): Promise<TokenClaims> {
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: surface,
        currentDate: clock.now(),
        requiredClaims: ['sub', 'sid', 'exp'],
      });
      const { sub, sid: sessionId, gen: generation, exp } = payload;
      const userId = Number(sub);
      if (payload['type'] !== type || !Number.isSafeInteger(userId)) throw new AppError('UNAUTHENTICATED');
      if (typeof sessionId !== 'string' || typeof generation !== 'number')
        throw new AppError('UNAUTHENTICATED');
      return { userId, sessionId, generation, expiresAt: new Date(Number(exp) * 1000) };
    } catch (error) {
      if (error instanceof errors.JOSEError)
        throw new AppError('UNAUTHENTICATED', undefined, { cause: error });
      throw error;
    }
  }

  return {
    async issue(type, { userId, sessionId, generation }, { surface, seconds, claims }) {
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({ ...claims, type, sid: sessionId, gen: generation })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: keys.current.id })
        .setIssuer(ISSUER)
        .setAudience(surface)
        .setSubject(String(userId))
        .setJti(randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(signingKey);
    },

    async verify(type, surface, token) {
      const name = `${type} ${surface} ${token}`;
      const known = verified.get(name);
      if (known) {
        if (known.expiresAt > clock.now()) return known;
        verified.delete(name);
        throw new AppError('UNAUTHENTICATED', undefined, { note: 'the token has expired' });
      }
      const claims = await check(type, surface, token);
      if (verified.size >= REMEMBERED) verified.delete(verified.keys().next().value ?? '');
      verified.set(name, claims);
      return claims;
    },
  };
}
