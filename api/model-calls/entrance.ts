import type { Clock } from '../../domain/clock';
import { AppError } from '../../domain/errors';
import type { UserGroups } from '../../domain/gateway/user-groups';
import { userAccount } from '../../domain/ledger/accounts';
import type { Ledger } from '../../domain/ledger/ledger';
import { CallFailure } from '../../providers/llm/exchange/failure';
import type { ProtocolName } from '../../providers/llm/protocols/protocol';
import type { RawCall } from '../router/raw';
import type { KeyLimits } from './key-limits';
import type { GiveBack, Places } from './places';
import { LARGEST_BODY, type BodyLimit } from './request';
import { rightsOf, type Rights, type SessionLimits } from './rights';

/** A caller who may call, as far as can be told before the request is read. */
export interface Entry {
  readonly rights: Rights;
  readonly largestBody: BodyLimit;
  /** Gives the caller's seat back. */
  readonly leave: GiveBack;
}

export interface Entrance {
  /**
   * Lets a caller in who may speak the protocol, and takes a seat and a request of the minute for them: a body may be
   * large, and who may not call has none read.
   * @throws AppError UNAUTHENTICATED, KEY_ADDRESS, PACKAGE_INACTIVE, PLATFORM_NOT_ALLOWED, RATE_LIMITED
   */
  enter(call: RawCall, protocol: ProtocolName): Promise<Entry>;
}

/** What a request may be without credits, for models that are free. */
const WITHOUT_CREDITS: BodyLimit = {
  bytes: 1_048_576,
  refusal: () =>
    new CallFailure(
      'unpaid',
      { zh: '没有积分时请求不得超过 1 MB', en: 'Without credits a request may have 1 MB at most.' },
      {
        code: 'insufficient_quota',
      },
    ),
};

export function createEntrance({
  userGroups,
  places,
  keyLimits,
  ledger,
  clock,
  session,
}: {
  readonly userGroups: UserGroups;
  readonly places: Places;
  readonly keyLimits: Pick<KeyLimits, 'count'>;
  readonly ledger: Pick<Ledger, 'balance'>;
  readonly clock: Clock;
  readonly session: SessionLimits;
}): Entrance {
  async function takeSeat({ subject, maxConcurrency }: Rights): Promise<GiveBack> {
    if (maxConcurrency === null) return () => undefined;
    const seat = await places.take(subject, maxConcurrency);
    if (seat) return seat;
    throw new AppError(
      'RATE_LIMITED',
      { retryAfter: 1 },
      { note: `${subject} has ${maxConcurrency} calls open` },
    );
  }

  /** The balance is only looked at for a request that is not known to be small. */
  async function largestBodyOf({ req }: RawCall, { userId, userPackageId }: Rights): Promise<BodyLimit> {
    const announced = Number(req.headers['content-length'] ?? Number.NaN);
    const isPacked = req.headers['content-encoding'] !== undefined;
    if (userPackageId !== null || (announced <= WITHOUT_CREDITS.bytes && !isPacked)) return LARGEST_BODY;
    const { available } = await ledger.balance(userAccount(userId));
    return available > 0n ? LARGEST_BODY : WITHOUT_CREDITS;
  }

  return {
    async enter(call, protocol) {
      const rights = await rightsOf(call.user, call.req.ip ?? '', { userGroups, clock, session });
      if (!rights.maySpeak(protocol)) throw new AppError('PLATFORM_NOT_ALLOWED');
      // The seat first: who finds none has used nothing of the minute.
      const leave = await takeSeat(rights);
      try {
        const { requestsPerMinute } = rights;
        await keyLimits.count(rights.subject, { requestsPerMinute, tokensPerMinute: null }, 0);
        return { rights, leave, largestBody: await largestBodyOf(call, rights) };
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}
