import { invalidField } from './errors';

interface Change {
  /** Where the key goes now; empty: nowhere, for where it went before is not known any more. */
  readonly from: string;
  /** Where it would go; undefined: the address stays. */
  readonly to: string | undefined;
  /** Whether a key is kept for it. */
  readonly hasKey: boolean;
  /** What is said of the key; undefined and empty: it stays. */
  readonly key: string | null | undefined;
}

/**
 * A key is for where it was entered: whoever may change an address must not learn the key by that. AppError VALIDATION
 * on `field` when the address changes to another origin and the key is to stay.
 */
export function expectKeyForOrigin(field: string, { from, to, hasKey, key }: Change): void {
  const stays = key === undefined || key === '';
  if (!stays || !hasKey || !to || originOf(from) === originOf(to)) return;
  throw invalidField(field, {
    zh: '更换地址时须重新填写密钥',
    en: 'must be given anew with an address of another origin',
  });
}

const originOf = (address: string) => (URL.canParse(address) ? new URL(address).origin : address);
