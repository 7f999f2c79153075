import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { faultOf } from '../db/faults';
import { insertStatements, type NewRow } from '../db/new-rows';
import { list, runStatements, sql, text, time, whole, type Statement } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { insertReservations, reserveStatement, type Reservation } from './budgets';
import type { CallFacts } from './call';
import { fittingAgent } from './call-rows';
import type { CallWriter } from './call-writer';
import { CALL_HOLD_MS } from './metering';

/** A call that a package pays for. */
export type PackageCallFacts = CallFacts & { readonly userPackageId: number };

export function isPaidByPackage(facts: CallFacts): facts is PackageCallFacts {
  return typeof facts.userPackageId === 'number';
}

/** What a settlement writes: its rows, and what it does to budgets. */
export interface PackageSettlement {
  readonly rows: readonly NewRow[];
  /** Turns what was reserved into what was used. */
  readonly spending: readonly Statement[];
  /** The same where what was reserved has been given back already. */
  readonly spendingLate: readonly Statement[];
}

/**
 * The calls that packages pay for. They have no hold in the ledger, for no money moves: a row stands for each until it
 * is settled, so that one whose process died is found.
 */
export interface PackageCalls {
  /** Draws on the budgets. A repeat draws nothing more. @throws the fault `check` when one has too little left. */
  open(facts: PackageCallFacts, reservations: readonly Reservation[]): Promise<void>;
  /** Writes down how it ended, in one transaction. A repeat writes nothing more. @throws AppError UNAVAILABLE */
  settle(id: string, settlement: PackageSettlement): Promise<void>;
}

const INTO_OPEN = sql`INSERT INTO gateway_package_calls (call_id, user_id, api_key_id, user_package_id, surface, model,
  protocol, ip, user_agent, streamed, created_at, expires_at) VALUES`;

export function createPackageCalls({
  db,
  clock,
  writer,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly writer: CallWriter;
}): PackageCalls {
  /** The call's row is there: it was settled before, or was taken for dead, and was not. */
  async function settleLate(id: string, { rows, spendingLate }: PackageSettlement): Promise<void> {
    await inTransaction(db, async (tx) => {
      const [before] = await db.query<{ status: string }>(
        sql`SELECT status FROM gateway_calls WHERE id = ${text(id)} FOR UPDATE`,
        { type: QueryTypes.SELECT, transaction: tx },
      );
      if (before && before.status !== 'abandoned') return;
      const inserts = insertStatements(rows).map(({ statement }) => statement);
      const forget = sql`DELETE FROM gateway_calls WHERE id = ${text(id)}`;
      await runStatements(db, [...spendingLate, forget, ...inserts], tx);
    });
  }

  async function isOpen(id: string): Promise<boolean> {
    const found = await db.query(sql`SELECT 1 FROM gateway_package_calls WHERE call_id = ${text(id)}`, {
      type: QueryTypes.SELECT,
    });
    return found.length > 0;
  }

  return {
    async open(facts, reservations) {
      const until = new Date(clock.now().getTime() + CALL_HOLD_MS);
      const noted = reservations.length > 0 ? [insertReservations(facts.id, reservations)] : [];
      try {
        await ifNew(() =>
          writer.write([openRow(facts, until)], [...reservations.map(reserveStatement), ...noted]),
        );
      } catch (error) {
        // A repeat, whose first answer was lost, may find no room beside its own reservation.
        if (faultOf(error) !== 'check' || !(await isOpen(facts.id))) throw error;
      }
    },

    async settle(id, settlement) {
      const { rows, spending } = settlement;
      const isDone = await ifNew(() => writer.write(rows, [...spending, forgetOpen(id)]));
      if (!isDone) await settleLate(id, settlement);
    },
  };
}

/** Gives these calls more time, for their process lives. */
export function keepPackageCallsOpen(ids: readonly string[], until: Date): Statement {
  return sql`UPDATE gateway_package_calls SET expires_at = ${time(until)} WHERE call_id IN (${list(ids.map(text))})`;
}

/** Those whose time is over at `now`, the longest overdue first: their processes are dead. */
export async function overduePackageCalls(
  db: Database,
  now: Date,
  limit: number,
): Promise<PackageCallFacts[]> {
  const rows = await db.query<Readonly<Record<string, unknown>>>(
    'SELECT * FROM gateway_package_calls WHERE expires_at <= ? ORDER BY expires_at, call_id LIMIT ?',
    { replacements: [dateTime(now), limit], type: QueryTypes.SELECT },
  );
  return rows.map((row) => ({
    id: row['call_id'] as string,
    userId: row['user_id'] as number,
    keyId: row['api_key_id'] as number | null,
    userPackageId: row['user_package_id'] as number,
    surface: row['surface'] as string,
    model: row['model'] as string,
    protocol: row['protocol'] as string,
    ip: row['ip'] as string,
    userAgent: row['user_agent'] as string,
    streamed: row['streamed'] === 1,
    createdAt: row['created_at'] as Date,
  }));
}

function forgetOpen(id: string): Statement {
  return sql`DELETE FROM gateway_package_calls WHERE call_id = ${text(id)}`;
}

/** Answers false where what is to be written is there already, for a try before had written it. */
async function ifNew(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (faultOf(error) === 'duplicate') return false;
    throw error;
  }
}

function openRow(facts: PackageCallFacts, until: Date): NewRow {
  return {
    into: INTO_OPEN,
    values: sql`(${text(facts.id)},${facts.userId},${whole(facts.keyId)},${facts.userPackageId},${text(facts.surface)},
      ${text(facts.model)},${text(facts.protocol)},${text(facts.ip)},${text(fittingAgent(facts.userAgent))},
      ${facts.streamed ? 1 : 0},${time(facts.createdAt)},${time(until)})`,
  };
}
