import type { Clock } from '../clock';
import { insertStatements } from '../db/new-rows';
import type { Statement } from '../db/statement';
import type { Changes } from './book';
import { decide } from './decide';
import { AlongsideFailed, isStatementsOwn, RowsFailed } from './failures';
import type { Operation, Outcome } from './operations';
import { covers, readBook, type Reading } from './read-book';
import { failedAt, type Session } from './session';
import { writeStatements } from './write-changes';

/** How an operation of a batch ended, or that it did not take part because its account was busy. */
export type BatchOutcome = Outcome | 'busy';

interface Batch extends Reading {
  readonly clock: Clock;
  /** Run together with the writes, such as the commit itself. */
  readonly last?: readonly Statement[];
}

/**
 * Applies operations in one go, in the transaction of `session`: a few statements whatever their number.
 * Answers an outcome for each; they hold once the transaction commits. Throws StaleRead, AlongsideFailed, and
 * what the database throws: then the transaction has to be rolled back, at least to where it was before.
 */
export async function applyBatch(
  session: Session,
  operations: readonly Operation[],
  { clock, last = [], ...reading }: Batch,
): Promise<BatchOutcome[]> {
  const book = await readBook(session, operations, reading);
  const taking = reading.busy === 'skip' ? operations.filter((op) => covers(book, op)) : operations;
  const at = clock.now();
  const { outcomes, changes } = decide(book, taking, at);
  await write(session, writeStatements(changes, at), alongside(taking, outcomes, changes), last);
  if (taking === operations) return [...outcomes];
  const byOperation = new Map(taking.map((operation, index) => [operation, outcomes[index]]));
  return operations.map((operation) => byOperation.get(operation) ?? 'busy');
}

async function write(
  session: Session,
  own: readonly Statement[],
  brought: readonly Brought[],
  last: readonly Statement[],
): Promise<void> {
  const statements = [...own, ...brought.map(({ statement }) => statement), ...last];
  if (statements.length === 0) return;
  try {
    await session.run(statements);
  } catch (error) {
    const at = failedAt(error);
    const culprit = at === undefined ? undefined : brought[at - own.length];
    if (!culprit || !isStatementsOwn(error)) throw error;
    throw culprit.operation ? new AlongsideFailed(culprit.operation, error) : new RowsFailed(error);
  }
}

interface Brought {
  /** Whose statement it is; undefined for one that holds rows of several. */
  readonly operation: Operation | undefined;
  readonly statement: Statement;
}

/** What the operations that take effect now brought along. */
function alongside(
  operations: readonly Operation[],
  outcomes: readonly Outcome[],
  changes: Changes,
): Brought[] {
  const taking = takingEffect(operations, outcomes, changes);
  const statements = taking.flatMap((operation) =>
    (('alongside' in operation && operation.alongside) || []).map((statement) => ({ operation, statement })),
  );
  return [...statements, ...rowsOf(taking)];
}

/** Two of one key take effect once: as the first of them. */
function takingEffect(
  operations: readonly Operation[],
  outcomes: readonly Outcome[],
  { transfers }: Changes,
): Operation[] {
  const keys = new Set(transfers.map(({ key }) => key));
  return operations.filter((operation, index) => {
    const outcome = outcomes[index];
    if (!outcome?.ok || !keys.delete(operation.key)) return false;
    return !('released' in outcome.result) || outcome.result.released;
  });
}

/** One statement for each table. */
function rowsOf(operations: readonly Operation[]): Brought[] {
  const rows = operations.flatMap((operation) =>
    (('rows' in operation && operation.rows) || []).map((row) => ({ ...row, operation })),
  );
  return insertStatements(rows).map(({ statement, rows: own }) => {
    const owners = new Set(own.map(({ operation }) => operation));
    return { operation: owners.size === 1 ? own[0]?.operation : undefined, statement };
  });
}
