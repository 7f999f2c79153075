import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Columns } from './configuration-rows';
import { addressesField, nameField, oneOfField, wholeField } from '../fields';
import { atMost, knownModels, notThere } from './known-models';
import { PLATFORMS } from './platforms';
import { amountField } from './window-limits';

/** What an owner decides about a key. What is left out has no limit. */
export interface ApiKeyWish {
  readonly name: string;
  readonly allowedModels?: readonly string[];
  readonly blockedModels?: readonly string[];
  /** The protocols that it may be used in; none: all. */
  readonly allowedPlatforms?: readonly string[];
  /** At most 10, in the order in which to try them. */
  readonly allowedUserChannels?: readonly number[];
  readonly allowedIps?: readonly string[];
  /** One of the owner's own. */
  readonly groupId?: number | null;
  /** The owner's own package that pays for its calls; null for the balance, which pays unless this is given. */
  readonly userPackageId?: number | null;
  readonly quotaLimit?: Credits | null;
  /** Requests in a day, and credits in a month, both of UTC. */
  readonly dailyRequests?: number | null;
  readonly monthlyCredits?: Credits | null;
  readonly requestsPerMinute?: number | null;
  readonly tokensPerMinute?: number | null;
  readonly maxConcurrency?: number | null;
  readonly enabled?: boolean;
  readonly expiresAt?: Date | null;
}

const MOST_USER_CHANNELS = 10;
const MOST_ADDRESSES = 200;

/** The columns of what was wished for, but for the group and the package, which are their owner's. AppError VALIDATION. */
export async function wishColumns(db: Database, wish: Partial<ApiKeyWish>): Promise<Columns> {
  const { name, allowedUserChannels, allowedIps, allowedPlatforms, enabled, expiresAt } = wish;
  return {
    name: name === undefined ? undefined : nameField('body.name', name),
    allowed_models: await modelsColumn(db, 'body.allowed_models', wish.allowedModels),
    blocked_models: await modelsColumn(db, 'body.blocked_models', wish.blockedModels),
    allowed_platforms: allowedPlatforms && JSON.stringify(platforms(allowedPlatforms)),
    allowed_user_channels:
      allowedUserChannels && JSON.stringify(await knownUserChannels(db, allowedUserChannels)),
    allowed_ips:
      allowedIps &&
      JSON.stringify(
        addressesField('body.allowed_ips', atMost('body.allowed_ips', allowedIps, MOST_ADDRESSES)),
      ),
    quota_limit: creditsOrLeft('body.quota_limit', wish.quotaLimit),
    daily_requests: wholeOrLeft('body.daily_limit', wish.dailyRequests),
    monthly_credits: creditsOrLeft('body.monthly_quota', wish.monthlyCredits),
    requests_per_minute: wholeOrLeft('body.requests_per_minute', wish.requestsPerMinute),
    tokens_per_minute: wholeOrLeft('body.tokens_per_minute', wish.tokensPerMinute),
    max_concurrency: wholeOrLeft('body.max_concurrency', wish.maxConcurrency),
    enabled,
    expires_at: expiresAt && dateTime(expiresAt),
  };
}

function wholeOrLeft(field: string, value: number | null | undefined): number | null | undefined {
  return value === undefined ? undefined : wholeField(field, value);
}

/** A quota of 0 is none: a key that may spend nothing is switched off instead. */
function creditsOrLeft(field: string, limit: Credits | null | undefined): string | null | undefined {
  if (limit === undefined || limit === null) return limit;
  return amountField(field, limit) === 0n ? null : limit.toString();
}

async function modelsColumn(db: Database, field: string, names: readonly string[] | undefined) {
  return names && JSON.stringify(await knownModels(db, field, names));
}

function platforms(wanted: readonly string[]): string[] {
  return [...new Set(wanted.map((each) => oneOfField('body.allowed_platforms', each, PLATFORMS)))];
}

async function knownUserChannels(db: Database, ids: readonly number[]): Promise<number[]> {
  const wanted = [...new Set(atMost('body.allowed_user_channels', ids, MOST_USER_CHANNELS))];
  if (wanted.length === 0) return [];
  const rows = await db.query<{ id: number }>('SELECT id FROM gateway_user_channels WHERE id IN (?)', {
    replacements: [wanted],
    type: QueryTypes.SELECT,
  });
  const known = new Set(rows.map(({ id }) => id));
  const unknown = wanted.findIndex((id) => !known.has(id));
  if (unknown >= 0) throw notThere(`body.allowed_user_channels[${unknown}]`);
  return wanted;
}
