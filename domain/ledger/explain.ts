import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import type { AccountRef, AccountType } from './accounts';
import type { HoldState, TransferKind } from './book';
import type { MoneyKind } from './operations';
import { money } from './rows';
import type { Row } from './session';

interface TrailLine {
  /** The idempotency key of the operation. */
  readonly key: string;
  readonly amount: Credits;
  readonly description: string;
  readonly createdAt: Date;
}

export interface HoldLine extends TrailLine {
  readonly account: AccountRef;
  readonly state: HoldState;
  readonly captured: Credits;
  readonly expiresAt: Date | null;
  readonly resolvedAt: Date | null;
}

export interface ReleaseLine extends TrailLine {
  readonly hold: string;
}

export interface TransferLine extends TrailLine {
  readonly kind: MoneyKind;
  readonly from: AccountRef;
  readonly to: AccountRef;
}

export interface CaptureLine extends TransferLine {
  readonly hold: string;
}

/** Everything that happened under a reference, each list oldest first. */
export interface LedgerTrail {
  readonly reference: string;
  readonly holds: readonly HoldLine[];
  readonly captures: readonly CaptureLine[];
  /** One with the amount 0 came too late. */
  readonly releases: readonly ReleaseLine[];
  readonly transfers: readonly TransferLine[];
}

const TRAIL = `
  SELECT t.idem_key, t.kind, t.hold_key, t.amount, t.description, t.created_at,
    d.owner AS from_owner, d.type AS from_type, c.owner AS to_owner, c.type AS to_type,
    h.state, h.captured, h.expires_at, h.resolved_at
  FROM transfers t
  LEFT JOIN accounts d ON d.id = t.debit_account
  LEFT JOIN accounts c ON c.id = t.credit_account
  LEFT JOIN holds h ON h.hold_key = t.hold_key
  WHERE t.reference = ? ORDER BY t.id`;

export async function explain(db: Database, reference: string): Promise<LedgerTrail> {
  const rows = await db.query<Row>(TRAIL, { replacements: [reference], type: QueryTypes.SELECT });
  const kindOf = (row: Row) => row['kind'] as TransferKind;
  const moves = rows.filter((row) => kindOf(row) !== 'hold' && kindOf(row) !== 'release');
  return {
    reference,
    holds: rows.filter((row) => kindOf(row) === 'hold').map(toHoldLine),
    captures: moves.filter((row) => row['hold_key'] !== null).map(toCaptureLine),
    releases: rows.filter((row) => kindOf(row) === 'release').map(toReleaseLine),
    transfers: moves.filter((row) => row['hold_key'] === null).map(toTransferLine),
  };
}

function toLine(row: Row): TrailLine {
  return {
    key: row['idem_key'] as string,
    amount: money(row['amount']),
    description: row['description'] as string,
    createdAt: row['created_at'] as Date,
  };
}

function toHoldLine(row: Row): HoldLine {
  return {
    ...toLine(row),
    account: accountAt(row, 'from'),
    state: row['state'] as HoldState,
    captured: money(row['captured']),
    expiresAt: row['expires_at'] as Date | null,
    resolvedAt: row['resolved_at'] as Date | null,
  };
}

function toReleaseLine(row: Row): ReleaseLine {
  return { ...toLine(row), hold: row['hold_key'] as string };
}

function toTransferLine(row: Row): TransferLine {
  return {
    ...toLine(row),
    kind: row['kind'] as MoneyKind,
    from: accountAt(row, 'from'),
    to: accountAt(row, 'to'),
  };
}

function toCaptureLine(row: Row): CaptureLine {
  return { ...toTransferLine(row), hold: row['hold_key'] as string };
}

function accountAt(row: Row, side: 'from' | 'to'): AccountRef {
  return { owner: row[`${side}_owner`] as string, type: row[`${side}_type`] as AccountType };
}
