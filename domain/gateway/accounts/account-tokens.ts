import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../clock';
import type { Database } from '../../db/database';
import { isPassing } from '../../db/faults';
import type { Sealer } from '../../sealed-text';
import { Secret } from '../secret';
import type { Tokens } from './account-wish';
import { ProxySwitchedOff } from './effective-proxy';
import { isUsable } from './live-account';
import { createTokenRows, type DueTokens, type KeptTokens } from './token-rows';
import { TokenRefusal } from './token-refusal';
import type { TokenVendors } from './token-vendor';

/** An access token, and which of the account's credentials it is of. */
export interface AccessToken {
  readonly secret: Secret;
  readonly version: number;
}

/** Why an account has no access token that can be used. The message is for operators, and has no secret. */
export class NoAccessToken extends Error {
  override readonly name = 'NoAccessToken';
}

/** The access tokens of accounts with OAuth. */
export interface AccountTokens {
  /**
   * One that can be used: the one there is, or when it ends within the minute the next. Of all who ask at once, in all
   * processes, one asks the vendor. @throws NoAccessToken
   */
  usable(id: number): Promise<AccessToken>;
  /** The next one, also when the one there is could be used for long. @throws NoAccessToken */
  renew(id: number): Promise<AccessToken>;
  /** Accounts whose tokens end soon, whether or not anybody calls them. */
  due(): Promise<DueTokens[]>;
}

/** How long before their end tokens are refreshed that nobody asks for. */
const AHEAD_MS = 10 * 60_000;
/** Longer than any vendor is waited for. */
const CLAIM_MS = 45_000;
/** How long a vendor is left alone after a refresh that failed. */
const PUT_OFF_MS = 30_000;
const LOOK_AGAIN_MS = 50;
/** How long tokens that a vendor gave wait for the database. */
const KEEP_MS = 60_000;
/** How long a call waits for another process to bring the token. */
const PATIENCE_MS = 20_000;

export function createAccountTokens({
  db,
  clock,
  sealer,
  vendors,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly vendors: TokenVendors;
}): AccountTokens {
  const rows = createTokenRows(db, sealer);
  /** What is under way in this process. */
  const running = new Map<string, Promise<AccessToken>>();
  const at = (ms: number) => new Date(clock.now().getTime() + ms);
  const isOver = ({ expiresAt }: KeptTokens) => expiresAt !== null && expiresAt <= clock.now();

  async function read(id: number): Promise<KeptTokens> {
    const kept = await rows.read(id).catch((error: unknown) => {
      throw error instanceof ProxySwitchedOff ? new NoAccessToken(error.message) : error;
    });
    if (kept) return kept;
    throw new NoAccessToken('the account has no tokens');
  }

  /** @param over the version that is to be replaced; without it whichever ends soon. */
  async function next(id: number, over?: number): Promise<AccessToken> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const kept = await read(id);
      const isWanted = over === undefined ? isUsable(kept.expiresAt, clock.now()) : kept.version !== over;
      if (isWanted) return tokenOf(kept);
      if (kept.refused || kept.credentials.refresh === null) return lastOf(kept, over);
      const isTaken = kept.claimUntil !== null && kept.claimUntil > clock.now();
      if (!isTaken) {
        const claim = randomUUID();
        if (await rows.claim(kept, claim, clock.now(), at(CLAIM_MS))) return refresh(kept, claim, over);
        continue;
      }
      // While another brings the next one, the one there is does for a call.
      if (over === undefined && !isOver(kept)) return tokenOf(kept);
      if (!kept.claimed) throw new NoAccessToken('a refresh failed a moment ago');
      if (performance.now() > deadline)
        throw new NoAccessToken('another process has been refreshing it for long');
      await delay(LOOK_AGAIN_MS);
    }
  }

  /** Asks the vendor, for everybody. */
  async function refresh(kept: KeptTokens, claim: string, over?: number): Promise<AccessToken> {
    const { id, platform, credentials, proxy } = kept;
    const vendor = vendors[platform];
    if (!vendor) throw new NoAccessToken(`accounts of ${platform} are not set up`);
    let tokens: Tokens;
    try {
      const { refresh: refreshToken, scopes } = credentials;
      tokens = await vendor.refresh({ refreshToken: refreshToken ?? '', scopes, proxy });
    } catch (error) {
      if (error instanceof TokenRefusal && error.isOfGrant) return refused(kept, error, over);
      const reason = error instanceof TokenRefusal ? error.message : 'the vendor did not answer as it should';
      await rows.putOff(kept, claim, `refresh failed: ${reason}`, at(PUT_OFF_MS));
      const now = await read(id);
      if (now.version !== kept.version || (over === undefined && !isOver(now))) return tokenOf(now);
      throw new NoAccessToken(reason);
    }
    // Whoever came in between has the newer ones: theirs are used, and never written over.
    await insist(() => rows.store(kept, tokens, clock.now()));
    return tokenOf(await read(id));
  }

  /** The refresh token is dead, unless others have come since it was read. The access token works until its end. */
  async function refused(kept: KeptTokens, { message }: TokenRefusal, over?: number): Promise<AccessToken> {
    const isOurs = await rows.refuse(
      kept,
      `the refresh token does not work any more (${message}): authorise again`,
    );
    return isOurs ? lastOf(kept, over) : tokenOf(await read(kept.id));
  }

  /** The last access token, which nothing follows: it does for who wishes no other. */
  async function lastOf(kept: KeptTokens, over?: number): Promise<AccessToken> {
    if (isOver(kept)) await rows.expire(kept);
    else if (over === undefined) return tokenOf(kept);
    throw new NoAccessToken('nothing brings another token: the account is to be authorised again');
  }

  function once(name: string, work: () => Promise<AccessToken>): Promise<AccessToken> {
    const known = running.get(name);
    if (known) return known;
    const begun = work().finally(() => running.delete(name));
    running.set(name, begun);
    return begun;
  }

  return {
    usable: (id) => once(`usable ${id}`, () => next(id)),
    renew: (id) => once(`renew ${id}`, async () => next(id, (await read(id)).version)),
    due: () => rows.due(at(AHEAD_MS), clock.now()),
  };
}

/** The vendor has forgotten the tokens before: those that it gave are kept, also when the database is away for a while. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + KEEP_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() > deadline) throw error;
      await delay(LOOK_AGAIN_MS);
    }
  }
}

function tokenOf({ credentials, version }: KeptTokens): AccessToken {
  return { secret: new Secret(credentials.access), version };
}
