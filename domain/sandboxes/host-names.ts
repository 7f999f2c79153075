import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { HOST_LOST_MS } from './living-hosts';

/** A machine among those that have sandboxes. */
export interface HostIdentity {
  /** As operators name it: letters, digits and `-`, 32 at most. */
  readonly id: string;
  /** Its installation, a uuid: the same after a restart, and no other machine's. */
  readonly instance: string;
}

/** Another machine goes by the same name: whoever serves under it too would take its sandboxes for lost. */
export class HostNameTaken extends Error {
  constructor(id: string) {
    super(
      `Another machine has sandboxes under the name "${id}": give each a SANDBOX_HOST_ID of its own. ` +
        `When that one has ended, its name is free ${HOST_LOST_MS / 1000} seconds after it was last seen.`,
    );
    this.name = 'HostNameTaken';
  }
}

export interface HostNames {
  /** Takes a machine's name, or keeps it. @throws HostNameTaken while another machine has it, and was seen lately. */
  take(host: HostIdentity): Promise<void>;
  /** @throws HostNameTaken when another machine has taken it meanwhile. */
  expectOwn(host: HostIdentity): Promise<void>;
  /** It has ended: its name is free, and it takes no new sandboxes until it is seen again. */
  leave(host: HostIdentity): Promise<void>;
}

export function createHostNames({ db, clock }: { readonly db: Database; readonly clock: Clock }): HostNames {
  const lostBefore = () => new Date(clock.now().getTime() - HOST_LOST_MS);

  return {
    take: ({ id, instance }) =>
      inTransaction(db, async (tx) => {
        // Without places until it says how many it has.
        await db.query(
          "INSERT IGNORE INTO sandbox_hosts (id, driver, slots, address, seen_at) VALUES (?, '', 0, '', ?)",
          { replacements: [id, dateTime(lostBefore())], type: QueryTypes.INSERT, transaction: tx },
        );
        const [row] = await selectRows(
          db,
          'SELECT instance_id, seen_at FROM sandbox_hosts WHERE id = ? FOR UPDATE',
          [id],
          tx,
        );
        const owner = row?.['instance_id'] as string | null;
        const isFree = owner === null || (row?.['seen_at'] as Date) <= lostBefore();
        if (owner !== instance && !isFree) throw new HostNameTaken(id);
        await db.query(
          `UPDATE sandbox_hosts SET slots = IF(instance_id = :instance, slots, 0), instance_id = :instance,
             seen_at = :now WHERE id = :id`,
          {
            replacements: { id, instance, now: dateTime(clock.now()) },
            type: QueryTypes.UPDATE,
            transaction: tx,
          },
        );
      }),

    async expectOwn({ id, instance }) {
      const [row] = await selectRows(db, 'SELECT instance_id FROM sandbox_hosts WHERE id = ?', [id]);
      if (row && row['instance_id'] !== instance) throw new HostNameTaken(id);
    },

    async leave({ id, instance }) {
      await db.query('UPDATE sandbox_hosts SET seen_at = ? WHERE id = ? AND instance_id = ?', {
        replacements: [dateTime(lostBefore()), id, instance],
        type: QueryTypes.UPDATE,
      });
    },
  };
}
