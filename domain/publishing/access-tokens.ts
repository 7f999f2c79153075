import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import type { Sealer } from '../sealed-text';
import type { Credentials, Grant, PublishingAdapters } from './adapter';
import { PlatformRefusal, PlatformSilence } from './platform-failure';
import { createTokenRows, type KeptAccess } from './token-rows';

/** What a call to a platform is made with. */
export interface Access {
  readonly accessToken: string;
  readonly externalId: string;
  readonly credentials: Credentials;
}

/** The access tokens of platform accounts, which all processes share through the database. */
export interface AccessTokens {
  /**
   * Calls a platform with a token that can be used. One that the platform refuses is replaced, and the call is made
   * once more. Of all who want the next token at once, in all processes, one asks for it: at WeChat each that is
   * granted ends those before.
   * @throws PlatformRefusal of kind `credentials` when the account is not bound, or its credentials do not hold any
   * more, which its row says from then on; what the call throws; PlatformSilence when the platform grants nothing.
   */
  using<T>(accountId: number, signal: AbortSignal, call: (access: Access) => Promise<T>): Promise<T>;
  /** Accounts whose credentials will bring no more tokens unless they are used now; the soonest first. */
  lapsing(limit: number): Promise<number[]>;
  /** Has the platform grant the next token although the last one holds, which keeps credentials from lapsing. Throws as `using`. */
  renew(accountId: number, signal: AbortSignal): Promise<void>;
}

/** A token is not used for calls in its last minutes. */
const MARGIN_MS = 5 * 60_000;
/** Credentials that end within it are used, lest they lapse: the platform may be away for days. */
const LAPSING_MS = 7 * 86_400_000;
/** Longer than any platform is waited for. */
const CLAIM_MS = 45_000;
const LOOK_AGAIN_MS = 50;
const PATIENCE_MS = 30_000;

export function createAccessTokens({
  db,
  clock,
  sealer,
  adapters,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly adapters: PublishingAdapters;
}): AccessTokens {
  const rows = createTokenRows(db, sealer);
  const at = (ms: number) => new Date(clock.now().getTime() + ms);

  async function read(id: number): Promise<KeptAccess> {
    const kept = await rows.read(id);
    if (!kept) throw new PlatformRefusal('credentials', 'unbound', '平台账号已解绑');
    if (kept.refusedBecause !== null)
      throw new PlatformRefusal('credentials', 'refused', kept.refusedBecause);
    return kept;
  }

  const isUsable = ({ token, tokenExpiresAt }: KeptAccess) =>
    token !== null && tokenExpiresAt !== null && tokenExpiresAt > at(MARGIN_MS);

  /** @param over the version of a token that does not hold. */
  async function usable(id: number, signal: AbortSignal, over?: number): Promise<KeptAccess> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const kept = await read(id);
      if (isUsable(kept) && kept.tokenVersion !== over) return kept;
      const claim = randomUUID();
      if (await rows.claim(kept, claim, clock.now(), at(CLAIM_MS))) await refresh(kept, claim, signal);
      else if (performance.now() > deadline)
        throw new PlatformSilence(false, 'another process has no new token');
      else await delay(LOOK_AGAIN_MS, undefined, { signal });
    }
  }

  async function refresh(kept: KeptAccess, claim: string, signal: AbortSignal): Promise<void> {
    let grant: Grant;
    try {
      grant = await adapters[kept.platform].grant(kept.credentials, signal);
    } catch (error) {
      if (error instanceof PlatformRefusal && error.kind === 'credentials') {
        await rows.refuse(kept, error.message, clock.now());
      } else await rows.unclaim(kept, claim);
      throw error;
    }
    // Who bound the account anew in between has the newer one.
    await rows.store(kept, grant, clock.now());
  }

  const accessOf = ({ token, externalId, credentials }: KeptAccess): Access => ({
    accessToken: token ?? '',
    externalId,
    credentials,
  });

  return {
    lapsing: (limit) => rows.endingBefore(at(LAPSING_MS), limit),

    async renew(accountId, signal) {
      await usable(accountId, signal, (await read(accountId)).tokenVersion);
    },

    async using(accountId, signal, call) {
      const first = await usable(accountId, signal);
      try {
        return await call(accessOf(first));
      } catch (error) {
        if (!(error instanceof PlatformRefusal) || error.kind !== 'token') throw error;
      }
      return call(accessOf(await usable(accountId, signal, first.tokenVersion)));
    },
  };
}
