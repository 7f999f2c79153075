import { createHash } from 'node:crypto';
import type { Database } from '../../db/database';
import { AppError, invalidField } from '../../errors';
import type { OneTimeTokens } from '../../identity/one-time-tokens';
import { newSecretToken } from '../../secret-token';
import { oneOfField } from '../../fields';
import type { ProxyConfigs } from '../proxy-configs';
import type { Sealer } from '../../sealed-text';
import type { Secret } from '../secret';
import { PLATFORMS, type Platform } from './account-types';
import type { Tokens } from './account-wish';
import { ProxySwitchedOff, readEffectiveProxy } from './effective-proxy';
import { TokenRefusal } from './token-refusal';
import type { TokenVendor, TokenVendors } from './token-vendor';

/** How an administrator lets us have an account's tokens: a page of the vendor's, and the code that it gives. */
export interface AccountAuthorization {
  /**
   * AppErrors ACCOUNT_OAUTH_OFF, VALIDATION for a platform that is not set up and for a proxy that is switched off,
   * NOT_FOUND for a proxy that is not there.
   */
  begin(wish: {
    readonly platform: string;
    readonly proxyId?: number | null | undefined;
  }): Promise<{ readonly authUrl: string; readonly sessionId: string }>;
  /**
   * The tokens that the code stands for, once for each beginning. The code may have the state behind it, after `#`, as
   * some pages show it. They are asked for as the account is reached: through its own proxy, else the default one.
   * AppErrors as above, STATE_INVALID for a session that is used, too old, of another platform, or not the code's;
   * VALIDATION for a code that does not hold; UPSTREAM_FAILED when the vendor is away.
   */
  finish(answer: {
    readonly platform: string;
    readonly code: string;
    readonly sessionId: string;
    /** The account that gets them; undefined: a new one, whose proxy is the one that was begun with. */
    readonly account?: { readonly proxyId: number | null } | undefined;
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
  db,
  sealer,
  vendors,
  oneTimeTokens,
  proxies,
}: {
  readonly db: Database;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly vendors: TokenVendors | undefined;
  readonly oneTimeTokens: OneTimeTokens;
  readonly proxies: Pick<ProxyConfigs, 'get'>;
}): AccountAuthorization {
  function vendorOf(value: string): { platform: Platform; vendor: TokenVendor } {
    if (!vendors) throw new AppError('ACCOUNT_OAUTH_OFF');
    const platform = oneOfField('body.platform', value, PLATFORMS);
    const vendor = vendors[platform];
    if (vendor) return { platform, vendor };
    throw invalidField('body.platform', { zh: '该平台未配置 OAuth', en: 'is not set up for OAuth here' });
  }

  /** @param field the one that the proxy comes of. */
  async function proxyOf(proxyId: number | null, field: string): Promise<Secret | null> {
    try {
      return await readEffectiveProxy(db, sealer, proxyId);
    } catch (error) {
      if (!(error instanceof ProxySwitchedOff)) throw error;
      throw invalidField(field, { zh: '的代理已停用', en: 'has a proxy that is switched off' });
    }
  }

  return {
    async begin({ platform: wanted, proxyId = null }) {
      const { platform, vendor } = vendorOf(wanted);
      if (proxyId !== null) await proxies.get(proxyId);
      await proxyOf(proxyId, 'body.proxy_id');
      const codeVerifier = newSecretToken();
      const begun: Begun = { platform, codeVerifier, proxyId };
      const sessionId = await oneTimeTokens.issue(PURPOSE, begun, TTL_SECONDS);
      const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
      return { authUrl: vendor.authorizationUrl({ state: sessionId, codeChallenge }), sessionId };
    },

    async finish({ platform: wanted, code: given, sessionId, account }) {
      const { platform, vendor } = vendorOf(wanted);
      // Before the session is used up: who switches the proxy on can still go on.
      const proxyOfAccount = account && (await proxyOf(account.proxyId, 'body.account_id'));
      const [code = '', state] = given.trim().split('#');
      const begun = await oneTimeTokens.take<Begun>(PURPOSE, sessionId);
      if (begun?.platform !== platform || (state !== undefined && state !== sessionId)) {
        throw new AppError('STATE_INVALID');
      }
      const { codeVerifier, proxyId } = begun;
      const proxy = proxyOfAccount === undefined ? await proxyOf(proxyId, 'body.session_id') : proxyOfAccount;
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
