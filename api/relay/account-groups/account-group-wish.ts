import type { AccountGroupWish } from '../../../domain/gateway/accounts/account-groups';
import { present } from '../../router/present';
import type { RelayRequest } from '../operation';

/** What a body wishes of a group of accounts. */
export function accountGroupWish(
  body: RelayRequest<'updateAccountGroup'>['body'],
): Partial<AccountGroupWish> {
  const { name, description, platform, multiplier, enabled } = body;
  return present({
    name,
    description,
    platform,
    multiplier,
    enabled,
    isDefault: body.is_default,
    fallbackGroupId: body.fallback_group_id,
  });
}
