import type { Clock } from '../../domain/clock';
import type { Database } from '../../domain/db/database';
import { createAccountAuthorization } from '../../domain/gateway/accounts/account-authorization';
import { createAccountGroups } from '../../domain/gateway/accounts/account-groups';
import type { AccountReports } from '../../domain/gateway/accounts/account-reports';
import { createAccountStanding } from '../../domain/gateway/accounts/account-standing';
import type { AccountTokens } from '../../domain/gateway/accounts/account-tokens';
import { createAccounts } from '../../domain/gateway/accounts/accounts';
import type { TokenVendors } from '../../domain/gateway/accounts/token-vendor';
import type { GatewayCatalog } from '../../domain/gateway/catalog';
import { createProxyConfigs } from '../../domain/gateway/proxy-configs';
import type { Sealer } from '../../domain/sealed-text';
import type { OneTimeTokens } from '../../domain/identity/one-time-tokens';
import type { ProxyProbe } from '../../providers/llm/upstream/proxy-probe';
import type { ChannelHealth } from '../model-calls/channel-health';
import type { TryChannel } from '../model-calls/channel-trial';
import type { Places } from '../model-calls/places';
import { proxyGuard, upstreamGuard } from '../model-calls/upstream-address';
import { createAccountTrials } from './accounts/account-trials';
import { createProxyTrials } from './proxy-configs/proxy-trials';

export type AccountServices = ReturnType<typeof createAccountServices>;

/** What administrators manage accounts with, their groups and their proxies. */
export function createAccountServices({
  db,
  clock,
  sealer,
  oneTimeTokens,
  tokenVendors,
  checkAddress,
  proxyProbe,
  calls,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly oneTimeTokens: OneTimeTokens;
  /** Undefined where accounts with OAuth are switched off. */
  readonly tokenVendors: TokenVendors | undefined;
  /** Throws for a URL that no upstream may have. */
  readonly checkAddress: (url: string) => Promise<void>;
  readonly proxyProbe: ProxyProbe;
  /** What the calls of this process know. */
  readonly calls: {
    readonly catalog: GatewayCatalog;
    readonly health: ChannelHealth;
    readonly places: Places;
    readonly reports: AccountReports;
    readonly tokens: AccountTokens | undefined;
    readonly tryChannel: TryChannel;
  };
}) {
  const accounts = createAccounts({
    db,
    clock,
    sealer,
    guard: upstreamGuard(checkAddress),
    oauth: tokenVendors !== undefined,
  });
  const accountStanding = createAccountStanding({ db, clock });
  const proxyConfigs = createProxyConfigs({ db, clock, sealer, guard: proxyGuard(checkAddress) });
  return {
    accounts,
    accountStanding,
    accountGroups: createAccountGroups({ db, clock }),
    proxyConfigs,
    accountAuthorization: createAccountAuthorization({
      db,
      sealer,
      vendors: tokenVendors,
      oneTimeTokens,
      proxies: proxyConfigs,
    }),
    accountTrials: createAccountTrials({ ...calls, accounts, standing: accountStanding }),
    proxyTrials: createProxyTrials({
      proxies: proxyConfigs,
      probe: proxyProbe,
      guard: proxyGuard(checkAddress),
    }),
    /** The calls that accounts serve now, over all processes. */
    accountPlaces: {
      taken: (id: number) => calls.places.taken(`channel:${id}`),
      forget: (id: number) => calls.places.forget(`channel:${id}`),
    },
  };
}
