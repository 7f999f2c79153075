/**
 * Why a platform refused, in kinds that we act on. `token`: the access token does not hold, and the next one may.
 * `credentials`: no token can be had with what the user gave. `busy`: it takes no more calls for now, and the same one may
 * go through in a while. `unsure`: something failed inside the platform, perhaps after it had done what it was asked: what
 * changes nothing may be asked again, and what publishes is looked up. `entitlement`: the application may not publish by
 * itself, and the user may by hand. `other`: the platform says no, and would again.
 */
export type RefusalKind = 'token' | 'credentials' | 'busy' | 'unsure' | 'entitlement' | 'other';

/** A platform has answered, and did not do what it was asked, as far as its kind says so. The message is for the user, and has no secret. */
export class PlatformRefusal extends Error {
  override readonly name = 'PlatformRefusal';

  constructor(
    readonly kind: RefusalKind,
    /** The platform's own number or word. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * A platform has not answered as it should. `sent`: whether the request may have reached it, so that it may have done
 * what it was asked. The message has no address and no secret.
 */
export class PlatformSilence extends Error {
  override readonly name = 'PlatformSilence';

  constructor(
    readonly sent: boolean,
    message: string,
  ) {
    super(message);
  }
}

/** Whether the platform surely has not done what it was asked. */
export function isSurelyNotDone(error: unknown): boolean {
  if (error instanceof PlatformRefusal) return error.kind !== 'unsure';
  return error instanceof PlatformSilence && !error.sent;
}

/** Whether the same call may go through in a while. */
export function mayPass(error: unknown): boolean {
  if (error instanceof PlatformRefusal) return error.kind === 'busy' || error.kind === 'unsure';
  return error instanceof PlatformSilence;
}
