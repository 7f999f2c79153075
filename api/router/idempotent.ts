import { createHash, createHmac } from 'node:crypto';
import type { Idempotency, IdempotencyClaim } from '../../domain/idempotency';

/** The first answer under a key, and whether it is an earlier request's. */
export interface KeptAnswer {
  readonly json: string;
  readonly replayed: boolean;
}

/** What an Idempotency-Key stands for: the keys of one caller for one operation, bound to one request. */
export function claimOf(request: {
  readonly surface: string;
  readonly operation: string;
  readonly userId: number | undefined;
  /** The address of a caller who is nobody: strangers do not share keys. */
  readonly ip: string;
  readonly key: string;
  /** Of the path: the same body for another thing is another request. */
  readonly params: unknown;
  readonly body: unknown;
  /** Keyed, because a body can hold a password and hashes of those can be guessed. */
  readonly hashKey: Buffer;
}): IdempotencyClaim {
  const { surface, operation, userId, ip, key, params, body, hashKey } = request;
  const hash = createHmac('sha256', hashKey).update(
    `${operation}\n${canonicalJson(params)}\n${canonicalJson(body)}`,
  );
  const caller = userId ?? createHash('sha256').update(ip).digest('base64url').slice(0, 16);
  return { scope: `${surface}:${caller}:${operation}`, key, requestHash: hash.digest('hex') };
}

/**
 * Answers with what was kept under the key, or runs the request and keeps its answer. Of requests that run at
 * the same time under one key the domain does the work of one, and here all get the answer that was kept
 * first. An answer that is not the last word is not
 * kept. Errors are not kept: they
 * follow from the state that the first request left.
 */
export async function answerOnce(
  idempotency: Idempotency,
  claim: IdempotencyClaim,
  run: () => Promise<{ json: string; keep: boolean }>,
): Promise<KeptAnswer> {
  const kept = await idempotency.recall(claim);
  if (kept?.response !== undefined) return { json: kept.response, replayed: true };
  const { json, keep } = await run();
  if (!keep) return { json, replayed: false };
  if (await idempotency.remember(claim.scope, claim.key, json)) return { json, replayed: false };
  const first = await idempotency.recall(claim);
  return first?.response === undefined ? { json, replayed: false } : { json: first.response, replayed: true };
}

/** JSON whose members are in order, so that equal values are equal texts. */
function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, item: unknown) =>
      typeof item === 'object' && item !== null && !Array.isArray(item)
        ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
        : item,
    ) ?? ''
  );
}
