import type { IncomingMessage } from 'node:http';
import type { Tokens } from '../../domain/identity/tokens';
import { AppError } from '../../domain/errors';
import { bearerToken } from '../auth/bearer-strategy';
import type { Principal, Principals } from '../auth/principal';
import type { SchemeKinds } from '../auth/authenticator';
import { isHost } from '../router/own-pages';

/** Marks the token among the subprotocols, which are the only header that a browser lets a page set. */
export const BEARER_PROTOCOL = 'bearer';

export interface SocketOwner {
  readonly user: Principal;
  /** When the token runs out; undefined for a browser session, which is looked up when the socket opens. */
  readonly expiresAt: Date | undefined;
}

/**
 * Tells who opens a WebSocket: by the Authorization header, by the subprotocols `bearer, <token>`, or by the
 * browser session. AppError UNAUTHENTICATED, ACCOUNT_DISABLED; FORBIDDEN for a session from another site's page,
 * because browsers send its cookie along with any page's WebSocket.
 */
export function createUpgradeCredential(dependencies: {
  readonly tokens: Tokens;
  readonly principals: Principals;
  readonly schemes: SchemeKinds;
  /** The origins of our own pages, and of those that we know. */
  readonly homes: readonly string[];
}): (request: IncomingMessage) => Promise<SocketOwner> {
  const { tokens, principals, schemes, homes } = dependencies;

  return async (request) => {
    const token =
      bearerToken(request.headers.authorization) ?? tokenOf(request.headers['sec-websocket-protocol']);
    if (token !== undefined) {
      const { sessionId, expiresAt } = await tokens.verify('access', 'studio', token);
      return { user: await principals.load(sessionId), expiresAt };
    }
    const sessionId = await schemes.cookies['browserSession']?.read(request);
    if (sessionId === undefined) throw new AppError('UNAUTHENTICATED');
    const { origin, host } = request.headers;
    const isKnown = origin !== undefined && (homes.includes(origin) || isHost(origin, host));
    if (!isKnown) throw new AppError('FORBIDDEN', undefined, { note: `a page of ${origin ?? 'nowhere'}` });
    return { user: await principals.load(sessionId), expiresAt: undefined };
  };
}

function tokenOf(protocols: string | undefined): string | undefined {
  const [marker, token] = protocols?.split(',').map((protocol) => protocol.trim()) ?? [];
  return marker === BEARER_PROTOCOL ? token : undefined;
}
