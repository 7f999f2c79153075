import type { StartEvent } from '../../exchange/events';
import { asObject } from '../json';
import type { AnswerContext, JsonObject } from '../protocol';

/** What every chunk of an answer, and the whole one, begins with. The upstream's id stays where it is of this kind. */
export function envelope(
  start: StartEvent,
  context: AnswerContext,
  { object, prefix }: { readonly object: string; readonly prefix: string },
): JsonObject {
  const id = start.id.startsWith(prefix) ? start.id : `${prefix}${context.id}`;
  return { id, object, created: start.created ?? context.created, model: context.model };
}

/** Whether the caller asked for a last chunk with the usage. */
export function wantsUsage(body: JsonObject): boolean {
  return asObject(body['stream_options'])?.['include_usage'] === true;
}

/** Whether the caller knows functions, as they were before tools. */
export function speaksOfFunctions(body: JsonObject): boolean {
  return Array.isArray(body['functions']) && !Array.isArray(body['tools']);
}
