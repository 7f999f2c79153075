import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import {
  alone,
  changeConfiguration,
  deleteRow,
  insertRow,
  selectRows,
  updateRow,
  type Columns,
} from './configuration-rows';
import { withConstraints } from '../db/constraint-errors';
import { nameField, oneOfField, textField, wholeField } from '../fields';
import { PROXY_TYPES, sealProxyPassword, toProxyAddress, toProxyConfig } from './proxy-config-rows';
import type { ProxyAddress, ProxyConfig } from './proxy-config-rows';
import type { Sealer } from '../sealed-text';

export interface ProxyConfigWish {
  readonly name: string;
  readonly type: string;
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  /** A new password. Empty: the one that is there stays. Null: none from now on. */
  readonly password?: string | null;
  readonly enabled?: boolean;
}

export interface ProxyTestResult {
  readonly success: boolean;
  readonly latencyMs: number;
}

export interface ProxyConfigs {
  /** By id; `keyword` is looked for in names and hosts. */
  page(
    filter: { readonly keyword?: string | undefined },
    paging: { readonly page: number; readonly pageSize: number },
  ): Promise<{ items: ProxyConfig[]; total: number }>;
  /** Those that are switched on. */
  enabled(): Promise<ProxyConfig[]>;
  /** AppError NOT_FOUND. */
  get(id: number): Promise<ProxyConfig>;
  /** Where it is, with its password. AppError NOT_FOUND. */
  address(id: number): Promise<ProxyAddress>;
  /** AppErrors VALIDATION, ALREADY_EXISTS for a name that is taken, and what the guard throws. */
  create(wish: ProxyConfigWish): Promise<ProxyConfig>;
  /** Changes what is given. The default one that is switched off is the default no longer. AppErrors as above, and NOT_FOUND. */
  update(id: number, change: Partial<ProxyConfigWish>): Promise<ProxyConfig>;
  /** AppErrors NOT_FOUND, and IN_USE while accounts use it. */
  remove(id: number): Promise<void>;
  /** The one for accounts that have none of their own; undefined without one. */
  default(): Promise<ProxyConfig | undefined>;
  /** Makes one the default, or none. AppErrors NOT_FOUND, and VALIDATION for one that is switched off. */
  setDefault(id: number | null): Promise<void>;
  /** Keeps what a test found. */
  tested(id: number, result: ProxyTestResult): Promise<void>;
}

const TAKEN = { unique: 'body.name' };

export function createProxyConfigs({
  db,
  clock,
  sealer,
  guard,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** Throws AppError VALIDATION for a host where no proxy may be. */
  readonly guard: (host: string, port: number) => Promise<void>;
}): ProxyConfigs {
  const now = () => dateTime(clock.now());

  async function row(id: number, tx: Transaction | null = null) {
    const [found] = await selectRows(db, 'SELECT * FROM proxy_configs WHERE id = ?', [id], tx);
    if (!found) throw new AppError('NOT_FOUND', undefined, { note: `proxy ${id}` });
    return found;
  }
  const get = async (id: number) => toProxyConfig(await row(id));

  async function checked(
    wish: Partial<ProxyConfigWish>,
    place: { host: string; port: number },
  ): Promise<Columns> {
    const { name, type, username, enabled } = wish;
    const columns = {
      name: name === undefined ? undefined : nameField('body.name', name),
      type: type === undefined ? undefined : oneOfField('body.type', type, PROXY_TYPES),
      host: wish.host === undefined ? undefined : hostField(place.host),
      port: wish.port === undefined ? undefined : wholeField('body.port', place.port, 1, 65_535),
      username: username === undefined ? undefined : textField('body.username', username, 255),
      password_sealed: password(wish.password),
      enabled,
    };
    if (wish.host !== undefined || wish.port !== undefined) await guard(place.host, place.port);
    return columns;
  }

  function password(value: string | null | undefined) {
    if (value === undefined || value === '') return undefined;
    return value === null ? null : sealProxyPassword(textField('body.password', value, 500), sealer);
  }

  return {
    async page({ keyword = '' }, { page, pageSize }) {
      const pattern = `%${keyword.replace(/[\\%_]/g, '\\$&')}%`;
      const where = 'WHERE name LIKE ? OR host LIKE ?';
      const [count] = await selectRows(db, `SELECT COUNT(*) AS n FROM proxy_configs ${where}`, [
        pattern,
        pattern,
      ]);
      const rows = await selectRows(db, `SELECT * FROM proxy_configs ${where} ORDER BY id LIMIT ? OFFSET ?`, [
        pattern,
        pattern,
        pageSize,
        (page - 1) * pageSize,
      ]);
      return { items: rows.map(toProxyConfig), total: Number(count?.['n'] ?? 0) };
    },

    enabled: async () =>
      (await selectRows(db, 'SELECT * FROM proxy_configs WHERE enabled ORDER BY id')).map(toProxyConfig),

    get,

    address: async (id) => toProxyAddress(await row(id), sealer),

    async create(wish) {
      const columns = await checked(wish, wish);
      const id = await withConstraints(TAKEN, () =>
        changeConfiguration(db, (tx) =>
          insertRow(db, 'proxy_configs', { ...columns, created_at: now(), updated_at: now() }, tx),
        ),
      );
      return get(id);
    },

    async update(id, change) {
      const before = await get(id);
      const columns = await checked(change, {
        host: change.host ?? before.host,
        port: change.port ?? before.port,
      });
      const mark = change.enabled === false ? { default_mark: null } : {};
      await withConstraints(TAKEN, () =>
        changeConfiguration(db, (tx) =>
          updateRow(db, 'proxy_configs', id, { ...columns, ...mark, updated_at: now() }, tx),
        ),
      );
      return get(id);
    },

    async remove(id) {
      await withConstraints({}, () =>
        changeConfiguration(db, async (tx) => {
          await row(id, tx);
          await deleteRow(db, 'proxy_configs', id, tx);
        }),
      );
    },

    async default() {
      const [found] = await selectRows(db, 'SELECT * FROM proxy_configs WHERE default_mark = 1');
      return found && toProxyConfig(found);
    },

    async setDefault(id) {
      await changeConfiguration(db, async (tx) => {
        await alone(db, tx);
        if (id !== null && (await row(id, tx))['enabled'] !== 1) {
          throw invalidField('params.id', { zh: '代理已停用', en: 'is switched off' });
        }
        await db.query('UPDATE proxy_configs SET default_mark = NULL WHERE default_mark = 1', {
          transaction: tx,
        });
        if (id !== null) await updateRow(db, 'proxy_configs', id, { default_mark: 1 }, tx);
      });
    },

    async tested(id, { success, latencyMs }) {
      await db.query(
        'UPDATE proxy_configs SET test_status = ?, test_latency_ms = ?, last_test_at = ? WHERE id = ?',
        { replacements: [success ? 'success' : 'failed', latencyMs, now(), id], type: QueryTypes.UPDATE },
      );
    },
  };
}

/** A name or an address, as it stands in a URL without brackets. */
function hostField(value: string): string {
  const host = value.trim();
  const inUrl = host.includes(':') ? `[${host}]` : host;
  const fits = /^[\w.:-]{1,255}$/.test(host) && URL.canParse(`http://${inUrl}`);
  if (fits) return host;
  throw invalidField('body.host', {
    zh: '应为主机名或 IP 地址',
    en: 'must be the name or the address of a host',
  });
}
