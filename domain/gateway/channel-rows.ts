import type { ConfigurationRow } from './configuration-rows';
import { decimal, formatDecimal } from '../decimal';
import { SEALED_KEY, SEALED_SHUT, toLiveChannel } from './live-channel';
import type { Sealer } from '../sealed-text';
import { keyHint } from './secret';
import type { ChannelType } from './snapshot';

/** An upstream as operators see it, without its secrets. */
export interface Channel {
  readonly id: number;
  readonly name: string;
  readonly type: ChannelType;
  readonly baseUrl: string;
  /** The end of the key, such as `…3f9a`; null without one. */
  readonly apiKeyHint: string | null;
  readonly hasProxy: boolean;
  readonly userChannelId: number;
  /** A decimal text; kept for the console, and used in no charge. */
  readonly multiplier: string;
  readonly priority: number;
  readonly weight: number;
  readonly enabled: boolean;
  readonly maxConcurrency: number | null;
  readonly requestsPerMinute: number | null;
  readonly connectTimeoutMs: number | null;
  readonly firstByteTimeoutMs: number | null;
  readonly idleTimeoutMs: number | null;
  readonly consecutiveFailures: number;
  readonly lastFailureAt: Date | null;
  readonly lastFailureReason: string | null;
  /** That the platform switched it off by itself, and why. */
  readonly autoDisabledAt: Date | null;
  readonly autoDisabledReason: string | null;
  readonly lastHealthCheckedAt: Date | null;
  readonly lastHealthStatus: string | null;
  /** Why it cannot be used, whether it is switched on or not; null where nothing is wrong. */
  readonly problem: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function toChannel(row: ConfigurationRow, sealer: Pick<Sealer, 'open'>): Channel {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    type: row['type'] as ChannelType,
    baseUrl: row['base_url'] as string,
    apiKeyHint: hintOf(row['api_key_sealed'] as Buffer | null, sealer),
    hasProxy: row['proxy_sealed'] !== null,
    userChannelId: row['user_channel_id'] as number,
    multiplier: formatDecimal(decimal(row['multiplier'] as string)),
    priority: row['priority'] as number,
    weight: row['weight'] as number,
    enabled: row['enabled'] === 1,
    maxConcurrency: row['max_concurrency'] as number | null,
    requestsPerMinute: row['requests_per_minute'] as number | null,
    connectTimeoutMs: row['connect_timeout_ms'] as number | null,
    firstByteTimeoutMs: row['first_byte_timeout_ms'] as number | null,
    idleTimeoutMs: row['idle_timeout_ms'] as number | null,
    consecutiveFailures: row['consecutive_failures'] as number,
    lastFailureAt: row['last_failure_at'] as Date | null,
    lastFailureReason: row['last_failure_reason'] as string | null,
    autoDisabledAt: row['auto_disabled_at'] as Date | null,
    autoDisabledReason: row['auto_disabled_reason'] as string | null,
    lastHealthCheckedAt: row['last_health_checked_at'] as Date | null,
    lastHealthStatus: row['last_health_status'] as string | null,
    problem: problemOf(row, sealer),
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}

function problemOf(row: ConfigurationRow, sealer: Pick<Sealer, 'open'>): string | null {
  try {
    toLiveChannel(row, sealer);
    return null;
  } catch {
    return SEALED_SHUT;
  }
}

function hintOf(sealed: Buffer | null, sealer: Pick<Sealer, 'open'>): string | null {
  if (sealed === null) return null;
  try {
    return keyHint(sealer.open(sealed, SEALED_KEY));
  } catch {
    // Sealed with a secret that is gone: it is to be entered again.
    return '?';
  }
}

/** What a channel begins with, each time that it is switched on. */
export const NO_FAILURES = {
  consecutive_failures: 0,
  last_failure_at: null,
  last_failure_reason: null,
  auto_disabled_at: null,
  auto_disabled_reason: null,
} as const;
