import type { Request } from 'express';
import { Strategy } from 'passport-strategy';
import type { TokenType, Tokens } from '../../domain/identity/tokens';
import { isAppError } from '../../domain/errors';
import type { Principals } from './principal';

/** The token of an `Authorization: Bearer …` header (RFC 6750). */
export function bearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^Bearer +([\w~+/.-]+=*) *$/i.exec(header)?.[1];
}

/** A JSON Web Token of ours, of one type, in the Authorization header. */
export class BearerStrategy extends Strategy {
  constructor(
    private readonly type: TokenType,
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
      .verify(this.type, token)
      .then(({ userId }) => this.principals.load(userId))
      .then(
        (principal) => this.success(principal),
        (error: unknown) => {
          if (isAppError(error, 'UNAUTHENTICATED')) this.fail('Bearer error="invalid_token"', 401);
          else this.error(error as Error);
        },
      );
  }
}
