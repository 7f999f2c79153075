import type { HoldRow, Recorded } from './book';
import type { Capture, Hold, OperationOf, Release, Transfer } from './operations';

/*
 * What operations answer. A repeat has matched the first request, so what the two share is taken from the
 * repeat, and the rest from what was recorded.
 */

export function holdResult(operation: OperationOf<'hold'>, row: Recorded, expiresAt: Date): Hold {
  const { key, account, amount, reference } = operation;
  return {
    key,
    account,
    amount,
    reference,
    description: row.description,
    expiresAt,
    createdAt: row.createdAt,
  };
}

export function captureResult(
  { key }: OperationOf<'capture'>,
  row: Recorded,
  hold: HoldRow,
  repeated: boolean,
): Capture {
  const captured = row.amount;
  return {
    key,
    hold: hold.key,
    repeated,
    captured,
    returned: hold.amount - captured,
    createdAt: row.createdAt,
  };
}

export function releaseResult(
  { key, hold: holdKey }: OperationOf<'release'>,
  row: Recorded,
  hold: HoldRow | undefined,
  repeated: boolean,
): Release {
  if (row.amount > 0n) return { key, hold: holdKey, repeated, released: true, amount: row.amount };
  return { key, hold: holdKey, repeated, released: false, reason: lateReason(hold) };
}

/** Why a release had no effect. A resolved hold never changes again, so a repeat finds the same reason. */
function lateReason(hold?: HoldRow): 'absent' | 'captured' | 'released' {
  if (typeof hold?.accountId !== 'number') return 'absent';
  return hold.state === 'captured' ? 'captured' : 'released';
}

export function transferResult(operation: OperationOf<'transfer'>, row: Recorded): Transfer {
  const { key, from, to, amount, kind, reference } = operation;
  return { key, from, to, amount, kind, reference, description: row.description, createdAt: row.createdAt };
}
