import { invalidField } from '../../../domain/errors';
import type { Account } from '../../../domain/gateway/accounts/account-rows';
import { oauthTypeOf, type Platform } from '../../../domain/gateway/accounts/account-types';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';

export const finishAccountAuthorization: RelayHandler<'finishAccountAuthorization'> = async (
  { body },
  { accounts, accountAuthorization, accountTrials },
) => {
  const { platform, code, session_id: sessionId, account_id: id, name } = body;
  // Before the code is used up: who names the wrong account can still mend it.
  const before = id === undefined ? undefined : grantable(await accounts.get(id), platform);
  const { tokens, proxyId } = await accountAuthorization.finish({
    platform,
    code,
    sessionId,
    account: before,
  });
  if (before) {
    const account = await accounts.update(before.id, { tokens });
    accountTrials.forgive(before.id);
    return ok(accountDto(account));
  }
  const { value: type } = oauthTypeOf(platform as Platform);
  const made = await accounts.create({
    name: name ?? `${platform} ${sessionId.slice(0, 8)}`,
    type,
    authType: 'oauth',
    tokens,
    proxyId,
  });
  return ok(accountDto(made));
};

/** AppError VALIDATION for an account that tokens of the platform are nothing for. */
function grantable(account: Account, platform: string): Account {
  if (account.platform !== platform) {
    throw invalidField('body.account_id', {
      zh: `是 ${account.platform} 平台的账户`,
      en: `is an account of ${account.platform}`,
    });
  }
  if (account.authType !== 'oauth') {
    throw invalidField('body.account_id', { zh: '该账户使用密钥', en: 'is an account with a key' });
  }
  return account;
}
