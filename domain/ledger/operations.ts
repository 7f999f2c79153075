import type { Credits } from '../credits';
import type { NewRow } from '../db/new-rows';
import type { Statement } from '../db/statement';
import type { AccountRef } from './accounts';

/** Why money moved, as a user's statement shows it. */
export const MONEY_KINDS = ['recharge', 'consume', 'refund', 'reward', 'expire'] as const;

export type MoneyKind = (typeof MONEY_KINDS)[number];

interface Keyed {
  /** Idempotency key: printable ASCII, at most 128 characters. A key belongs to one operation for ever. */
  readonly key: string;
}

/** What a caller writes together with its operation. */
interface Accompanied {
  /**
   * Statements of the caller's own, committed with the operation and in this order: all of them when
   * it takes effect, none when it is refused, had taken effect before, or is a release that came too late. One
   * that fails fails its operation, with the database's error, and no other. They run while the operation's
   * accounts are locked, and everything else waits for them: rows by their key only, and a row that another
   * transaction keeps locked makes the operation UNAVAILABLE.
   */
  readonly alongside?: readonly Statement[];
  /**
   * Rows of the caller's own, under the same rules as `alongside` and after it. Those of all operations that are
   * committed together go into a table with one statement, which is much cheaper than one each.
   */
  readonly rows?: readonly NewRow[];
}

export interface HoldRequest extends Keyed, Accompanied {
  /** A wallet. */
  readonly account: AccountRef;
  /** More than 0. */
  readonly amount: Credits;
  /** What the hold is for, such as a job's id: `explain` finds it by this. Printable ASCII, at most 128. */
  readonly reference: string;
  /** From then on `expiredHolds` lists the hold. It stays pending, and can be captured, until it is resolved. */
  readonly expiresAt: Date;
  /** At most 255 characters. */
  readonly description: string;
}

export interface CaptureRequest extends Keyed, Accompanied {
  /** The key of the hold. */
  readonly hold: string;
  /** From 0 to the hold's amount, which is the default. What is not captured goes back. */
  readonly amount?: Credits;
  readonly to: AccountRef;
  /** `consume` unless said otherwise. */
  readonly kind?: MoneyKind;
  readonly description: string;
}

export interface ReleaseRequest extends Keyed, Accompanied {
  /** The key of the hold. */
  readonly hold: string;
}

export interface TransferRequest extends Keyed {
  readonly from: AccountRef;
  readonly to: AccountRef;
  /** More than 0. */
  readonly amount: Credits;
  readonly kind: MoneyKind;
  readonly description: string;
  readonly reference: string;
}

export interface Hold extends Keyed {
  readonly account: AccountRef;
  readonly amount: Credits;
  readonly reference: string;
  readonly description: string;
  /** As it stands now: `extendHold` moves it. */
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

/** `repeated`: an earlier call had done it, and what this one brought alongside was not run. */
interface Resolved extends Keyed {
  readonly hold: string;
  readonly repeated: boolean;
}

export interface Capture extends Resolved {
  readonly captured: Credits;
  /** The rest of the hold, which went back to its account. */
  readonly returned: Credits;
  readonly createdAt: Date;
}

export type Release = Resolved &
  (
    | { readonly released: true; readonly amount: Credits }
    | {
        readonly released: false;
        /** `absent`: there was no such hold, and from now on there will be none. Else: who came first. */
        readonly reason: 'absent' | 'captured' | 'released';
      }
  );

export interface Transfer extends Keyed {
  readonly from: AccountRef;
  readonly to: AccountRef;
  readonly amount: Credits;
  readonly kind: MoneyKind;
  readonly description: string;
  readonly reference: string;
  readonly createdAt: Date;
}

/** One of several operations that are applied together. */
export type Movement =
  | ({ readonly type: 'hold' } & HoldRequest)
  | ({ readonly type: 'capture' } & CaptureRequest)
  | ({ readonly type: 'release' } & ReleaseRequest)
  | ({ readonly type: 'transfer' } & TransferRequest);

/** A checked request on its way to the books; `hash` is what a repeat must match. */
export type Operation =
  | ({ readonly type: 'hold'; readonly hash: string } & HoldRequest)
  | ({ readonly type: 'capture'; readonly hash: string } & CaptureRequest)
  | ({ readonly type: 'release'; readonly hash: string } & ReleaseRequest)
  | ({ readonly type: 'transfer'; readonly hash: string } & TransferRequest);

export type OperationType = Operation['type'];
export type OperationOf<T extends OperationType> = Extract<Operation, { type: T }>;

export interface ResultOf {
  hold: Hold;
  capture: Capture;
  release: Release;
  transfer: Transfer;
}

export type Result = ResultOf[OperationType];

/** How one operation of a batch ended. A refused one wrote nothing. */
export type Outcome =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly error: Error };
