import type { ConfigurationRow } from './configuration-rows';
import type { Sealer } from '../sealed-text';
import { Secret } from './secret';

export const PROXY_TYPES = ['http', 'https', 'socks5'] as const;
/** What a proxy is spoken to in. */
export type ProxyType = (typeof PROXY_TYPES)[number];

/** A proxy as operators see it, without its password. */
export interface ProxyConfig {
  readonly id: number;
  readonly name: string;
  readonly type: ProxyType;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly hasPassword: boolean;
  readonly enabled: boolean;
  /** Whether accounts have it that have none of their own. */
  readonly isDefault: boolean;
  /** What the last test found: `success` or `failed`; null before the first. */
  readonly testStatus: string | null;
  readonly testLatencyMs: number | null;
  readonly lastTestAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Where a proxy is, with what it asks for. */
export interface ProxyAddress {
  readonly type: ProxyType;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: Secret | null;
}

const PLACE = 'proxy password';

export function sealProxyPassword(password: string, sealer: Pick<Sealer, 'seal'>): Buffer {
  return sealer.seal(password, PLACE);
}

/** A row with the columns of `proxy_configs`. Throws Error when its password does not open. */
export function toProxyAddress(row: ConfigurationRow, sealer: Pick<Sealer, 'open'>): ProxyAddress {
  const sealed = row['password_sealed'] as Buffer | null;
  return {
    type: row['type'] as ProxyType,
    host: row['host'] as string,
    port: row['port'] as number,
    username: row['username'] as string,
    password: sealed && new Secret(sealer.open(sealed, PLACE)),
  };
}

/** The proxy as a URL with its user and password. */
export function proxyUrl({ type, host, port, username, password }: ProxyAddress): Secret {
  const user = username === '' ? '' : encodeURIComponent(username);
  const pass = password === null ? '' : `:${encodeURIComponent(password.reveal())}`;
  const who = user === '' && pass === '' ? '' : `${user}${pass}@`;
  return new Secret(`${type}://${who}${host.includes(':') ? `[${host}]` : host}:${port}`);
}

export function toProxyConfig(row: ConfigurationRow): ProxyConfig {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    type: row['type'] as ProxyType,
    host: row['host'] as string,
    port: row['port'] as number,
    username: row['username'] as string,
    hasPassword: row['password_sealed'] !== null,
    enabled: row['enabled'] === 1,
    isDefault: row['default_mark'] === 1,
    testStatus: row['test_status'] as string | null,
    testLatencyMs: row['test_latency_ms'] as number | null,
    lastTestAt: row['last_test_at'] as Date | null,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}
