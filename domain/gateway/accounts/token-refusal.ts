/** The vendor's no (RFC 6749 §5.2): asking again changes nothing. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';

  /** @param code such as `invalid_grant`. */
  constructor(readonly code: string) {
    super(`the vendor refused: ${code}`);
  }

  /** Whether it is the code or the refresh token that does not hold, and not we that are refused. */
  get isOfGrant(): boolean {
    return this.code === 'invalid_grant';
  }
}
