import type { Clock } from '../clock';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { GroupCommit } from '../db/group-commit';
import { inTransaction, type Transaction } from '../db/transaction';
import type { AccountRef } from './accounts';
import { applyInTransaction } from './apply-in-transaction';
import { audit, type AuditReport } from './audit';
import { AUDIT_RULES, type AuditRule } from './audit-rules';
import { BatchWriter, type WriterCounts } from './batch-writer';
import { explain, type LedgerTrail } from './explain';
import { expiredHolds, extendHold } from './hold-expiry';
import type {
  Capture,
  CaptureRequest,
  Hold,
  HoldRequest,
  Movement,
  Operation,
  OperationOf,
  OperationType,
  Release,
  ReleaseRequest,
  Result,
  ResultOf,
  Transfer,
  TransferRequest,
} from './operations';
import {
  captureOperation,
  holdOperation,
  operationOf,
  releaseOperation,
  transferOperation,
} from './requests';
import { spent } from './spent';
import { balance, spendable, statement, type Balance, type Page } from './statement';
import type { Statement, StatementFilter } from './statement';
import { writeLines } from './statement-lines';

export type { AccountRef } from './accounts';
export type { AuditReport } from './audit';
export type { AuditRule } from './audit-rules';
export type { LedgerTrail } from './explain';
export type { Capture, Hold, Movement, Release, Transfer } from './operations';
export type { Balance, Statement } from './statement';

const LARGEST_BATCH = 256;
const LONGEST_QUEUE = 10_000;

/**
 * The books. Every operation has an idempotency key: a repeat answers what the first one answered, a repeat
 * that asks for something else throws LEDGER_CONFLICT. A refused operation leaves nothing, so its key may be
 * tried again. An answer means that it is committed, durably, unless the operation was given a transaction:
 * then it takes part in that, keeps its accounts locked until that ends, and stands or falls with it. So it is
 * best the last thing that the transaction does, for a user's other operations wait for it.
 *
 * An operation that needs what another one does waits for that one's answer first: side by side they may be
 * applied in either order. All of them throw VALIDATION for a request that makes no sense, and UNAVAILABLE
 * when the database cannot be reached, or another transaction keeps a row locked that the operation needs:
 * whether the operation took effect is then open, and the same call again will tell.
 */
export interface Ledger {
  /**
   * Sets an amount aside until it is captured or released. Throws INSUFFICIENT_CREDITS, and HOLD_RESOLVED
   * when a release of this hold came first.
   */
  hold(request: HoldRequest, tx?: Transaction): Promise<Hold>;
  /**
   * Takes what a hold had set aside, or a part; the rest goes back. Throws HOLD_RESOLVED when it was captured
   * or released before, NOT_FOUND when there is no such hold, VALIDATION for more than it has.
   */
  capture(request: CaptureRequest, tx?: Transaction): Promise<Capture>;
  /** Gives back what a hold had set aside. One that comes too late is no error; its answer says why. */
  release(request: ReleaseRequest, tx?: Transaction): Promise<Release>;
  /** Moves an amount from one account to another. Throws INSUFFICIENT_CREDITS. */
  transfer(request: TransferRequest, tx?: Transaction): Promise<Transfer>;
  /**
   * Several operations in one go, within a transaction: all of them, or none when one is refused, with that one's
   * error. Each has its own key. A transaction that moves money more than once does it so: the accounts of all are
   * locked at once, in the one order that everybody has, where operations one after the other would lock in the order
   * in which they come, and wait for each other in a circle.
   */
  applyAll(movements: readonly Movement[], tx: Transaction): Promise<Result[]>;

  balance(account: AccountRef): Promise<Balance>;
  /** What users can spend, by user, in one read; who never had anything is missing. */
  spendable(userIds: readonly number[]): Promise<Map<number, Credits>>;
  /** What work has cost the account so far: what was consumed, less what came back of it. */
  spent(account: AccountRef): Promise<Credits>;
  /** What happened on an account, newest first, and what it adds up to. Pages count from 1. */
  statement(account: AccountRef, page: Page, filter?: StatementFilter): Promise<Statement>;
  /** Has statements of long accounts read quickly; answers how many entries that took. Nothing else depends on it. */
  prepareStatements(options?: { readonly signal?: AbortSignal }): Promise<number>;
  /** Everything that carries a reference, such as a job's id: why was this charged? */
  explain(reference: string): Promise<LedgerTrail>;

  /**
   * Proves the books. Reads all of them, from one moment, without blocking anybody; that takes as long as they
   * are. An aborted `signal` ends it before the next rule, with the signal's reason.
   */
  audit(options?: { readonly signal?: AbortSignal }): Promise<AuditReport>;
  /** Pending holds whose time is over at `now`, the longest overdue first. */
  expiredHolds(now: Date, limit: number): Promise<Hold[]>;
  /** Gives a hold more time. Answers false when it is not pending any more. */
  extendHold(hold: string, expiresAt: Date): Promise<boolean>;

  /** Figures for the metrics. */
  counts(): Readonly<WriterCounts> & { readonly waiting: number };
  /** Answers once everything that was asked for is settled and the ledger's own connection is closed. */
  close(): Promise<void>;
}

export interface LedgerDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** What else an audit proves: rules of those who charge through the ledger. */
  readonly auditRules?: readonly AuditRule[];
}

/** The ledger of one process. Several processes may work on the same accounts. */
export function createLedger({ db, clock, auditRules = [] }: LedgerDependencies): Ledger {
  async function applyIn(operation: Operation, tx: Transaction): Promise<Result> {
    const [result] = await applyInTransaction({ db, clock }, [operation], tx);
    if (!result) throw new Error('an operation has a result');
    return result;
  }
  const applyAlone = (operation: Operation) => inTransaction(db, (tx) => applyIn(operation, tx));
  const writer = new BatchWriter({ db, clock, applyAlone });
  const group = new GroupCommit<Operation, Result>({
    largestBatch: LARGEST_BATCH,
    longestQueue: LONGEST_QUEUE,
    commit: (batch) => writer.commit(batch),
  });

  async function apply<T extends OperationType>(operation: OperationOf<T>, tx?: Transaction) {
    const result = tx ? applyIn(operation, tx) : group.submit(operation);
    // Each type of operation answers its own type of result: `decide` pairs them.
    return (await result) as ResultOf[T];
  }

  return {
    hold: async (request, tx) => apply<'hold'>(holdOperation(request), tx),
    capture: async (request, tx) => apply<'capture'>(captureOperation(request), tx),
    release: async (request, tx) => apply<'release'>(releaseOperation(request), tx),
    transfer: async (request, tx) => apply<'transfer'>(transferOperation(request), tx),
    async applyAll(movements, tx) {
      const operations = movements.map(operationOf);
      return operations.length === 0 ? [] : applyInTransaction({ db, clock }, operations, tx);
    },
    balance: (account) => balance(db, account),
    spendable: (userIds) => spendable(db, userIds),
    spent: (account) => spent(db, account),
    statement: (account, page, filter) => statement(db, account, page, filter),
    prepareStatements: ({ signal } = {}) => writeLines(db, signal),
    explain: (reference) => explain(db, reference),
    audit: ({ signal } = {}) => audit(db, clock, [...AUDIT_RULES, ...auditRules], signal),
    expiredHolds: (now, limit) => expiredHolds(db, now, limit),
    extendHold: (hold, expiresAt) => extendHold(db, hold, expiresAt),
    counts: () => ({ ...writer.counts, waiting: group.waiting }),
    async close() {
      await group.idle();
      await writer.close();
    },
  };
}
