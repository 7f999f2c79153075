import { QueryTypes, UniqueConstraintError } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import type { PaymentEvidence } from '../payments';
import type { PaymentProblem } from './payment-problem';

/** A wrong channel may be anything: an operator needs no more of it. */
const CHANNEL_LENGTH = 32;

/**
 * Puts a payment on record as the one that is credited for its trade number. False when that trade has been
 * credited before; a concurrent caller waits here for the first one's commit.
 */
export async function recordCredit(
  db: Database,
  evidence: PaymentEvidence,
  receivedAt: Date,
  tx: Transaction,
): Promise<boolean> {
  try {
    await insertEvent(db, evidence, null, receivedAt, tx);
    return true;
  } catch (error) {
    // The server undoes the statement, not the transaction, so the caller can go on in it.
    if (error instanceof UniqueConstraintError) return false;
    throw error;
  }
}

/** Puts a payment on record for an operator, once however often the provider repeats it. */
export async function recordProblem(
  db: Database,
  evidence: PaymentEvidence,
  problem: PaymentProblem,
  receivedAt: Date,
  tx: Transaction,
): Promise<void> {
  await insertEvent(db, evidence, problem, receivedAt, tx);
}

async function insertEvent(
  db: Database,
  evidence: PaymentEvidence,
  problem: PaymentProblem | null,
  receivedAt: Date,
  tx: Transaction,
): Promise<void> {
  const repeated = problem ? ' ON DUPLICATE KEY UPDATE id = id' : '';
  await db.query(
    `INSERT INTO payment_events (provider, trade_no, order_no, channel, amount_fen, source, outcome, problem,
                                 credited_trade_no, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)${repeated}`,
    {
      replacements: [
        evidence.provider,
        evidence.tradeNo,
        evidence.orderNo,
        evidence.channel?.slice(0, CHANNEL_LENGTH) ?? null,
        evidence.amountFen,
        evidence.source,
        problem ? 'quarantined' : 'credited',
        problem,
        problem ? null : evidence.tradeNo,
        dateTime(receivedAt),
      ],
      type: QueryTypes.INSERT,
      transaction: tx,
    },
  );
}
