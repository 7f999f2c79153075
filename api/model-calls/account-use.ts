import type { Clock } from '../../domain/clock';
import { isPassing } from '../../domain/db/faults';
import { AppError } from '../../domain/errors';
import type { AccountReports, Verdict } from '../../domain/gateway/accounts/account-reports';
import type { AccountTokens } from '../../domain/gateway/accounts/account-tokens';
import { isOpen, isUsable } from '../../domain/gateway/accounts/live-account';
import type { Secret } from '../../domain/gateway/secret';
import type { LiveChannel } from '../../domain/gateway/snapshot';
import type { Upstream } from '../../providers/llm/upstream/ask';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';

/** What calls need of accounts, and what accounts learn of calls. Channels that are none pass through it unchanged. */
export interface AccountUse {
  /** Whether calls may go to it now. */
  isOpen(channel: LiveChannel): boolean;
  /**
   * The upstream with a token that can be used now: the configuration's, and the database is only asked when that ends.
   * @throws UpstreamFailure when there is none, AppError UNAVAILABLE when the database is away that must be asked.
   */
  equip(channel: LiveChannel, upstream: Upstream): Promise<Equipped>;
  worked(channel: LiveChannel): void;
  /** Answers how long it rests: of what it would, in milliseconds, what is right for an account. */
  failed(
    channel: LiveChannel,
    equipped: Equipped | undefined,
    failure: UpstreamFailure,
    restMs: number,
  ): number;
}

export interface Equipped {
  readonly upstream: Upstream;
  /** Of an account, which of its credentials the upstream is asked with. */
  readonly credentialsVersion: number;
}

/** A token that is refused is replaced: the account is asked again soon. */
const TOKEN_REST_MS = 60_000;

/** @param tokens undefined where accounts with OAuth are switched off: then they serve nobody. */
export function createAccountUse({
  tokens,
  reports,
  clock,
}: {
  readonly tokens: AccountTokens | undefined;
  readonly reports: AccountReports;
  readonly clock: Clock;
}): AccountUse {
  return {
    isOpen: ({ account }) =>
      account === undefined ||
      (isOpen(account, clock.now()) && (account.authType === 'apikey' || tokens !== undefined)),

    async equip({ id, apiKey, account }, upstream) {
      if (account?.authType !== 'oauth') {
        return { upstream, credentialsVersion: account?.credentialsVersion ?? 0 };
      }
      const holding = (token: Secret, credentialsVersion: number) => ({
        upstream: { ...upstream, apiKey: token.reveal(), bearer: true },
        credentialsVersion,
      });
      try {
        if (!tokens) throw new Error('accounts with OAuth are switched off');
        if (apiKey && isUsable(account.accessExpiresAt, clock.now())) {
          return holding(apiKey, account.credentialsVersion);
        }
        const { secret, version } = await tokens.usable(id);
        return holding(secret, version);
      } catch (cause) {
        if (isPassing(cause)) {
          throw new AppError('UNAVAILABLE', undefined, { cause, note: 'no token without the database' });
        }
        const why = cause instanceof Error && cause.name === 'NoAccessToken' ? `: ${cause.message}` : '';
        throw new UpstreamFailure(`The account has no access token${why}`, { retryable: true, cause });
      }
    },

    worked({ id, account }) {
      if (account) reports.used(id);
    },

    failed({ id, account }, equipped, failure, restMs) {
      if (!account || !equipped) return restMs;
      const { credentialsVersion } = equipped;
      const verdict = verdictOf(failure, new Date(clock.now().getTime() + restMs));
      if (verdict) reports.refused({ accountId: id, credentialsVersion, verdict, message: failure.message });
      const isToken = account.authType === 'oauth' && verdict?.kind === 'unauthorized';
      return isToken ? Math.min(restMs, TOKEN_REST_MS) : restMs;
    },
  };
}

/** What an answer says of the account, and not of the call or the upstream. */
function verdictOf({ status }: UpstreamFailure, until: Date): Verdict | undefined {
  switch (status) {
    case 401:
      return { kind: 'unauthorized' };
    case 403:
      return { kind: 'suspended', until };
    case 429:
      return { kind: 'rate_limited', until };
    case 529:
      return { kind: 'overloaded', until };
    default:
      return undefined;
  }
}
