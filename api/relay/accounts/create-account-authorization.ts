import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const createAccountAuthorization: RelayHandler<'createAccountAuthorization'> = async (
  { body },
  { accountAuthorization },
) => {
  const { platform, proxy_id: proxyId } = body;
  const { authUrl, sessionId } = await accountAuthorization.begin({ platform, proxyId });
  return ok({ auth_url: authUrl, session_id: sessionId });
};
