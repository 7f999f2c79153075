import type { PlatformAccount } from '../../../domain/publishing/account';
import { PLATFORMS } from '../../../domain/publishing/platforms';
import type { StudioDependencies } from '../dependencies';
import { localTime } from '../time';

/** A bound account as its owner sees it: without anything that opens it. */
export function accountDto(
  { id, platform, name, refusedBecause, boundAt }: PlatformAccount,
  { publicUrl }: Pick<StudioDependencies, 'publicUrl'>,
) {
  return {
    id,
    platform,
    account_name: name,
    is_active: refusedBecause === null ? ('active' as const) : ('inactive' as const),
    inactive_because: refusedBecause,
    webhook_url: PLATFORMS[platform].sendsEvents ? `${publicUrl}/webhooks/publishing/${id}` : null,
    created_at: localTime(boundAt),
  };
}
