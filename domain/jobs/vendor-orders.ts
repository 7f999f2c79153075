import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';

/**
 * What is on record of an order at a vendor: nothing, that it was about to be placed and nobody knows whether it was,
 * or the vendor's id of it and when it was placed.
 */
type VendorOrderState = 'none' | 'unknown' | { readonly id: string; readonly since: Date };

/**
 * The one order that a job places at a vendor who takes orders and is asked later what came of them. It is on record
 * before it is placed, so that whoever goes on after a crash knows better than to place another.
 */
export interface VendorOrder {
  state(): Promise<VendorOrderState>;
  /** The order is about to be placed. Whether it is the first: who is told false must not place it. */
  begin(): Promise<boolean>;
  /** The vendor has taken it. `id`: printable ASCII, at most 255 characters. */
  placed(id: string): Promise<void>;
  /** It surely was not taken: it may be placed again. */
  withdraw(): Promise<void>;
}

export interface VendorOrders {
  of(jobId: string): VendorOrder;
}

export function createVendorOrders({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): VendorOrders {
  return {
    of: (jobId) => ({
      async state() {
        const [row] = await db.query<{ task_id: string | null; created_at: Date }>(
          'SELECT task_id, created_at FROM vendor_tasks WHERE job_id = ?',
          { replacements: [jobId], type: QueryTypes.SELECT },
        );
        if (!row) return 'none';
        return row.task_id === null ? 'unknown' : { id: row.task_id, since: row.created_at };
      },
      async begin() {
        const [, begun] = await db.query(
          'INSERT INTO vendor_tasks (job_id, created_at) VALUES (?, ?) ON DUPLICATE KEY UPDATE job_id = job_id',
          { replacements: [jobId, dateTime(clock.now())], type: QueryTypes.INSERT },
        );
        return begun === 1;
      },
      async placed(id) {
        await db.query('UPDATE vendor_tasks SET task_id = ? WHERE job_id = ?', {
          replacements: [id, jobId],
          type: QueryTypes.UPDATE,
        });
      },
      async withdraw() {
        await db.query('DELETE FROM vendor_tasks WHERE job_id = ? AND task_id IS NULL', {
          replacements: [jobId],
          type: QueryTypes.DELETE,
        });
      },
    }),
  };
}
