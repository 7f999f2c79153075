import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import {
  type Columns,
  type ConfigurationRow,
  deleteRow,
  given,
  insertRow,
  selectRows,
  updateRow,
} from './configuration-rows';
import { textField, wholeField } from '../fields';
import { termsColumns, toTerms, type PackageTerms, type TermsWish } from './package-terms';

/** A plan of model calls that users can be given. */
export interface Package extends PackageTerms {
  readonly id: number;
  readonly durationDays: number;
  readonly description: string;
  /** Whether it is shown to users, and may be given to them. */
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface PackageWish extends TermsWish {
  /** 30 unless given. */
  readonly durationDays?: number;
  readonly description?: string;
  readonly enabled?: boolean;
}

/** What a change of a package does not touch: the packages that users have of it. */
export interface Packages {
  /** Those that are on offer, the cheapest first. */
  offered(): Promise<Package[]>;
  /** All, the newest first; `page` counts from 1. */
  page(paging: {
    readonly page: number;
    readonly pageSize: number;
  }): Promise<{ readonly items: Package[]; readonly total: number }>;
  /** AppError VALIDATION. */
  create(wish: PackageWish & { readonly name: string }): Promise<Package>;
  /** Changes what is given. AppErrors VALIDATION, NOT_FOUND. */
  update(id: number, change: PackageWish): Promise<Package>;
  /** AppError NOT_FOUND. */
  remove(id: number): Promise<void>;
}

/** A hundred years. */
const LONGEST_DAYS = 36_500;
const DEFAULT_DAYS = 30;

export function createPackages({ db, clock }: { readonly db: Database; readonly clock: Clock }): Packages {
  const now = () => dateTime(clock.now());

  return {
    offered: async () =>
      (await selectRows(db, 'SELECT * FROM gateway_packages WHERE enabled ORDER BY price, id')).map(
        toPackage,
      ),

    async page({ page, pageSize }) {
      const [rows, [count]] = await Promise.all([
        selectRows(db, 'SELECT * FROM gateway_packages ORDER BY id DESC LIMIT ? OFFSET ?', [
          pageSize,
          (page - 1) * pageSize,
        ]),
        selectRows(db, 'SELECT COUNT(*) AS total FROM gateway_packages'),
      ]);
      return { items: rows.map(toPackage), total: Number(count?.['total']) };
    },

    async create(wish) {
      const columns = {
        price: '0',
        allowed_models: '[]',
        duration_days: DEFAULT_DAYS,
        ...given(await checked(db, wish, undefined)),
        created_at: now(),
        updated_at: now(),
      };
      return readPackage(db, await insertRow(db, 'gateway_packages', columns));
    },

    async update(id, change) {
      await inTransaction(db, async (tx) => {
        const before = await readPackage(db, id, tx);
        const columns = { ...(await checked(db, change, before)), updated_at: now() };
        await updateRow(db, 'gateway_packages', id, columns, tx);
      });
      return readPackage(db, id);
    },

    async remove(id) {
      const isGone = await inTransaction(db, (tx) => deleteRow(db, 'gateway_packages', id, tx));
      if (!isGone) throw notFound(id);
    },
  };
}

/** A package; locked until the end of a transaction that is given. AppError NOT_FOUND. */
export async function readPackage(db: Database, id: number, tx?: Transaction): Promise<Package> {
  const lock = tx ? ' FOR UPDATE' : '';
  const [row] = await selectRows(db, `SELECT * FROM gateway_packages WHERE id = ?${lock}`, [id], tx);
  if (!row) throw notFound(id);
  return toPackage(row);
}

async function checked(db: Database, wish: PackageWish, before: Package | undefined): Promise<Columns> {
  const { durationDays, description, enabled } = wish;
  return {
    ...(await termsColumns(db, wish, before)),
    duration_days:
      durationDays === undefined ? undefined : wholeField('body.duration', durationDays, 1, LONGEST_DAYS),
    description: description === undefined ? undefined : textField('body.description', description, 500),
    enabled,
  };
}

function notFound(id: number) {
  return new AppError('NOT_FOUND', undefined, { note: `package ${id}` });
}

export function toPackage(row: ConfigurationRow): Package {
  return {
    id: row['id'] as number,
    ...toTerms(row),
    durationDays: row['duration_days'] as number,
    description: row['description'] as string,
    enabled: row['enabled'] === 1,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}
