import { ACCOUNT_TYPES } from '../../../domain/gateway/accounts/account-types';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const listAccountTypes: RelayHandler<'listAccountTypes'> = async () =>
  ok(
    ACCOUNT_TYPES.map(({ value, label, platform, authTypes }) => ({
      value,
      label,
      platform,
      auth_types: [...authTypes],
    })),
  );
