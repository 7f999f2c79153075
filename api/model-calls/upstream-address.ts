import { invalidField } from '../../domain/errors';
import { ForbiddenAddress } from '../../providers/llm/upstream/address-guard';

type CheckAddress = (url: string) => Promise<void>;

/**
 * Checks the address of an upstream where it is written down. The guard that is made throws AppError VALIDATION for one
 * that `checkAddress` forbids. @param field what the caller knows the address by.
 */
export function upstreamGuard(checkAddress: CheckAddress, field = 'body.base_url') {
  return (url: string): Promise<void> => allowed(field, url, checkAddress);
}

/** The same for the host of a proxy. */
export function proxyGuard(checkAddress: CheckAddress) {
  return (host: string, port: number): Promise<void> =>
    allowed('body.host', `http://${host.includes(':') ? `[${host}]` : host}:${port}`, checkAddress);
}

async function allowed(field: string, url: string, checkAddress: CheckAddress): Promise<void> {
  try {
    await checkAddress(url);
  } catch (error) {
    if (!(error instanceof ForbiddenAddress)) throw error;
    throw invalidField(field, {
      zh: `不允许使用该地址（${error.message}）`,
      en: `is not allowed: ${error.message}`,
    });
  }
}
