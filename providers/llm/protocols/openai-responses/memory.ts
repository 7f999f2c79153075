import { asList, asObject } from '../json';
import type { JsonObject } from '../protocol';
import { invalid } from './fields';

/**
 * Nothing of an answer is kept here, and what an upstream keeps it keeps for whoever has its key, which all callers
 * share: an id may be of somebody else's conversation. Work in the background would go on at the operator's cost when
 * the call is long over.
 * @throws CallFailure `invalid` for a request that asks for such a thing.
 */
export function refuseWhatNeedsMemory(body: JsonObject): void {
  for (const field of ['previous_response_id', 'conversation']) {
    if (body[field] === undefined || body[field] === null) continue;
    throw invalid(
      `${field} cannot be used: answers are not kept. Send the whole conversation as input.`,
      field,
    );
  }
  if (body['background'] === true) {
    throw invalid(
      'background cannot be used: answers are not kept. Stream the answer instead.',
      'background',
    );
  }
  for (const [index, item] of (asList(body['input']) ?? []).entries()) {
    if (!isReference(asObject(item))) continue;
    const where = `input[${index}]`;
    throw invalid(`${where} refers to an item that is not kept here: send the item itself.`, where);
  }
}

/** An item without a type is a message where it has a role. */
function isReference(item: JsonObject | undefined): boolean {
  if (!item) return false;
  const { type, role } = item;
  return type === 'item_reference' || (type ?? role ?? undefined) === undefined;
}
