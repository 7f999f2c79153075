import { readJson } from '../../db/columns';
import type { ConfigurationRow } from '../configuration-rows';
import { decimal, formatDecimal } from '../../decimal';
import type { Sealer } from '../../sealed-text';
import { keyHint } from '../secret';
import type { Totals } from '../totals';
import { STATUS_NOW, type AccountStatus } from './account-status';
import type { AuthType, Platform } from './account-types';
import { openCredentials } from './credentials';

/** An account at an upstream as operators see it, without its secrets. It is a channel of the same id. */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly notes: string;
  readonly platform: Platform;
  /** One of `ACCOUNT_TYPES`. */
  readonly type: string;
  readonly authType: AuthType;
  /** As it is now. */
  readonly status: AccountStatus;
  readonly lastError: string | null;
  readonly enabled: boolean;
  /** Whether calls are given to it. */
  readonly schedulable: boolean;
  /** The lower first. */
  readonly priority: number;
  readonly weight: number;
  readonly maxConcurrency: number | null;
  readonly baseUrl: string;
  /** Its own proxy; null: the default one, if there is one. */
  readonly proxyId: number | null;
  /** What its use costs the platform, against the price, as operators note it; a decimal text. No caller pays by it. */
  readonly rateMultiplier: string;
  /** What the upstream calls models, by their names here. */
  readonly modelMapping: Readonly<Record<string, string>>;
  /** Names of models; empty: all of its platform, and those that are mapped. */
  readonly allowedModels: readonly string[];
  readonly groupIds: readonly number[];
  /** The end of an API key, such as `…3f9a`; `?` for one that does not open. Null for tokens. */
  readonly apiKeyHint: string | null;
  readonly hasRefreshToken: boolean;
  readonly scopes: readonly string[];
  readonly accessExpiresAt: Date | null;
  readonly refreshedAt: Date | null;
  readonly rateLimitedUntil: Date | null;
  readonly overloadedUntil: Date | null;
  readonly unavailableUntil: Date | null;
  readonly unavailableReason: string | null;
  readonly lastUsedAt: Date | null;
  /** Calls that it answered since it is there, and what their callers paid. */
  readonly usage: Totals;
  /** From then on it serves nobody. */
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The priority that an account has unless it is said, and the channel's that it stands for. */
export const DEFAULT_PRIORITY = 50;

/** An account's priority, the lower first, as its channel has it, the higher first; and the other way about. */
export function turnedPriority(priority: number): number {
  return DEFAULT_PRIORITY - priority;
}

/** What `toAccount` reads. Takes the time of `STATUS_NOW` first. */
export const SELECT_ACCOUNT = `SELECT c.name, c.base_url, c.multiplier, c.priority, c.weight, c.enabled,
  c.max_concurrency, c.created_at, c.updated_at, a.*, ${STATUS_NOW} AS status_now
  FROM upstream_accounts a JOIN gateway_channels c ON c.id = a.id`;

export function toAccount(
  row: ConfigurationRow,
  { groupIds, usage }: Pick<Account, 'groupIds' | 'usage'>,
  sealer: Pick<Sealer, 'open'>,
): Account {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    notes: row['notes'] as string,
    platform: row['platform'] as Platform,
    type: row['type'] as string,
    authType: row['auth_type'] as AuthType,
    status: row['status_now'] as AccountStatus,
    lastError: row['last_error'] as string | null,
    enabled: row['enabled'] === 1,
    schedulable: row['schedulable'] === 1,
    priority: turnedPriority(row['priority'] as number),
    weight: row['weight'] as number,
    maxConcurrency: row['max_concurrency'] as number | null,
    baseUrl: row['base_url'] as string,
    proxyId: row['proxy_config_id'] as number | null,
    rateMultiplier: formatDecimal(decimal(row['multiplier'] as string)),
    modelMapping: readJson<Record<string, string>>(row['model_mapping']),
    allowedModels: readJson<string[]>(row['allowed_models']),
    groupIds,
    ...shown(row, sealer),
    accessExpiresAt: row['access_expires_at'] as Date | null,
    refreshedAt: row['refreshed_at'] as Date | null,
    rateLimitedUntil: row['rate_limited_until'] as Date | null,
    overloadedUntil: row['overloaded_until'] as Date | null,
    unavailableUntil: row['unavailable_until'] as Date | null,
    unavailableReason: row['unavailable_reason'] as string | null,
    lastUsedAt: row['last_used_at'] as Date | null,
    usage,
    expiresAt: row['expires_at'] as Date | null,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}

/** What may be shown of its credentials. */
function shown(
  row: ConfigurationRow,
  sealer: Pick<Sealer, 'open'>,
): Pick<Account, 'apiKeyHint' | 'hasRefreshToken' | 'scopes'> {
  const isKey = row['auth_type'] === 'apikey';
  try {
    const { access, refresh, scopes } = openCredentials(row['credentials_sealed'] as Buffer, sealer);
    return { apiKeyHint: isKey ? keyHint(access) : null, hasRefreshToken: refresh !== null, scopes };
  } catch {
    // Sealed with a secret that is gone: they are to be entered again.
    return { apiKeyHint: isKey ? '?' : null, hasRefreshToken: false, scopes: [] };
  }
}
