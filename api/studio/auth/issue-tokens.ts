import type { Session } from '../../../domain/identity/sessions';
import type { TokenSubject, Tokens } from '../../../domain/identity/tokens';
import { LIFETIMES } from '../../auth/schemes';

type Named = Pick<Session, 'id' | 'userId'>;

/** Good for two hours. */
export function accessToken(tokens: Tokens, session: Named): Promise<string> {
  return tokens.issue('access', subjectOf(session), { surface: 'studio', seconds: LIFETIMES.studio.access });
}

/** Good for as long as the session; it stays the same, for the surface answers no new one. */
export function refreshToken(tokens: Tokens, session: Named): Promise<string> {
  return tokens.issue('refresh', subjectOf(session), {
    surface: 'studio',
    seconds: LIFETIMES.studio.session,
  });
}

function subjectOf({ id, userId }: Named): TokenSubject {
  return { userId, sessionId: id, generation: 0 };
}
