import type { Database } from '../db/database';
import { AppError } from '../errors';
import { changeConfiguration, selectRows } from './configuration-rows';
import { withConstraints } from '../db/constraint-errors';
import { decimal, formatDecimal } from '../decimal';
import { multiplierField } from '../fields';

/** What a group's prices are multiplied with on one channel, or for one model there, in the place of its own. */
export interface GroupMultiplier {
  readonly groupId: number;
  /** A decimal text. */
  readonly multiplier: string;
}

export interface GroupMultipliers {
  /** By channel, or by channel model; who has none is missing. */
  all(): Promise<Map<number, GroupMultiplier[]>>;
  of(ownerId: number): Promise<GroupMultiplier[]>;
  /**
   * Replaces them all; those of 0 are skipped. AppErrors NOT_FOUND, VALIDATION for a group that is not there or a
   * multiplier that is none, ALREADY_EXISTS for a group that comes twice.
   */
  set(
    ownerId: number,
    multipliers: readonly { readonly groupId: number; readonly multiplier: string | number }[],
  ): Promise<GroupMultiplier[]>;
}

/** What has multipliers of its own. */
const OWNERS = {
  channel: {
    table: 'gateway_channel_group_multipliers',
    column: 'channel_id',
    owners: 'gateway_channels',
  },
  channelModel: {
    table: 'gateway_channel_model_group_multipliers',
    column: 'channel_model_id',
    owners: 'gateway_channel_models',
  },
} as const;

export function createGroupMultipliers(db: Database, owner: keyof typeof OWNERS): GroupMultipliers {
  const { table, column, owners } = OWNERS[owner];

  async function read(where: string, values: unknown[]): Promise<Map<number, GroupMultiplier[]>> {
    const rows = await selectRows(
      db,
      `SELECT ${column} AS owner, group_id, multiplier FROM ${table} ${where} ORDER BY ${column}, group_id`,
      values,
    );
    const byOwner = new Map<number, GroupMultiplier[]>();
    for (const row of rows) {
      const id = row['owner'] as number;
      const own = byOwner.get(id) ?? [];
      const multiplier = formatDecimal(decimal(row['multiplier'] as string));
      byOwner.set(id, [...own, { groupId: row['group_id'] as number, multiplier }]);
    }
    return byOwner;
  }

  const of: GroupMultipliers['of'] = async (ownerId) =>
    (await read(`WHERE ${column} = ?`, [ownerId])).get(ownerId) ?? [];

  return {
    all: () => read('', []),
    of,

    async set(ownerId, multipliers) {
      const rows = multipliers
        .map(({ groupId, multiplier }, index) => ({
          groupId,
          multiplier: multiplierField(`body[${index}].multiplier`, multiplier),
        }))
        .filter(({ multiplier }) => multiplier !== '0');
      await withConstraints({ unique: 'body', reference: 'body' }, () =>
        changeConfiguration(db, async (tx) => {
          const locked = `SELECT id FROM ${owners} WHERE id = ? FOR UPDATE`;
          const [found] = await selectRows(db, locked, [ownerId], tx);
          if (!found) throw new AppError('NOT_FOUND', undefined, { note: `${owner} ${ownerId}` });
          await db.query(`DELETE FROM ${table} WHERE ${column} = ?`, {
            replacements: [ownerId],
            transaction: tx,
          });
          for (const { groupId, multiplier } of rows) {
            await db.query(`INSERT INTO ${table} (${column}, group_id, multiplier) VALUES (?, ?, ?)`, {
              replacements: [ownerId, groupId, multiplier],
              transaction: tx,
            });
          }
        }),
      );
      return of(ownerId);
    },
  };
}
