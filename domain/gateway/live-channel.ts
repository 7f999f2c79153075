import type { Decimal } from '../decimal';
import type { Sealer } from '../sealed-text';
import { Secret } from './secret';
import type { ChannelType, LiveChannel } from './snapshot';

/** What a channel's secrets are sealed as. */
export const SEALED_KEY = 'gateway channel api key';
export const SEALED_PROXY = 'gateway channel proxy';

/** What is wrong with a channel whose secrets do not open. */
export const SEALED_SHUT =
  'its key or its proxy was sealed with another TASKLOOM_SECRET: enter it again, or give the old one in TASKLOOM_SECRET_PREVIOUS';

/** A row of `gateway_channels`, as a call needs it. Throws Error when its secrets do not open. */
export function toLiveChannel(
  row: Readonly<Record<string, unknown>>,
  sealer: Pick<Sealer, 'open'>,
  groupMultipliers: ReadonlyMap<number, Decimal> = new Map(),
): LiveChannel {
  const secret = (column: string, place: string) => {
    const sealed = row[column] as Buffer | null;
    return sealed && new Secret(sealer.open(sealed, place));
  };
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    type: row['type'] as ChannelType,
    baseUrl: row['base_url'] as string,
    apiKey: secret('api_key_sealed', SEALED_KEY),
    proxy: secret('proxy_sealed', SEALED_PROXY),
    userChannelId: row['user_channel_id'] as number | null,
    priority: row['priority'] as number,
    weight: row['weight'] as number,
    maxConcurrency: row['max_concurrency'] as number | null,
    requestsPerMinute: row['requests_per_minute'] as number | null,
    connectTimeoutMs: row['connect_timeout_ms'] as number | null,
    firstByteTimeoutMs: row['first_byte_timeout_ms'] as number | null,
    idleTimeoutMs: row['idle_timeout_ms'] as number | null,
    groupMultipliers,
  };
}
