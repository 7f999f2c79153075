import type { Request } from 'express';
import { Strategy } from 'passport-strategy';
import type { KeyCallers } from '../../domain/gateway/key-callers';
import { queryText } from '../router/query-text';
import { bearerToken } from './bearer-strategy';

/** What every secret of an API key begins with: a bearer token without it is a session's. */
const PREFIX = 'sk-';

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

/** An API key of ours. One that does not hold is told so: it is no token that another scheme might take. */
export class KeyStrategy extends Strategy {
  constructor(private readonly callers: Pick<KeyCallers, 'authenticate'>) {
    super();
  }

  override authenticate(req: Request): void {
    const secret = keySecretOf(req);
    if (secret === undefined) {
      this.fail('Bearer', 401);
      return;
    }
    this.callers.authenticate(secret).then(
      (key) =>
        this.success({
          userId: key.userId,
          sessionId: `key:${key.keyId}`,
          signedInAt: new Date(0),
          teamId: null,
          teamRole: null,
          role: 'user',
          isMember: false,
          key,
        }),
      (error: unknown) => this.error(error as Error),
    );
  }
}
