import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import type { Transaction } from '../db/transaction';
import { readHostImages } from './images';

/** A host that has not said for so long that it is there has no places. */
export const HOST_LOST_MS = 15_000;

/** A machine that has sandboxes, and said so lately. */
export interface LivingHost {
  readonly id: string;
  readonly driver: string;
  /** How many it has at once. */
  readonly slots: number;
  /** What they can begin with. */
  readonly images: ReadonlySet<string>;
}

/** With `tx`, no other transaction that asks with one goes on before that one ends. */
export async function readLivingHosts(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  tx: Transaction | null = null,
): Promise<LivingHost[]> {
  const rows = await selectRows(
    db,
    `SELECT id, driver, slots FROM sandbox_hosts WHERE seen_at > ? ORDER BY id ${tx ? 'FOR UPDATE' : ''}`,
    [dateTime(new Date(clock.now().getTime() - HOST_LOST_MS))],
    tx,
  );
  const imagesAt = await readHostImages(db, tx);
  return rows.map((row) => ({
    id: row['id'] as string,
    driver: row['driver'] as string,
    slots: row['slots'] as number,
    images: imagesAt(row['id'] as string),
  }));
}

/** All that some of them have. */
export function imagesOf(hosts: readonly LivingHost[]): ReadonlySet<string> {
  return new Set(hosts.flatMap(({ images }) => [...images]));
}
