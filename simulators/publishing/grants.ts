import { randomUUID } from 'node:crypto';

/** An application that is registered at a platform. */
export interface OAuthClient {
  readonly key: string;
  readonly secret: string;
}

export interface Granted {
  readonly access: string;
  readonly accessSeconds: number;
  readonly refresh: string;
  readonly refreshSeconds: number;
  readonly openId: string;
}

/** Why nothing is granted: the client is not known, or what it shows does not hold. */
type Refusal = 'client' | 'grant';

export interface Grants {
  /** A code as the authorisation page gives it, of one user: good for one exchange. */
  newCode(): string;
  redeem(key: string | null, secret: string | null, code: string | null): Granted | Refusal;
  /** The refresh token stays, the access tokens before end. A platform that checks no secret here gives undefined. */
  refresh(key: string | null, secret: string | null | undefined, token: string | null): Granted | Refusal;
  /** Another refresh token in the place of one; undefined for one that does not hold. */
  renew(token: string): string | undefined;
  holds(access: string | null | undefined): boolean;
  /** Ends all access tokens, and with `withdrawn` the refresh tokens. */
  end(withdrawn?: boolean): void;
  count(): number;
}

/** The authorisations of one user for one client. */
export function createGrants(
  client: OAuthClient,
  { accessSeconds, refreshSeconds }: { readonly accessSeconds: number; readonly refreshSeconds: number },
): Grants {
  const codes = new Map<string, string>();
  const refreshTokens = new Map<string, string>();
  const accessTokens = new Set<string>();
  let count = 0;

  const isClient = (key: string | null, secret: string | null | undefined) =>
    key === client.key && (secret === undefined || secret === client.secret);

  const grant = (openId: string, refresh: string): Granted => {
    count += 1;
    const access = `access-${randomUUID()}`;
    accessTokens.add(access);
    return { access, accessSeconds, refresh, refreshSeconds, openId };
  };

  return {
    newCode() {
      const code = `code-${randomUUID()}`;
      codes.set(code, `open-${randomUUID()}`);
      return code;
    },

    redeem(key, secret, code) {
      if (!isClient(key, secret)) return 'client';
      const openId = codes.get(code ?? '');
      if (openId === undefined) return 'grant';
      codes.delete(code ?? '');
      const refresh = `refresh-${randomUUID()}`;
      refreshTokens.set(refresh, openId);
      return grant(openId, refresh);
    },

    refresh(key, secret, token) {
      if (!isClient(key, secret)) return 'client';
      const openId = refreshTokens.get(token ?? '');
      if (openId === undefined || token === null) return 'grant';
      accessTokens.clear();
      return grant(openId, token);
    },

    renew(token) {
      const openId = refreshTokens.get(token);
      if (openId === undefined) return undefined;
      refreshTokens.delete(token);
      const next = `refresh-${randomUUID()}`;
      refreshTokens.set(next, openId);
      return next;
    },

    holds: (access) => accessTokens.has(access ?? ''),
    end(withdrawn = false) {
      accessTokens.clear();
      if (withdrawn) refreshTokens.clear();
    },
    count: () => count,
  };
}
