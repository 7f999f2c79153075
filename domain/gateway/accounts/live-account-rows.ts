import { readJson } from '../../db/columns';
import type { ConfigurationRow } from '../configuration-rows';
import { toLiveChannel } from '../live-channel';
import type { Sealer } from '../../sealed-text';
import { Secret } from '../secret';
import type { LiveChannel, LiveModel } from '../snapshot';
import { PROVIDERS, type AuthType, type Platform } from './account-types';
import { openCredentials } from './credentials';
import { effectiveProxy, joinProxy, PROXY_COLUMNS } from './effective-proxy';

/** What `toAccountChannel` reads: accounts with the proxies that they are reached through. */
export const SELECT_LIVE_ACCOUNT = `SELECT c.*, a.platform, a.auth_type, a.credentials_sealed,
  a.credentials_version, a.access_expires_at, a.status, a.status_until, a.rate_limited_until, a.overloaded_until,
  a.unavailable_until, a.expires_at, a.affinity_epoch, a.model_mapping, a.allowed_models,
  ${PROXY_COLUMNS} FROM upstream_accounts a JOIN gateway_channels c ON c.id = a.id ${joinProxy('a.proxy_config_id')}`;

/** That a row stands for an account with which all is well, or will be when a time has passed; and that it is in service. */
export const IN_ORDER_SOON = `(a.status = 'valid' OR a.status_until IS NOT NULL)`;
export const IN_SERVICE = `c.enabled AND a.schedulable AND ${IN_ORDER_SOON}`;

/** An account as a call needs it. Throws Error when its secrets do not open, or its proxy is switched off. */
export function toAccountChannel(row: ConfigurationRow, sealer: Pick<Sealer, 'open'>): LiveChannel {
  const proxy = effectiveProxy(row, sealer);
  const { access } = openCredentials(row['credentials_sealed'] as Buffer, sealer);
  return {
    ...toLiveChannel(row, sealer),
    apiKey: new Secret(access),
    proxy,
    account: {
      authType: row['auth_type'] as AuthType,
      credentialsVersion: row['credentials_version'] as number,
      accessExpiresAt: row['access_expires_at'] as Date | null,
      restsUntil: latest([
        row['status'] === 'valid' ? null : (row['status_until'] as Date | null),
        row['rate_limited_until'] as Date | null,
        row['overloaded_until'] as Date | null,
        row['unavailable_until'] as Date | null,
      ]),
      expiresAt: row['expires_at'] as Date | null,
      affinityEpoch: row['affinity_epoch'] as number,
    },
  };
}

/** What the upstream calls a model that the account serves; undefined for one that it does not serve. */
export function modelNameAt(
  row: ConfigurationRow,
): (model: Pick<LiveModel, 'name' | 'provider'>) => string | undefined {
  const mapping = new Map(Object.entries(readJson<Record<string, string>>(row['model_mapping'])));
  const allowed = new Set(readJson<string[]>(row['allowed_models']));
  const provider = PROVIDERS[row['platform'] as Platform];
  return (model) => {
    const mapped = mapping.get(model.name);
    const isServed =
      allowed.size > 0 ? allowed.has(model.name) : mapped !== undefined || model.provider === provider;
    return isServed ? (mapped ?? model.name) : undefined;
  };
}

function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((last, time) => (last === null || (time !== null && time > last) ? time : last), null);
}
