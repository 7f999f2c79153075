import type { Request } from 'express';
import { Strategy } from 'passport-strategy';
import type { TokenType, Tokens } from '../../domain/identity/tokens';
import { isAppError } from '../../domain/errors';
import type { Principals } from './principal';

/** The token of an `Authorization: Bearer …` header (RFC 6750). */
export function bearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^Bearer +([\w~+/.-]+=*) *$/i.exec(header)?.[1];
}

/** Which tokens a security scheme takes. */
export interface TokenKind {
  readonly type: TokenType;
  readonly surface: string;
}

/** A JSON Web Token of ours, of one kind, in the Authorization header. */
export class BearerStrategy extends Strategy {
  constructor(
    private readonly kind: TokenKind,
    private readonly tokens: Tokens,
    private readonly principals: Principals,
  ) {
    super();
  }

  override authenticate(req: Request): void {
    const token = bearerToken(req.headers.authorization);
    if (token === undefined) {
      this.fail('Bearer', 401);
      return;
    }
    this.tokens
      .verify(this.kind.type, this.kind.surface, token)
      .then(({ sessionId }) => this.principals.load(sessionId))
      .then(
        (principal) => this.success(principal),
        (error: unknown) => {
          if (isAppError(error, 'UNAUTHENTICATED')) this.fail('Bearer error="invalid_token"', 401);
          else this.error(error as Error);
        },
      );
  }
}
