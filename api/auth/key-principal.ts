import type { Request } from 'express';
import type { KeyCallers } from '../../domain/gateway/key-callers';
import { queryText } from '../router/query-text';
import { bearerToken } from './bearer-strategy';
import type { Principal } from './principal';

/** What every secret of an API key begins with: a bearer token without it is a session's. */
const PREFIX = 'sk-';
const NEVER = new Date(0);

/** The secret of an API key, wherever a protocol's clients put it: OpenAI's, Claude's, Gemini's. */
export function keySecretOf(req: Request): string | undefined {
  const bearer = bearerToken(req.headers.authorization);
  if (bearer?.startsWith(PREFIX)) return bearer;
  for (const header of ['x-api-key', 'x-goog-api-key'] as const) {
    const value = req.get(header);
    if (value !== undefined && value !== '') return value;
  }
  const query = queryText(req.url);
  return query === '' ? undefined : (new URLSearchParams(query).get('key') ?? undefined);
}

/** Who calls with a key. AppErrors as of `KeyCallers.authenticate`. */
export async function keyPrincipal(
  callers: Pick<KeyCallers, 'authenticate'>,
  secret: string,
): Promise<Principal> {
  const key = await callers.authenticate(secret);
  return {
    userId: key.userId,
    sessionId: `key:${key.keyId}`,
    signedInAt: NEVER,
    teamId: null,
    teamRole: null,
    role: 'user',
    isMember: false,
    key,
  };
}
