import type { Database } from '../db/database';
import { faultOf } from '../db/faults';
import type { CallWrite } from './call-batch';
import type { CallWriter } from './call-writer';
import { readReservations } from './reservations';
import { isBudgetSpent } from './spent-budgets';

/**
 * Writes the opening of a call, or finds that it was written before: one whose answer was lost is repeated, and may find
 * no room beside its own reservations. Throws what `write` does else.
 */
export async function writeOpening(
  { db, writer }: { readonly db: Database; readonly writer: CallWriter },
  opening: CallWrite,
): Promise<void> {
  try {
    await writer.write(opening);
  } catch (error) {
    if (faultOf(error) === 'duplicate') return;
    if (!isBudgetSpent(error)) throw error;
    const { callId } = opening;
    if (!(await readReservations(db, [callId])).has(callId)) throw error;
  }
}
