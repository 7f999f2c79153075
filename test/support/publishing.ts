import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../../domain/clock';
import { countCompleted } from '../../domain/creations/creation-totals';
import { createCreations } from '../../domain/creations/creations';
import type { Artifacts } from '../../domain/jobs/artifacts';
import { createAccessTokens } from '../../domain/publishing/access-tokens';
import { createPlatformAccounts, type PlatformAccounts } from '../../domain/publishing/accounts';
import type { PublishingAdapters } from '../../domain/publishing/adapter';
import { PLATFORM_NAMES, type PlatformName } from '../../domain/publishing/platforms';
import { createPublications, type Publications } from '../../domain/publishing/publications';
import { createPublishingAdapters } from '../../providers/publishing/adapters';
import type { JobPlatform } from './job-platform';
import { platformSealer } from './secret';

/** Nobody answers there. */
const NOBODY = 'http://127.0.0.1:9';

/** Adapters whose calls take no long, for simulators at these addresses; at the other platforms nobody answers. */
export function testAdapters(
  clock: Clock,
  urls: Partial<Record<PlatformName, string>> = {},
  timeoutMs = 1_000,
): PublishingAdapters {
  const everywhere = Object.fromEntries(PLATFORM_NAMES.map((name) => [name, NOBODY])) as Record<
    PlatformName,
    string
  >;
  return createPublishingAdapters({ urls: { ...everywhere, ...urls }, clock, timeoutMs });
}

/** Accounts as users bind them, sealed as a worker of the tests opens them. */
export function accountsOn(
  { db, clock }: Pick<JobPlatform, 'db' | 'clock'>,
  adapters: PublishingAdapters,
): PlatformAccounts {
  const sealer = platformSealer();
  const tokens = createAccessTokens({ db, clock, sealer, adapters });
  return createPlatformAccounts({ db, clock, sealer, adapters, tokens });
}

/** What users of these accounts publish. */
export function publicationsOn(
  { db, clock, outbox }: Pick<JobPlatform, 'db' | 'clock' | 'outbox'>,
  accounts: PlatformAccounts,
  artifacts: Artifacts,
): Publications {
  const creations = createCreations({ db, clock });
  return createPublications({ db, clock, outbox, creations, artifacts, accounts });
}

/** A finished creation of a user, as its job would have made it; answers its id and that of the job. */
export async function newCreation(
  { db, clock }: Pick<JobPlatform, 'db' | 'clock'>,
  owner: number,
  {
    type = 'writing',
    title = '如何提高工作效率',
    content = '# 如何提高工作效率\n\n> 三个办法\n\n## 计划\n\n先做**重要**的事。\n\n## 休息\n\n- 睡好\n- 走路',
  }: { readonly type?: string; readonly title?: string; readonly content?: string } = {},
): Promise<{ id: number; jobId: string }> {
  const jobId = randomUUID();
  const now = clock.now().toISOString().replace('T', ' ').replace('Z', '');
  await db.query(
    `INSERT INTO jobs (id, owner_id, kind, surface, state, input, quote, price_version, progress, created_at, ended_at)
     VALUES (?, ?, 'writing', 'studio', 'succeeded', '{}', 0, 1, 100, ?, ?)`,
    { replacements: [jobId, owner, now, now], type: QueryTypes.INSERT },
  );
  const [id] = await db.query(
    `INSERT INTO creations (owner_id, job_id, type, title, content, status, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, 'completed', ?, ?)`,
    { replacements: [owner, jobId, type, title, content, now, now], type: QueryTypes.INSERT },
  );
  await db.query(countCompleted(jobId));
  return { id, jobId };
}
