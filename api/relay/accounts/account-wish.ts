import { invalidField } from '../../../domain/errors';
import type { Account } from '../../../domain/gateway/accounts/account-rows';
import type { AccountWish, Tokens } from '../../../domain/gateway/accounts/account-wish';
import { limitOf, present } from '../../router/present';
import { momentOf } from '../../router/amounts';
import type { RelayRequest } from '../operation';

type Body = RelayRequest<'updateAccount'>['body'];

/** What a body wishes of an account; `before` is the account as it was, of one that is there. */
export function accountWish(body: Body, before?: Account): Partial<AccountWish> {
  const { name, notes, type, priority, weight, enabled, schedulable } = body;
  return present({
    name,
    notes,
    type,
    priority,
    weight,
    enabled,
    schedulable,
    authType: body.auth_type,
    // Who sends back what they were shown changes nothing.
    apiKey: before && body.api_key === before.apiKeyHint ? undefined : body.api_key,
    tokens: tokensOf(body),
    baseUrl: body.base_url,
    maxConcurrency: limitOf(body.max_concurrency),
    rateMultiplier: body.rate_multiplier,
    modelMapping: body.model_mapping,
    allowedModels: body.allowed_models,
    proxyId: body.proxy_id,
    groupIds: body.group_ids,
    expiresAt:
      body.expires_at === undefined || body.expires_at === null
        ? body.expires_at
        : momentOf('expires_at', body.expires_at),
  });
}

function tokensOf({
  access_token: access,
  refresh_token: refresh,
  token_expires_at: end,
}: Body): Tokens | undefined {
  if (access !== undefined) {
    return {
      access,
      refresh: refresh ?? null,
      scopes: [],
      expiresAt: end === undefined ? null : momentOf('token_expires_at', end),
    };
  }
  if (refresh === undefined && end === undefined) return undefined;
  throw invalidField('body.access_token', { zh: '必填', en: 'is required with these' });
}
