import type { Clock } from '../clock';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { AppError, isAppError } from '../errors';
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
import { nameField, textField, wholeField } from '../fields';
import { vendorOf } from './model-vendors';
import { readPrices, writePrices, type ModelPrice, type PriceSheet } from './prices';

/** A model that callers name, with its one price wherever it is served. */
export interface GatewayModel {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly provider: string;
  readonly providerName: string;
  readonly providerIconUrl: string;
  readonly price: ModelPrice;
  /** Counts the changes of the price, so that a charge can be explained later. */
  readonly priceVersion: number;
  readonly maxOutputTokens: number | null;
  readonly enabled: boolean;
  /** Whether it only stands in for a real model. */
  readonly isDemo: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface GatewayModelWish {
  readonly name: string;
  readonly description?: string;
  readonly provider?: string;
  readonly providerName?: string;
  readonly providerIconUrl?: string;
  /** Replaces all prices: see `readPrices`. */
  readonly prices?: { readonly quotaType: number; readonly sheet: PriceSheet };
  readonly maxOutputTokens?: number | null;
  readonly enabled?: boolean;
  readonly isDemo?: boolean;
}

/** A price that a model had from then on. */
export interface PriceVersion {
  readonly version: number;
  readonly price: ModelPrice;
  readonly createdAt: Date;
}

export interface GatewayModels {
  /** By name. */
  list(): Promise<GatewayModel[]>;
  /** AppError NOT_FOUND. */
  get(id: number): Promise<GatewayModel>;
  findByName(name: string): Promise<GatewayModel | undefined>;
  /**
   * Without prices it is free; without a provider it has the one that its name tells. AppErrors VALIDATION, and
   * ALREADY_EXISTS for a name that is taken.
   */
  create(wish: GatewayModelWish): Promise<GatewayModel>;
  /** The model of that name, which is made of the wish if there is none. AppError VALIDATION. */
  named(wish: GatewayModelWish): Promise<GatewayModel>;
  /** Changes what is given; a price that is another one gets the next version. AppErrors as above, and NOT_FOUND. */
  update(id: number, change: Partial<GatewayModelWish>): Promise<GatewayModel>;
  /** The model goes with its places on channels; its calls and prices stay. Answers false when there is none. */
  remove(id: number): Promise<boolean>;
  /** Every price that a model of this name ever had, the newest first. */
  priceVersions(name: string): Promise<PriceVersion[]>;
}

const TAKEN = { unique: 'body.model_name' };
const FREE = { quotaType: 0, sheet: {} };

export function createGatewayModels({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): GatewayModels {
  const now = () => dateTime(clock.now());

  async function read(id: number, tx?: Transaction): Promise<GatewayModel> {
    const [row] = await selectRows(
      db,
      `SELECT * FROM gateway_models WHERE id = ?${tx ? ' FOR UPDATE' : ''}`,
      [id],
      tx,
    );
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `model ${id}` });
    return toModel(row);
  }

  /** Notes a new price under the model's name, and answers its columns. */
  async function nextPrice(name: string, price: ModelPrice, tx: Transaction): Promise<Columns> {
    const [newest] = await selectRows(
      db,
      'SELECT COALESCE(MAX(version), 0) AS version FROM gateway_price_versions WHERE model_name = ? FOR UPDATE',
      [name],
      tx,
    );
    const version = Number(newest?.['version']) + 1;
    const prices = JSON.stringify(writePrices(price));
    await db.query(
      'INSERT INTO gateway_price_versions (model_name, version, quota_type, prices, created_at) VALUES (?, ?, ?, ?, ?)',
      { replacements: [name, version, price.quotaType, prices, now()], transaction: tx },
    );
    return { quota_type: price.quotaType, prices, price_version: version };
  }

  const findByName: GatewayModels['findByName'] = async (name) => {
    const [row] = await selectRows(db, 'SELECT * FROM gateway_models WHERE name = ?', [name]);
    return row && toModel(row);
  };

  const create: GatewayModels['create'] = async (wish) => {
    const columns = checked(wish.provider ? wish : withVendor(wish.name, wish));
    const { quotaType, sheet } = wish.prices ?? FREE;
    const price = readPrices(quotaType, sheet);
    const id = await withConstraints(TAKEN, () =>
      changeConfiguration(db, async (tx) => {
        const priced = await nextPrice(columns['name'] as string, price, tx);
        return insertRow(
          db,
          'gateway_models',
          { ...columns, ...priced, created_at: now(), updated_at: now() },
          tx,
        );
      }),
    );
    return read(id);
  };

  return {
    list: async () => (await selectRows(db, 'SELECT * FROM gateway_models ORDER BY name')).map(toModel),

    get: (id) => read(id),

    findByName,

    create,

    async named(wish) {
      const name = wish.name.trim();
      const known = await findByName(name);
      if (known) return known;
      try {
        return await create(wish);
      } catch (error) {
        // Somebody else was faster.
        const made = isAppError(error, 'ALREADY_EXISTS') ? await findByName(name) : undefined;
        if (!made) throw error;
        return made;
      }
    },

    async update(id, change) {
      const columns = checked(change.provider === '' ? withVendor(change.name, change) : change);
      const price = change.prices && readPrices(change.prices.quotaType, change.prices.sheet);
      await withConstraints(TAKEN, () =>
        changeConfiguration(db, async (tx) => {
          const before = await read(id, tx);
          const name = (columns['name'] as string | undefined) ?? before.name;
          const after = price ?? before.price;
          const isNew = name !== before.name || !isSamePrice(after, before.price);
          const priced = isNew ? await nextPrice(name, after, tx) : {};
          await updateRow(db, 'gateway_models', id, { ...columns, ...priced, updated_at: now() }, tx);
        }),
      );
      return read(id);
    },

    remove: (id) => changeConfiguration(db, (tx) => deleteRow(db, 'gateway_models', id, tx)),

    async priceVersions(name) {
      const rows = await selectRows(
        db,
        'SELECT * FROM gateway_price_versions WHERE model_name = ? ORDER BY version DESC',
        [name],
      );
      return rows.map((row) => ({
        version: row['version'] as number,
        price: toPrice(row),
        createdAt: row['created_at'] as Date,
      }));
    },
  };
}

/** The price that a charge was made by; undefined for a version that never was. */
export async function readPriceVersion(
  db: Database,
  model: string,
  version: number,
): Promise<ModelPrice | undefined> {
  const [row] = await selectRows(
    db,
    'SELECT quota_type, prices FROM gateway_price_versions WHERE model_name = ? AND version = ?',
    [model, version],
  );
  return row && toPrice(row);
}

/** With the vendor that the model's name tells, if it tells one. */
function withVendor<Wish extends Partial<GatewayModelWish>>(name: string | undefined, wish: Wish): Wish {
  const vendor = name === undefined ? undefined : vendorOf(name.trim());
  if (!vendor) return wish;
  return { ...wish, provider: vendor.provider, providerName: wish.providerName || vendor.providerName };
}

function isSamePrice(one: ModelPrice, other: ModelPrice): boolean {
  const text = (price: ModelPrice) => JSON.stringify([price.quotaType, writePrices(price)]);
  return text(one) === text(other);
}

function checked(wish: Partial<GatewayModelWish>): Columns {
  const { name, description, provider, providerName, providerIconUrl, maxOutputTokens } = wish;
  const text = (field: string, value: string | undefined, most: number) =>
    value === undefined ? undefined : textField(field, value, most);
  return {
    name: name === undefined ? undefined : nameField('body.model_name', name),
    description: text('body.description', description, 1000),
    provider: text('body.provider', provider, 100),
    provider_name: text('body.provider_name', providerName, 100),
    provider_icon_url: text('body.provider_icon_url', providerIconUrl, 512),
    max_output_tokens:
      maxOutputTokens === undefined ? undefined : wholeField('body.max_output_tokens', maxOutputTokens, 1),
    enabled: wish.enabled,
    is_demo: wish.isDemo,
  };
}

function toPrice(row: ConfigurationRow): ModelPrice {
  return readPrices(row['quota_type'] as number, readJson<PriceSheet>(row['prices']));
}

function toModel(row: ConfigurationRow): GatewayModel {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    description: row['description'] as string,
    provider: row['provider'] as string,
    providerName: row['provider_name'] as string,
    providerIconUrl: row['provider_icon_url'] as string,
    price: toPrice(row),
    priceVersion: row['price_version'] as number,
    maxOutputTokens: row['max_output_tokens'] as number | null,
    enabled: row['enabled'] === 1,
    isDemo: row['is_demo'] === 1,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}
