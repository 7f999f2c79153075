import type { Credits } from '../credits';
import { readJson } from '../db/columns';
import type { Database } from '../db/database';
import { invalidField } from '../errors';
import type { Columns, ConfigurationRow } from './configuration-rows';
import { nameField, oneOfField } from '../fields';
import { knownModels } from './known-models';
import {
  amountField,
  readLimits,
  withLimits,
  writeLimits,
  type LimitWish,
  type WindowLimit,
} from './window-limits';

/** `subscription`: so much a day, a week, a month, for as long as it lasts. `quota`: so much in all. */
export type PackageType = 'subscription' | 'quota';

const TYPES: readonly PackageType[] = ['subscription', 'quota'];

/** What a package allows; a user's package has a copy of it. */
export interface PackageTerms {
  readonly name: string;
  readonly type: PackageType;
  /** What it is sold for. To assign it moves no money. */
  readonly price: Credits;
  /** All of them count, whatever the type. What has none is not limited, and not counted. */
  readonly limits: readonly WindowLimit[];
  /** Names; empty: all. */
  readonly allowedModels: readonly string[];
}

/** What is left out stays; of a new package: no limits, no price, all models. */
export interface TermsWish {
  readonly name?: string;
  readonly type?: string;
  readonly price?: Credits;
  readonly limits?: readonly LimitWish[];
  readonly allowedModels?: readonly string[];
}

/** The columns of what was wished for, beside the limits that are there. AppError VALIDATION. */
export async function termsColumns(
  db: Database,
  { name, type, price, limits, allowedModels }: TermsWish,
  before: Pick<PackageTerms, 'type' | 'limits'> | undefined,
): Promise<Columns> {
  const nowType =
    type === undefined ? (before?.type ?? 'subscription') : oneOfField('body.type', type, TYPES);
  const nowLimits = withLimits(before?.limits ?? [], limits ?? []);
  if (nowType === 'quota' && !nowLimits.some(({ window }) => window === 'life')) {
    throw invalidField('body.type', {
      zh: '为 quota 时须有总额度',
      en: 'quota takes a limit of all that may be used',
    });
  }
  return {
    name: name === undefined ? undefined : nameField('body.name', name),
    type: nowType,
    price: price === undefined ? undefined : amountField('body.price', price).toString(),
    limits: writeLimits(nowLimits),
    allowed_models:
      allowedModels && JSON.stringify(await knownModels(db, 'body.allowed_models', allowedModels)),
  };
}

export function toTerms(row: ConfigurationRow): PackageTerms {
  return {
    name: row['name'] as string,
    type: row['type'] as PackageType,
    price: BigInt(row['price'] as number | string),
    limits: readLimits(readJson(row['limits'])),
    allowedModels: readJson<string[]>(row['allowed_models']),
  };
}
