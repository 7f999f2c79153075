import type { Database } from '../../db/database';
import { selectRows, type ConfigurationRow } from '../configuration-rows';
import { proxyUrl, toProxyAddress } from '../proxy-config-rows';
import type { Sealer } from '../../sealed-text';
import type { Secret } from '../secret';

/**
 * Which proxy an account is reached through, whatever it is reached for: its own, else the default one, else none. One
 * that is switched off is not gone around: an upstream, or whoever grants tokens, would see another address than the
 * one that it was meant to.
 */

/** What `effectiveProxy` reads, of a query with `joinProxy`. */
export const PROXY_COLUMNS = `p.id AS proxy_id, p.enabled AS proxy_enabled, p.type AS proxy_type, p.host, p.port,
  p.username, p.password_sealed`;

/** @param own the SQL of the id of the account's own proxy. */
export function joinProxy(own: string): string {
  return `LEFT JOIN proxy_configs p
    ON p.id = COALESCE(${own}, (SELECT d.id FROM proxy_configs d WHERE d.default_mark = 1))`;
}

export class ProxySwitchedOff extends Error {
  override readonly name = 'ProxySwitchedOff';

  constructor() {
    super('its proxy is switched off');
  }
}

/** Throws ProxySwitchedOff, and Error when its password does not open. */
export function effectiveProxy(row: ConfigurationRow, sealer: Pick<Sealer, 'open'>): Secret | null {
  if (row['proxy_id'] === null) return null;
  if (row['proxy_enabled'] !== 1) throw new ProxySwitchedOff();
  return proxyUrl(toProxyAddress({ ...row, type: row['proxy_type'] }, sealer));
}

/**
 * The proxy that an account is reached through whose own is `proxyId`; null: it has none. Throws as `effectiveProxy`
 * does.
 */
export async function readEffectiveProxy(
  db: Database,
  sealer: Pick<Sealer, 'open'>,
  proxyId: number | null,
): Promise<Secret | null> {
  const [row] = await selectRows(
    db,
    `SELECT ${PROXY_COLUMNS} FROM (SELECT CAST(? AS UNSIGNED) AS own) o ${joinProxy('o.own')}`,
    [proxyId],
  );
  return row ? effectiveProxy(row, sealer) : null;
}
