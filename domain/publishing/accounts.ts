import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { AppError, invalidField } from '../errors';
import type { Sealer } from '../sealed-text';
import type { AccessTokens } from './access-tokens';
import type { PlatformAccount } from './account';
import { bindAccount, readAccounts, unbindAccount } from './account-rows';
import type { Credentials, PublishingAdapters } from './adapter';
import { mayPass, PlatformRefusal, PlatformSilence } from './platform-failure';
import { PLATFORMS, type PlatformName } from './platforms';

/** What a user gave, by the names that the platform has for it. */
type GivenCredentials = Readonly<Record<string, string | undefined>>;

/** Users' accounts at publishing platforms. */
export interface PlatformAccounts {
  /** Those that are bound; of a platform's the one that was bound last comes first. */
  list(ownerId: number): Promise<PlatformAccount[]>;
  /**
   * Checks what the user gave at the platform, and keeps it sealed. An account that is bound already is bound anew.
   * AppError VALIDATION for credentials that the platform, or its account, does not take, and for one account too many;
   * UNAVAILABLE when the platform does not answer.
   */
  bind(ownerId: number, platform: PlatformName, given: GivenCredentials): Promise<PlatformAccount>;
  /** Whether the platform still takes it, and why not. AppError NOT_FOUND, UNAVAILABLE. */
  test(id: number, ownerId: number): Promise<PlatformAccount>;
  /** Takes its secrets away. What is to be published through it fails unless it is bound again. AppError NOT_FOUND. */
  unbind(id: number, ownerId: number): Promise<void>;
}

/** How long a platform may take to recognise an account. */
const PATIENCE_MS = 30_000;

export function createPlatformAccounts({
  db,
  clock,
  sealer,
  adapters,
  tokens,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly adapters: PublishingAdapters;
  readonly tokens: AccessTokens;
}): PlatformAccounts {
  async function owned(id: number, ownerId: number): Promise<PlatformAccount> {
    const account = (await readAccounts(db, ownerId)).find((each) => each.id === id);
    if (!account) throw new AppError('NOT_FOUND');
    return account;
  }

  return {
    list: (ownerId) => readAccounts(db, ownerId),

    async bind(ownerId, platform, given) {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const recognised = await adapters[platform]
        .recognise(wholeCredentials(platform, given), signal)
        .catch((error: unknown) => {
          throw bindingError(error);
        });
      const id = await bindAccount(db, sealer, { ownerId, platform, recognised, now: clock.now() });
      return owned(id, ownerId);
    },

    async test(id, ownerId) {
      const { platform } = await owned(id, ownerId);
      const signal = AbortSignal.timeout(PATIENCE_MS);
      try {
        await tokens.using(id, signal, ({ accessToken, externalId, credentials }) =>
          adapters[platform].check(accessToken, externalId, credentials, signal),
        );
      } catch (error) {
        if (error instanceof PlatformSilence) throw unavailable(error);
        if (!(error instanceof PlatformRefusal)) throw error;
        // What it said of the credentials is in the row; anything else is said here alone.
        return { ...(await owned(id, ownerId)), refusedBecause: error.message };
      }
      return owned(id, ownerId);
    },

    async unbind(id, ownerId) {
      if (!(await unbindAccount(db, id, ownerId, clock.now()))) throw new AppError('NOT_FOUND');
    },
  };
}

/** The platform's fields and no others, without blanks around them. */
function wholeCredentials(platform: PlatformName, given: GivenCredentials): Credentials {
  const { credentials, optionalCredentials } = PLATFORMS[platform];
  const hasGiven = (name: string) => (given[name]?.trim() ?? '') !== '';
  const errors = credentials
    .filter((name) => !hasGiven(name))
    .map((name) => ({ field: `body.credentials.${name}`, message: { zh: '必填', en: 'is required' } }));
  if (errors.length > 0) throw new AppError('VALIDATION', { errors });
  const names: readonly string[] = [...credentials, ...optionalCredentials.filter(hasGiven)];
  return Object.fromEntries(names.map((name) => [name, given[name]?.trim() ?? '']));
}

function bindingError(error: unknown): unknown {
  if (mayPass(error)) return unavailable(error as Error);
  if (!(error instanceof PlatformRefusal)) return error;
  const { message } = error;
  return invalidField('body.credentials', {
    zh: `平台未接受：${message}`,
    en: `the platform does not take them: ${message}`,
  });
}

function unavailable(error: Error) {
  return new AppError('UNAVAILABLE', undefined, { note: `publishing platform: ${error.message}` });
}
