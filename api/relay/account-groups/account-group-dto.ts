import type { AccountGroup } from '../../../domain/gateway/accounts/account-group-rows';

export function accountGroupDto(group: AccountGroup) {
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    platform: group.platform,
    multiplier: group.multiplier,
    is_default: group.isDefault,
    enabled: group.enabled,
    fallback_group_id: group.fallbackGroupId,
    account_ids: [...group.accountIds],
    created_at: group.createdAt.toISOString(),
    updated_at: group.updatedAt.toISOString(),
  };
}
