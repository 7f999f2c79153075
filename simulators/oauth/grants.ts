import { createHash, randomBytes } from 'node:crypto';

/** Who has an account at the provider. */
export interface Person {
  readonly subject: string;
  readonly name: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly phone?: string;
  /** Unless it is false. */
  readonly phoneVerified?: boolean;
  readonly picture?: string;
}

/** A client as it is registered at the provider. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Compared letter by letter; a client that registered none may be sent back anywhere. */
  readonly redirectUris?: readonly string[];
}

/** What a person agreed to. */
export interface Grant {
  readonly person: Person;
  readonly redirectUri: string;
  readonly scope: readonly string[];
  readonly nonce: string | undefined;
  /** S256 (RFC 7636). */
  readonly codeChallenge: string | undefined;
}

/** An error of RFC 6749 §5.2, or §4.1.2.1 where a page shows it. */
export class OAuthError extends Error {
  constructor(
    readonly code: string,
    readonly status = 400,
  ) {
    super(code);
  }
}

/** Codes and access tokens, each known for as long as the simulator runs. */
export interface Grants {
  /** A code for the grant. */
  open(grant: Grant): string;
  /** What a client that shows the code is granted, once. Throws an OAuthError. */
  redeem(form: URLSearchParams): Grant;
  /** An access token for the grant. */
  tokenFor(grant: Grant): string;
  /** The grant behind `Authorization: Bearer …`. Throws an OAuthError. */
  of(authorization: string | undefined): Grant;
}

export function createGrants(): Grants {
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, Grant>();
  const remember = (where: Map<string, Grant>, grant: Grant) => {
    const name = randomBytes(24).toString('base64url');
    where.set(name, grant);
    return name;
  };
  return {
    open: (grant) => remember(codes, grant),
    tokenFor: (grant) => remember(tokens, grant),

    redeem(form) {
      if (form.get('grant_type') !== 'authorization_code') throw new OAuthError('unsupported_grant_type');
      const code = form.get('code') ?? '';
      const grant = codes.get(code);
      codes.delete(code);
      const verifier = form.get('code_verifier') ?? '';
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const isTheirs =
        grant?.redirectUri === form.get('redirect_uri') &&
        (grant.codeChallenge === undefined || grant.codeChallenge === challenge);
      if (!isTheirs) throw new OAuthError('invalid_grant');
      return grant;
    },

    of(authorization) {
      const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
      const grant = tokens.get(token);
      if (!grant) throw new OAuthError('invalid_token', 401);
      return grant;
    },
  };
}

/** By HTTP Basic, or by the form (RFC 6749 §2.3.1). Throws an OAuthError. */
export function expectClient(client: Client, form: URLSearchParams, authorization: string | undefined): void {
  const [, basic] = /^Basic (\S+)$/.exec(authorization ?? '') ?? [];
  const [id, secret] = basic
    ? Buffer.from(basic, 'base64')
        .toString('utf8')
        .split(':')
        .map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
    : [form.get('client_id'), form.get('client_secret')];
  if (id !== client.clientId || secret !== client.clientSecret) throw new OAuthError('invalid_client', 401);
}
