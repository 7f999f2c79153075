import type { Group } from '../../../domain/gateway/groups';

export function groupDto({ id, name, multiplier, builtIn, createdAt, updatedAt }: Group) {
  return {
    id,
    name,
    multiplier,
    built_in: builtIn,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
