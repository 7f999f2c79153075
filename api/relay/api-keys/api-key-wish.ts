import type { ApiKeyWish } from '../../../domain/gateway/api-keys';
import { limitOf, present } from '../../router/present';
import { creditsOf, momentOf } from '../../router/amounts';
import { namesOf } from '../names';
import type { RelayRequest } from '../operation';

/** What a body says of a key. AppError VALIDATION. */
export function apiKeyWish(body: RelayRequest<'updateApiKey'>['body']): Partial<ApiKeyWish> {
  const { monthly_quota: monthly, expires_at: expiresAt } = body;
  return present({
    name: body.name,
    userPackageId: body.user_package_id,
    allowedPlatforms: names(body.allowed_platforms),
    allowedModels: names(body.allowed_models),
    blockedModels: names(body.blocked_models),
    requestsPerMinute: limitOf(body.rate_limit),
    dailyRequests: limitOf(body.daily_limit),
    monthlyCredits: monthly === undefined ? undefined : creditsOf('monthly_quota', monthly),
    expiresAt: expiresAt === undefined || expiresAt === null ? expiresAt : momentOf('expires_at', expiresAt),
  });
}

function names(given: string | readonly string[] | undefined): string[] | undefined {
  return given === undefined ? undefined : namesOf(given);
}
