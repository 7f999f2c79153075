import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import type { PlatformName } from './platforms';
import type { Target, TargetState } from './publication';
import { SELECT_TARGETS, toTarget } from './target-rows';

export interface HistoryFilter {
  readonly platform?: PlatformName | undefined;
  /** Of any of these states. */
  readonly states?: readonly TargetState[] | undefined;
  /** Whether there was a time to wait for. */
  readonly scheduled?: boolean | undefined;
}

export interface HistoryQuery extends HistoryFilter {
  readonly owner: number;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** A page of an owner's records, newest first, and how many there are. */
export async function readHistory(
  db: Database,
  { owner, platform, states, scheduled, page, pageSize }: HistoryQuery,
): Promise<{ total: number; items: Target[] }> {
  const filters = ['t.owner_id = ?'];
  const values: unknown[] = [owner];
  if (platform !== undefined) {
    filters.push('t.platform = ?');
    values.push(platform);
  }
  if (states !== undefined) {
    filters.push('t.state IN (?)');
    values.push(states);
  }
  if (scheduled !== undefined) filters.push(`p.scheduled_at IS ${scheduled ? 'NOT ' : ''}NULL`);
  // What is counted, and what stands before the page, is read out of a key alone wherever the records themselves decide.
  const publications = scheduled === undefined ? '' : ' JOIN publications p ON p.id = t.publication_id';
  const found = `publication_targets t${publications} WHERE ${filters.join(' AND ')}`;
  const [[count], rows] = await Promise.all([
    selectRows(db, `SELECT COUNT(*) AS total FROM ${found}`, [...values]),
    selectRows(
      db,
      `${SELECT_TARGETS} JOIN (SELECT t.id FROM ${found} ORDER BY t.id DESC LIMIT ? OFFSET ?) listed ON listed.id = t.id
       ORDER BY t.id DESC`,
      [...values, pageSize, (page - 1) * pageSize],
    ),
  ]);
  return { total: (count?.['total'] as number | undefined) ?? 0, items: rows.map(toTarget) };
}
