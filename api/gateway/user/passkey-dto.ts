import type { Passkey } from '../../../domain/identity/passkeys';

/** A passkey as its owner sees it. */
export function passkeyDto({ id, name, signCount, lastUsedAt, createdAt }: Passkey) {
  return {
    id,
    name,
    sign_count: signCount,
    last_used_at: lastUsedAt?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  };
}
