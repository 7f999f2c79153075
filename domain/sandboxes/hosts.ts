import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { runStatements } from '../db/statement';
import { inTransaction } from '../db/transaction';
import type { Outbox, OutboxEntry } from '../outbox';
import { createHostNames, type HostIdentity } from './host-names';
import { DEFAULT_IMAGE, noteImages, type ImageName } from './images';
import { sandboxChanged, sandboxLost } from './sandbox';
import { changeSandbox, readSandbox } from './sandbox-rows';

/** A machine that has sandboxes. */
export interface SandboxHost extends HostIdentity {
  /** What it makes them with. */
  readonly driver: string;
  /** How many it has at once. */
  readonly slots: number;
  /** Where its worker is reached; empty where nobody has to. */
  readonly address: string;
  /** The images that it has; the default one unless given. */
  readonly images?: readonly ImageName[];
}

/** A sandbox that takes one of a host's slots. */
export interface LivingSandbox {
  readonly isMade: boolean;
  /** When it was made, or was to be. */
  readonly since: Date;
  /** The turn that works in it. */
  readonly turn: string | null;
}

export interface SandboxHosts {
  /** Says that a host is there. @throws HostNameTaken while another machine goes by its name. */
  seen(host: SandboxHost): Promise<void>;
  /** The sandboxes that the rows say are at a host, by id. @throws HostNameTaken */
  livingAt(host: HostIdentity): Promise<ReadonlyMap<string, LivingSandbox>>;
  /** One that its row says is there is not: it ends as lost. Answers what the outbox owes for it. */
  lost(id: string): Promise<readonly OutboxEntry[]>;
}

export function createSandboxHosts({
  db,
  clock,
  outbox,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
}): SandboxHosts {
  /** What is known of the images of hosts that this process speaks for. */
  const noted = new Map<string, string>();
  const names = createHostNames({ db, clock });

  return {
    async seen({ id, instance, driver, slots, address, images = [DEFAULT_IMAGE] }) {
      await names.take({ id, instance });
      const told = JSON.stringify(images.map(({ name, tag }) => [name, tag]));
      if (noted.get(id) !== told) await noteImages({ db, clock }, id, images);
      noted.set(id, told);
      await db.query(
        'UPDATE sandbox_hosts SET driver = ?, slots = ?, address = ? WHERE id = ? AND instance_id = ?',
        { replacements: [driver, slots, address, id, instance], type: QueryTypes.UPDATE },
      );
    },

    async livingAt(host) {
      await names.expectOwn(host);
      const rows = await selectRows(
        db,
        `SELECT s.id, s.state, s.created_at, s.ready_at, t.job_id FROM sandboxes s
         LEFT JOIN task_turns t ON t.job_id = s.job_id AND t.queue_state = 'admitted' WHERE s.live_host = ?`,
        [host.id],
      );
      return new Map(
        rows.map((row) => [
          row['id'] as string,
          {
            isMade: row['state'] === 'ready',
            since: (row['ready_at'] ?? row['created_at']) as Date,
            turn: row['job_id'] as string | null,
          },
        ]),
      );
    },

    lost: (id) =>
      inTransaction(db, async (tx) => {
        const sandbox = await readSandbox(db, id, tx);
        if (sandbox?.state !== 'ready') return [];
        await runStatements(db, [changeSandbox(id, { state: 'stopping', reason: 'SANDBOX_LOST' })], tx);
        const { jobId } = sandbox;
        return [
          await outbox.add(sandboxChanged(id), tx),
          ...(jobId === null ? [] : [await outbox.add(sandboxLost(jobId), tx)]),
        ];
      }),
  };
}
