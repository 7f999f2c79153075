import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { AppError, isAppError } from '../../domain/errors';
import type { Actor } from '../../domain/identity/account-lock';
import type { OneTimeTokens } from '../../domain/identity/one-time-tokens';
import type { Passkey, Passkeys } from '../../domain/identity/passkeys';
import type { User } from '../../domain/identity/user';
import type { Users } from '../../domain/identity/users';
import { relyingParty } from './relying-party';

/**
 * Passkeys (Web Authentication, Level 3). Options and credentials are in the JSON forms of its §5.1.8–5.1.9, which
 * `PublicKeyCredential.parseCreationOptionsFromJSON`, `parseRequestOptionsFromJSON` and `toJSON` read and write.
 * AppError SIGN_IN_UNAVAILABLE where the public URL is an address, for which browsers have no passkeys.
 */
export interface WebAuthn {
  /** What a browser needs to make a passkey for the user; good for five minutes, once. */
  registrationOptions(user: User): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /**
   * Keeps the passkey that a browser made. AppError STATE_INVALID when no options of this user's are open for it,
   * VALIDATION when it does not hold, ALREADY_EXISTS when it is kept already. `name` has at most 100 characters.
   */
  register(actor: Actor, credential: unknown, name?: string): Promise<Passkey>;
  /**
   * What a browser needs to sign in; good for five minutes, once. It names no passkey, and so tells nothing of any
   * account: the authenticator knows its own.
   */
  authenticationOptions(): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /**
   * Whose passkey signed. AppError STATE_INVALID when no options are open for it, BAD_CREDENTIALS when it does not
   * hold, is unknown, or its counter did not grow; ACCOUNT_DISABLED for a user who was shut out.
   */
  authenticate(assertion: unknown): Promise<User>;
}

const REGISTRATION = 'passkey_registration';
const AUTHENTICATION = 'passkey_authentication';
const CHALLENGE_SECONDS = 300;
/** COSE's numbers of ES256 and RS256, which together every authenticator has. */
const ALGORITHMS = [-7, -257];

/** Challenges are one-time tokens: 256 bits at random, known for five minutes, and gone when they come back. */
export function createWebAuthn({
  passkeys,
  users,
  oneTimeTokens,
  publicUrl,
}: {
  readonly passkeys: Passkeys;
  readonly users: Pick<Users, 'find'>;
  readonly oneTimeTokens: OneTimeTokens;
  readonly publicUrl: string;
}): WebAuthn {
  const { rpID, origin } = relyingParty(publicUrl);

  function expectDomain(): void {
    if (isIP(rpID) === 0) return;
    throw new AppError('SIGN_IN_UNAVAILABLE', undefined, { note: `there are no passkeys for ${rpID}` });
  }

  const challengeFor = async (purpose: string, payload: object) =>
    Buffer.from(await oneTimeTokens.issue(purpose, payload, CHALLENGE_SECONDS), 'base64url');

  return {
    async registrationOptions(user) {
      expectDomain();
      const own = await passkeys.list(user.id);
      return generateRegistrationOptions({
        rpName: 'Taskloom',
        rpID,
        userName: user.username,
        userDisplayName: user.nickname ?? user.username,
        userID: new Uint8Array(Buffer.from(user.uuid)),
        challenge: new Uint8Array(await challengeFor(REGISTRATION, { userId: user.id })),
        timeout: CHALLENGE_SECONDS * 1000,
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: own.map(({ credentialId, transports }) => ({
          id: credentialId,
          transports: [...transports],
        })),
        // Discoverable, for the sign-in names none; verified, for it stands in place of a password.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
    },

    async register(actor, credential, name) {
      const challenge = challengeOf(credential);
      const asked = await oneTimeTokens.take<{ userId: number }>(REGISTRATION, challenge);
      if (asked?.userId !== actor.userId) throw new AppError('STATE_INVALID');
      const response = credential as RegistrationResponseJSON;
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        supportedAlgorithmIDs: ALGORITHMS,
      }).catch((cause: unknown) => {
        throw doesNotHold(cause);
      });
      if (!verified) throw doesNotHold(undefined);
      const made = registrationInfo.credential;
      return passkeys.add({
        ...actor,
        credentialId: made.id,
        publicKey: made.publicKey,
        signCount: made.counter,
        transports: transportsOf(response),
        name: name?.trim() || 'Passkey',
      });
    },

    async authenticationOptions() {
      expectDomain();
      return generateAuthenticationOptions({
        rpID,
        challenge: new Uint8Array(await challengeFor(AUTHENTICATION, {})),
        timeout: CHALLENGE_SECONDS * 1000,
        userVerification: 'required',
      });
    },

    async authenticate(assertion) {
      const challenge = challengeOf(assertion);
      if (!(await oneTimeTokens.take(AUTHENTICATION, challenge))) throw new AppError('STATE_INVALID');
      const response = assertion as AuthenticationResponseJSON;
      const passkey = await passkeys.find(String(response.id));
      const user = passkey && (await users.find(passkey.userId));
      if (!user) throw badPasskey('it is unknown');
      if (!belongsTo(response, user)) throw badPasskey('its user handle is another user’s');
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(passkey.publicKey),
          counter: passkey.signCount,
        },
      }).catch((cause: unknown) => {
        throw badPasskey('it does not hold', cause);
      });
      if (!verified) throw badPasskey('its signature does not hold');
      // Two answers with the same count may both have come so far: this lets one of them through.
      await passkeys.used(passkey.id, authenticationInfo.newCounter).catch((cause: unknown) => {
        throw isAppError(cause, 'UNAUTHENTICATED') ? badPasskey('its counter did not grow', cause) : cause;
      });
      if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
      return user;
    },
  };
}

/** The challenge that a credential says it answers; one that says none answers to a challenge nobody gave. */
function challengeOf(credential: unknown): string {
  try {
    const { response } = credential as { readonly response: { readonly clientDataJSON: string } };
    const data = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')) as unknown;
    const { challenge } = data as { readonly challenge?: unknown };
    return typeof challenge === 'string' ? challenge : '';
  } catch {
    return '';
  }
}

/** An authenticator that tells whose passkey it is must tell the same as we do (§7.2, step 6). */
function belongsTo({ response }: AuthenticationResponseJSON, user: User): boolean {
  const { userHandle } = response;
  return !userHandle || Buffer.from(String(userHandle), 'base64url').toString('utf8') === user.uuid;
}

function transportsOf({ response }: RegistrationResponseJSON): string[] {
  const { transports } = response as { readonly transports?: unknown };
  return Array.isArray(transports) ? transports.filter((item) => typeof item === 'string') : [];
}

function doesNotHold(cause: unknown): AppError<'VALIDATION'> {
  const wording = { zh: '通行密钥无效', en: 'This passkey does not hold' };
  return new AppError('VALIDATION', { errors: [{ field: 'body.credential', message: wording }] }, { cause });
}

function badPasskey(reason: string, cause?: unknown): AppError<'BAD_CREDENTIALS'> {
  return new AppError('BAD_CREDENTIALS', undefined, { note: `a passkey was refused: ${reason}`, cause });
}
