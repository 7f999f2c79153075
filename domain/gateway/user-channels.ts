import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { AppError } from '../errors';
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
import { multiplierField, nameField, oneOfField, textField } from '../fields';
import { ROUTING_ALGORITHMS, type RoutingAlgorithm } from './snapshot';

/** What users choose from: a set of channels with one multiplier. */
export interface UserChannel {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** A decimal text. */
  readonly multiplier: string;
  readonly routingAlgorithm: RoutingAlgorithm;
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface UserChannelWish {
  readonly name: string;
  readonly description?: string;
  readonly multiplier?: string | number;
  readonly routingAlgorithm?: string;
  readonly enabled?: boolean;
}

export interface UserChannels {
  list(): Promise<UserChannel[]>;
  /** AppError NOT_FOUND. */
  get(id: number): Promise<UserChannel>;
  /** AppErrors VALIDATION, and ALREADY_EXISTS for a name that is taken. */
  create(wish: UserChannelWish): Promise<UserChannel>;
  /** Changes what is given. AppErrors as above, and NOT_FOUND. */
  update(id: number, change: Partial<UserChannelWish>): Promise<UserChannel>;
  /** Answers false when there is none. AppError IN_USE while channels belong to it. */
  remove(id: number): Promise<boolean>;
}

const TAKEN = { unique: 'body.name' };

export function createUserChannels({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): UserChannels {
  const now = () => dateTime(clock.now());

  const get: UserChannels['get'] = async (id) => {
    const [row] = await selectRows(db, 'SELECT * FROM gateway_user_channels WHERE id = ?', [id]);
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `user channel ${id}` });
    return toUserChannel(row);
  };

  return {
    list: async () =>
      (await selectRows(db, 'SELECT * FROM gateway_user_channels ORDER BY id')).map(toUserChannel),

    get,

    async create(wish) {
      const columns = { ...checked(wish), created_at: now(), updated_at: now() };
      const id = await withConstraints(TAKEN, () =>
        changeConfiguration(db, (tx) => insertRow(db, 'gateway_user_channels', columns, tx)),
      );
      return get(id);
    },

    async update(id, change) {
      const columns = { ...checked(change), updated_at: now() };
      await withConstraints(TAKEN, () =>
        changeConfiguration(db, (tx) => updateRow(db, 'gateway_user_channels', id, columns, tx)),
      );
      return get(id);
    },

    remove: (id) =>
      withConstraints({}, () =>
        changeConfiguration(db, (tx) => deleteRow(db, 'gateway_user_channels', id, tx)),
      ),
  };
}

function checked(wish: Partial<UserChannelWish>): Columns {
  const { name, description, multiplier, routingAlgorithm, enabled } = wish;
  return {
    name: name === undefined ? undefined : nameField('body.name', name),
    description: description === undefined ? undefined : textField('body.description', description, 500),
    multiplier: multiplier === undefined ? undefined : multiplierField('body.multiplier', multiplier),
    routing_algorithm:
      routingAlgorithm === undefined
        ? undefined
        : oneOfField('body.routing_algorithm', routingAlgorithm, ROUTING_ALGORITHMS),
    enabled,
  };
}

function toUserChannel(row: ConfigurationRow): UserChannel {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    description: row['description'] as string,
    multiplier: formatDecimal(decimal(row['multiplier'] as string)),
    routingAlgorithm: row['routing_algorithm'] as RoutingAlgorithm,
    enabled: row['enabled'] === 1,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}
