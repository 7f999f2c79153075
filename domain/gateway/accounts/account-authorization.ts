import { createHash } from 'node:crypto';
import { AppError, invalidField } from '../../errors';
import type { OneTimeTokens } from '../../identity/one-time-tokens';
import { newSecretToken } from '../../secret-token';
import { oneOfField } from '../fields';
import { proxyUrl } from '../proxy-config-rows';
import type { ProxyConfigs } from '../proxy-configs';
import { PLATFORMS, type Platform } from './account-types';
import type { Tokens } from './account-wish';
import { TokenRefusal } from './token-refusal';
import type { TokenVendor, TokenVendors } from './token-vendor';

/** How an administrator lets us have an account's tokens: a page of the vendor's, and the code that it gives. */
export interface AccountAuthorization {
  /** AppErrors ACCOUNT_OAUTH_OFF, VALIDATION for a platform that is not set up, NOT_FOUND for a proxy that is not there. */
  begin(wish: {
    readonly platform: string;
    readonly proxyId?: number | null | undefined;
  }): Promise<{ readonly authUrl: string; readonly sessionId: string }>;
  /**
   * The tokens that the code stands for, once for each beginning. The code may have the state behind it, after `#`, as
   * some pages show it. AppErrors as above, STATE_INVALID for a session that is used, too old, of another platform, or
   * not the code's; VALIDATION for a code that does not hold; UPSTREAM_FAILED when the vendor is away.
   */
  finish(answer: {
    readonly platform: string;
    readonly code: string;
    readonly sessionId: string;
  }): Promise<{ readonly tokens: Tokens; readonly proxyId: number | null }>;
}

interface Begun {
  readonly platform: Platform;
  readonly codeVerifier: string;
  readonly proxyId: number | null;
}

const PURPOSE = 'account authorization';
const TTL_SECONDS = 600;

export function createAccountAuthorization({
  vendors,
  oneTimeTokens,
  proxies,
}: {
  readonly vendors: TokenVendors | undefined;
  readonly oneTimeTokens: OneTimeTokens;
  readonly proxies: Pick<ProxyConfigs, 'address'>;
}): AccountAuthorization {
  function vendorOf(value: string): { platform: Platform; vendor: TokenVendor } {
    if (!vendors) throw new AppError('ACCOUNT_OAUTH_OFF');
    const platform = oneOfField('body.platform', value, PLATFORMS);
    const vendor = vendors[platform];
    if (vendor) return { platform, vendor };
    throw invalidField('body.platform', { zh: '该平台未配置 OAuth', en: 'is not set up for OAuth here' });
  }

  return {
    async begin({ platform: wanted, proxyId = null }) {
      const { platform, vendor } = vendorOf(wanted);
      if (proxyId !== null) await proxies.address(proxyId);
      const codeVerifier = newSecretToken();
      const begun: Begun = { platform, codeVerifier, proxyId };
      const sessionId = await oneTimeTokens.issue(PURPOSE, begun, TTL_SECONDS);
      const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
      return { authUrl: vendor.authorizationUrl({ state: sessionId, codeChallenge }), sessionId };
    },

    async finish({ platform: wanted, code: given, sessionId }) {
      const { platform, vendor } = vendorOf(wanted);
      const [code = '', state] = given.trim().split('#');
      const begun = await oneTimeTokens.take<Begun>(PURPOSE, sessionId);
      if (begun?.platform !== platform || (state !== undefined && state !== sessionId)) {
        throw new AppError('STATE_INVALID');
      }
      const { codeVerifier, proxyId } = begun;
      const proxy = proxyId === null ? null : proxyUrl(await proxies.address(proxyId));
      try {
        return { tokens: await vendor.exchange({ code, codeVerifier, proxy }), proxyId };
      } catch (error) {
        if (error instanceof TokenRefusal && error.isOfGrant) {
          throw invalidField('body.code', { zh: '授权码无效或已使用', en: 'is wrong, or was used' });
        }
        throw new AppError('UPSTREAM_FAILED', undefined, { cause: error });
      }
    },
  };
}
