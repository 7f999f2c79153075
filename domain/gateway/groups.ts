import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import {
  changeConfiguration,
  deleteRow,
  insertRow,
  selectRows,
  updateRow,
  type Columns,
  type ConfigurationRow,
} from './configuration-rows';
import { withConstraints } from '../db/constraint-errors';
import { decimal, formatDecimal } from '../decimal';
import { multiplierField, nameField } from '../fields';

/** Users with one price. */
export interface Group {
  readonly id: number;
  readonly name: string;
  /** A decimal text. */
  readonly multiplier: string;
  /** Whether it is the group of everybody who is in no other: it keeps its name, and stays. */
  readonly builtIn: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface GroupWish {
  readonly name: string;
  /** 0 counts as 1. */
  readonly multiplier?: string | number;
}

export interface Groups {
  list(): Promise<Group[]>;
  /** AppError NOT_FOUND. */
  get(id: number): Promise<Group>;
  /** AppErrors VALIDATION, and ALREADY_EXISTS for a name that is taken. */
  create(wish: GroupWish): Promise<Group>;
  /** Changes what is given. AppErrors as above, and NOT_FOUND. */
  update(id: number, change: Partial<GroupWish>): Promise<Group>;
  /** AppErrors NOT_FOUND, VALIDATION for the built-in group, and IN_USE while users or keys are in it. */
  remove(id: number): Promise<void>;
}

const TAKEN = { unique: 'body.name' };

export function createGroups({ db, clock }: { readonly db: Database; readonly clock: Clock }): Groups {
  const now = () => dateTime(clock.now());

  async function read(id: number, tx?: Transaction): Promise<Group> {
    const [row] = await selectRows(
      db,
      `SELECT * FROM gateway_groups WHERE id = ?${tx ? ' FOR UPDATE' : ''}`,
      [id],
      tx,
    );
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `group ${id}` });
    return toGroup(row);
  }

  return {
    list: async () => (await selectRows(db, 'SELECT * FROM gateway_groups ORDER BY id')).map(toGroup),

    get: (id) => read(id),

    async create(wish) {
      const columns = { ...checked(wish), created_at: now(), updated_at: now() };
      const id = await withConstraints(TAKEN, () =>
        changeConfiguration(db, (tx) => insertRow(db, 'gateway_groups', columns, tx)),
      );
      return read(id);
    },

    async update(id, change) {
      const columns = checked(change);
      await withConstraints(TAKEN, () =>
        changeConfiguration(db, async (tx) => {
          const { builtIn, name } = await read(id, tx);
          if (builtIn && columns['name'] !== undefined && columns['name'] !== name) {
            throw invalidField('body.name', {
              zh: '内置分组不能改名',
              en: 'cannot be changed: the group is built in',
            });
          }
          await updateRow(db, 'gateway_groups', id, { ...columns, updated_at: now() }, tx);
        }),
      );
      return read(id);
    },

    async remove(id) {
      await withConstraints({}, () =>
        changeConfiguration(db, async (tx) => {
          const { builtIn } = await read(id, tx);
          if (builtIn) {
            throw invalidField('path.id', {
              zh: '内置分组不能删除',
              en: 'names the built-in group, which stays',
            });
          }
          await deleteRow(db, 'gateway_groups', id, tx);
        }),
      );
    },
  };
}

function checked({ name, multiplier }: Partial<GroupWish>): Columns {
  const text = multiplier === undefined ? undefined : multiplierField('body.multiplier', multiplier);
  return {
    name: name === undefined ? undefined : nameField('body.name', name),
    multiplier: text === '0' ? '1' : text,
  };
}

function toGroup(row: ConfigurationRow): Group {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    multiplier: formatDecimal(decimal(row['multiplier'] as string)),
    builtIn: row['built_in'] === 1,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}
