import { QueryTypes } from 'sequelize';
import type { Clock } from '../../clock';
import { dateTime } from '../../db/columns';
import type { Database } from '../../db/database';
import type { Transaction } from '../../db/transaction';
import { AppError, invalidField } from '../../errors';
import {
  changeConfiguration,
  deleteRow,
  insertRow,
  selectRows,
  updateRow,
  type ConfigurationRow,
} from '../configuration-rows';
import { NO_FAILURES } from '../channel-rows';
import { withConstraints } from '../../db/constraint-errors';
import { oneOrAny } from '../../fields';
import { expectKeyForOrigin } from '../../key-origin';
import type { Sealer } from '../../sealed-text';
import type { LiveChannel } from '../snapshot';
import { NO_TOTALS, totalsOf } from '../totals';
import { readMemberships, setGroupsOf } from './account-memberships';
import { SELECT_ACCOUNT, toAccount, type Account } from './account-rows';
import { ACCOUNT_STATUSES, FORGET_REFUSALS, STATUS_NOW } from './account-status';
import { PLATFORMS, type AuthType } from './account-types';
import {
  accountColumns,
  authTypeField,
  channelColumns,
  credentialColumns,
  NEW_ACCOUNT,
  typeField,
  type AccountWish,
} from './account-wish';
import { modelNameAt, SELECT_LIVE_ACCOUNT, toAccountChannel } from './live-account-rows';

export interface AccountFilter {
  readonly platform?: string | undefined;
  readonly status?: string | undefined;
}

export interface Accounts {
  /** By id. AppError VALIDATION for a platform and a status that are none. */
  page(
    filter: AccountFilter,
    paging: { readonly page: number; readonly pageSize: number },
  ): Promise<{ items: Account[]; total: number }>;
  /** AppError NOT_FOUND. */
  get(id: number): Promise<Account>;
  /**
   * AppErrors VALIDATION, ALREADY_EXISTS for a name that is taken, ACCOUNT_OAUTH_OFF, and what the guard throws.
   */
  create(wish: AccountWish): Promise<Account>;
  /**
   * Changes what is given; a new address wants an API key anew. New credentials forget what upstreams held against the old; what operators have said of the
   * account stays. AppErrors as above, and NOT_FOUND.
   */
  update(id: number, change: Partial<AccountWish>): Promise<Account>;
  /** The account leaves its groups; its calls stay. AppError NOT_FOUND. */
  remove(id: number): Promise<void>;
  /**
   * The account with its secrets, also when it is out of service. AppErrors NOT_FOUND, and UPSTREAM_FAILED when its
   * secrets do not open or its proxy is switched off.
   */
  connection(id: number): Promise<AccountConnection>;
}

export interface AccountConnection {
  readonly channel: LiveChannel;
  /** What its upstream calls a model; undefined for one that it does not serve. */
  readonly nameAt: ReturnType<typeof modelNameAt>;
}

export interface AccountDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** Throws AppError VALIDATION for a URL that must not be called. */
  readonly guard: (url: string) => Promise<void>;
  /** Whether there may be accounts with OAuth. */
  readonly oauth: boolean;
}

const MEANINGS = { unique: 'body.name', reference: 'body.proxy_id' };

export function createAccounts({ db, clock, sealer, guard, oauth }: AccountDependencies): Accounts {
  const now = () => dateTime(clock.now());
  const times = () => [now(), now(), now()];

  async function whole(rows: readonly ConfigurationRow[]): Promise<Account[]> {
    const ids = rows.map((row) => row['id'] as number);
    const [groups, totals] = await Promise.all([readMemberships(db, ids), totalsOf(db, ids)]);
    return rows.map((row) => {
      const id = row['id'] as number;
      const groupIds = groups.get(id) ?? [];
      return toAccount(row, { groupIds, usage: totals.get(id) ?? NO_TOTALS }, sealer);
    });
  }

  async function get(id: number): Promise<Account> {
    const [account] = await whole(await selectRows(db, `${SELECT_ACCOUNT} WHERE a.id = ?`, [...times(), id]));
    if (!account) throw notThere(id);
    return account;
  }

  function allow(authType: AuthType): AuthType {
    if (authType === 'oauth' && !oauth) throw new AppError('ACCOUNT_OAUTH_OFF');
    return authType;
  }

  return {
    async page(filter, { page, pageSize }) {
      const platform = oneOrAny('query.platform', filter.platform, PLATFORMS);
      const status = oneOrAny('query.status', filter.status, ACCOUNT_STATUSES);
      const where = `WHERE (? IS NULL OR a.platform = ?) AND (? IS NULL OR ${STATUS_NOW} = ?)`;
      const values = [platform, platform, status, ...times(), status];
      const [count] = await selectRows(db, `SELECT COUNT(*) AS n FROM upstream_accounts a ${where}`, values);
      const rows = await selectRows(db, `${SELECT_ACCOUNT} ${where} ORDER BY a.id LIMIT ? OFFSET ?`, [
        ...times(),
        ...values,
        pageSize,
        (page - 1) * pageSize,
      ]);
      return { items: await whole(rows), total: Number(count?.['n'] ?? 0) };
    },

    get,

    async create(given) {
      const type = typeField(given.type);
      const authType = allow(authTypeField(type, given.authType));
      const baseUrl = given.baseUrl || type.baseUrl;
      if (baseUrl === null) throw invalidField('body.base_url', { zh: '必填', en: 'is required' });
      const wish = { ...NEW_ACCOUNT, ...given, baseUrl };
      const credentials = credentialColumns(wish, authType, sealer);
      if (!credentials) {
        throw invalidField(authType === 'apikey' ? 'body.api_key' : 'body.access_token', {
          zh: '必填',
          en: 'is required',
        });
      }
      await guard(baseUrl);
      const channel = {
        type: type.protocol,
        ...channelColumns(wish),
        created_at: now(),
        updated_at: now(),
      };
      const account = {
        platform: type.platform,
        type: type.value,
        auth_type: authType,
        ...accountColumns(wish),
        ...credentials,
      };
      const id = await withConstraints(MEANINGS, () =>
        changeConfiguration(db, async (tx) => {
          const made = await insertRow(db, 'gateway_channels', channel, tx);
          await insertRow(db, 'upstream_accounts', { id: made, ...account }, tx);
          await setGroupsOf(db, { id: made, platform: type.platform, at: now() }, given.groupIds, tx);
          return made;
        }),
      );
      return get(id);
    },

    async update(id, change) {
      const before = await get(id);
      const { platform, authType } = before;
      expectSame('body.type', change.type, before.type);
      expectSame('body.auth_type', change.authType, authType);
      if (change.baseUrl) await guard(change.baseUrl);
      // Whoever says whether it is on knows better than what was counted.
      const anew = change.enabled === undefined ? {} : NO_FAILURES;
      const channel = { ...channelColumns(withoutEmptyAddress(change)), ...anew, updated_at: now() };
      const credentials = credentialColumns(change, authType, sealer);
      if (credentials) allow(authType);
      expectKeyForOrigin('body.api_key', {
        from: before.baseUrl,
        to: change.baseUrl,
        hasKey: authType === 'apikey',
        key: change.apiKey,
      });
      const account = { ...accountColumns(change), ...credentials };
      await withConstraints(MEANINGS, () =>
        changeConfiguration(db, async (tx) => {
          await updateRow(db, 'gateway_channels', id, channel, tx);
          await updateRow(db, 'upstream_accounts', id, account, tx);
          if (credentials) await beginAnew(id, tx);
          if (change.groupIds) await setGroupsOf(db, { id, platform, at: now() }, change.groupIds, tx);
        }),
      );
      return get(id);
    },

    async remove(id) {
      await get(id);
      await changeConfiguration(db, (tx) => deleteRow(db, 'gateway_channels', id, tx));
    },

    async connection(id) {
      const [row] = await selectRows(db, `${SELECT_LIVE_ACCOUNT} WHERE a.id = ?`, [id]);
      if (!row) throw notThere(id);
      try {
        return { channel: toAccountChannel(row, sealer), nameAt: modelNameAt(row) };
      } catch (cause) {
        throw new AppError('UPSTREAM_FAILED', undefined, { cause });
      }
    },
  };

  /** With new credentials. */
  async function beginAnew(id: number, tx: Transaction): Promise<void> {
    await db.query(
      `UPDATE upstream_accounts SET credentials_version = credentials_version + 1, ${FORGET_REFUSALS} WHERE id = ?`,
      { replacements: [id], type: QueryTypes.UPDATE, transaction: tx },
    );
  }
}

/** An account of another kind is another account: its models, its protocol and its credentials are others. */
function expectSame(field: string, given: string | undefined, kept: string): void {
  if (given === undefined || given === kept) return;
  throw invalidField(field, { zh: `不可修改（现为 ${kept}）`, en: `cannot change; it is ${kept}` });
}

/** Who sends an empty address back changes nothing. */
function withoutEmptyAddress(change: Partial<AccountWish>): Partial<AccountWish> {
  const { baseUrl, ...others } = change;
  return baseUrl ? change : others;
}

function notThere(id: number): AppError {
  return new AppError('NOT_FOUND', undefined, { note: `account ${id}` });
}
