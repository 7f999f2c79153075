import type { Clock } from '../../domain/clock';
import type { Database } from '../../domain/db/database';
import { createApiKeys } from '../../domain/gateway/api-keys';
import { readTalk } from '../../domain/gateway/call-bodies';
import { createCallLog } from '../../domain/gateway/calls';
import type { GatewayCatalog } from '../../domain/gateway/catalog';
import { createChannelModels } from '../../domain/gateway/channel-models';
import { createChannels } from '../../domain/gateway/channels';
import { createGroupMultipliers } from '../../domain/gateway/group-multipliers';
import { createGroups } from '../../domain/gateway/groups';
import { createGatewayModels } from '../../domain/gateway/models';
import { createPackages } from '../../domain/gateway/packages';
import type { Sealer } from '../../domain/sealed-text';
import { paidByPackages, totalsOfAll, totalsOfChannels, totalsOfUser } from '../../domain/gateway/totals';
import { createUserChannels } from '../../domain/gateway/user-channels';
import { createUserPackages } from '../../domain/gateway/user-packages';
import type { UserGroups } from '../../domain/gateway/user-groups';
import type { Ledger } from '../../domain/ledger/ledger';
import { upstreamGuard } from '../model-calls/upstream-address';

export type GatewayStores = ReturnType<typeof createGatewayStores>;

/** What operators set up of the gateway, its keys, and its calls. */
export function createGatewayStores({
  db,
  clock,
  ledger,
  sealer,
  catalog,
  userGroups,
  checkAddress,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly sealer: Sealer;
  readonly catalog: GatewayCatalog;
  readonly userGroups: UserGroups;
  /** Throws for a URL that no upstream may have. */
  readonly checkAddress: (url: string) => Promise<void>;
}) {
  return {
    catalog,
    userGroups,
    apiKeys: createApiKeys({ db, clock }),
    channels: createChannels({ db, clock, sealer, guard: upstreamGuard(checkAddress) }),
    channelModels: createChannelModels({ db, clock }),
    modelConfigs: createGatewayModels({ db, clock }),
    userChannels: createUserChannels({ db, clock }),
    groups: createGroups({ db, clock }),
    packages: createPackages({ db, clock }),
    userPackages: createUserPackages({ db, clock }),
    channelMultipliers: createGroupMultipliers(db, 'channel'),
    channelModelMultipliers: createGroupMultipliers(db, 'channelModel'),
    callLog: createCallLog({ db, ledger }),
    callBodies: { read: (callId: string) => readTalk(db, callId, clock.now()) },
    totals: {
      ofUser: (userId: number) => totalsOfUser(db, userId),
      paidByPackages: (userId: number) => paidByPackages(db, userId),
      ofAll: () => totalsOfAll(db),
      ofChannels: () => totalsOfChannels(db),
    },
  };
}
