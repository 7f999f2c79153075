import type { KeyRing } from '../../config/keys';
import type { Clock } from '../../domain/clock';
import type { Creations } from '../../domain/creations/creations';
import type { Database } from '../../domain/db/database';
import type { Sealer } from '../../domain/sealed-text';
import type { Artifacts } from '../../domain/jobs/artifacts';
import type { TellOwner } from '../../domain/notifications/notification';
import type { Outbox } from '../../domain/outbox';
import { createAccessTokens } from '../../domain/publishing/access-tokens';
import { createPlatformAccounts } from '../../domain/publishing/accounts';
import type { PublishingAdapters } from '../../domain/publishing/adapter';
import { createHandOffLinks } from '../../domain/publishing/hand-off-link';
import { createInvitations } from '../../domain/publishing/invitations';
import { createPlatformNews } from '../../domain/publishing/platform-news';
import { createPublications } from '../../domain/publishing/publications';
import { createTargets } from '../../domain/publishing/targets';

/** Publishing as one API process has part in it: it takes orders and binds accounts, and publishes nothing itself. */
export function createPublishingServices({
  db,
  clock,
  outbox,
  creations,
  artifacts,
  sealer,
  adapters,
  handOffKeys,
  mostWaiting,
  publicUrl,
  tellOwner,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly creations: Creations;
  readonly artifacts: Artifacts;
  readonly sealer: Sealer;
  readonly adapters: PublishingAdapters;
  readonly handOffKeys: KeyRing;
  readonly mostWaiting: number | undefined;
  readonly publicUrl: string;
  readonly tellOwner: TellOwner;
}) {
  const tokens = createAccessTokens({ db, clock, sealer, adapters });
  const platformAccounts = createPlatformAccounts({ db, clock, sealer, adapters, tokens });
  const publicationTargets = createTargets({ db, clock, tellOwner });
  const handOffLinks = createHandOffLinks({ keys: handOffKeys, publicUrl, clock });
  return {
    platformAccounts,
    publications: createPublications({
      db,
      clock,
      outbox,
      creations,
      artifacts,
      accounts: platformAccounts,
      tellOwner,
      mostWaiting,
    }),
    publicationTargets,
    handOffLinks,
    handOffs: {
      targets: publicationTargets,
      links: handOffLinks,
      creations,
      artifacts,
      invitations: createInvitations({ adapters, tokens, artifacts }),
    },
    platformNews: createPlatformNews({ db, clock, sealer, adapters, outbox, targets: publicationTargets }),
  };
}
