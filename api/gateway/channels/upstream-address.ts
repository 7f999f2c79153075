import { invalidField } from '../../../domain/errors';
import { ForbiddenAddress } from '../../../providers/llm/upstream/address-guard';

/**
 * Checks the address of an upstream where it is written down. The guard that is made throws AppError VALIDATION for one
 * that `checkAddress` forbids.
 */
export function upstreamGuard(checkAddress: (url: string) => Promise<void>) {
  return async (url: string): Promise<void> => {
    try {
      await checkAddress(url);
    } catch (error) {
      if (!(error instanceof ForbiddenAddress)) throw error;
      throw invalidField('body.base_url', {
        zh: `不允许使用该地址（${error.message}）`,
        en: `is not allowed: ${error.message}`,
      });
    }
  };
}
