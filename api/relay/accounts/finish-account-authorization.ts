import { oauthTypeOf, type Platform } from '../../../domain/gateway/accounts/account-types';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';

export const finishAccountAuthorization: RelayHandler<'finishAccountAuthorization'> = async (
  { body },
  { accounts, accountAuthorization, accountTrials },
) => {
  const { platform, code, session_id: sessionId, account_id: id, name } = body;
  // Before the code is used up: who names an account that is not there can still mend it.
  const before = id === undefined ? undefined : await accounts.get(id);
  const { tokens, proxyId } = await accountAuthorization.finish({ platform, code, sessionId });
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
