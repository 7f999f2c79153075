import type { Clock } from '../clock';
import type { Changes } from './book';
import { decide } from './decide';
import type { Operation, Outcome } from './operations';
import { covers, readBook, type Reading } from './read-book';
import type { Session } from './session';
import { writeStatements } from './write-changes';

/** How an operation of a batch ended, or that it did not take part because its account was busy. */
export type BatchOutcome = Outcome | 'busy';

/**
 * Applies operations in one go, in the transaction of `session`: a few statements whatever their number.
 * Answers an outcome for each; they hold once the transaction commits. `last` is run together with the
 * writes, such as the commit itself. Throws StaleRead, and what the database throws: then the transaction
 * has to be rolled back, at least to where it was before.
 */
export async function applyBatch(
  session: Session,
  operations: readonly Operation[],
  { clock, last = [], ...reading }: Reading & { readonly clock: Clock; readonly last?: readonly string[] },
): Promise<BatchOutcome[]> {
  const book = await readBook(session, operations, reading);
  const taking = reading.busy === 'skip' ? operations.filter((op) => covers(book, op)) : operations;
  const at = clock.now();
  const { outcomes, changes } = decide(book, taking, at);
  const statements = [...writeStatements(changes, at), ...alongside(taking, outcomes, changes), ...last];
  if (statements.length > 0) await session.run(statements);
  if (taking === operations) return [...outcomes];
  const byOperation = new Map(taking.map((operation, index) => [operation, outcomes[index]]));
  return operations.map((operation) => byOperation.get(operation) ?? 'busy');
}

/** What goes with the operations that take effect now. Two of one key take effect once: as the first of them. */
function alongside(
  operations: readonly Operation[],
  outcomes: readonly Outcome[],
  { transfers }: Changes,
): string[] {
  const taking = new Set(transfers.map(({ key }) => key));
  return operations.flatMap((operation, index) => {
    const outcome = outcomes[index];
    if (!outcome?.ok || !taking.delete(operation.key)) return [];
    if ('released' in outcome.result && !outcome.result.released) return [];
    return 'alongside' in operation ? (operation.alongside ?? []) : [];
  });
}
