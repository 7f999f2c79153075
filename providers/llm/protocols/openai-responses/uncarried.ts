import { asObject, asWords, objectsIn } from '../json';
import { listedTools } from './caller-tools';
import { isBlank } from './fields';
import type { JsonObject } from '../protocol';

/** The fields that the neutral request carries, or that are refused, or that ask for nothing. */
const CARRIED = new Set([
  ...['model', 'input', 'instructions', 'tools', 'tool_choice', 'parallel_tool_calls', 'max_output_tokens'],
  ...['temperature', 'top_p', 'text', 'reasoning', 'include', 'stream', 'user', 'safety_identifier'],
  ...['previous_response_id', 'conversation', 'background'],
]);

/** What a field says when it asks for nothing. */
const USUAL: JsonObject = { store: false, truncation: 'disabled', service_tier: 'auto', top_logprobs: 0 };

const CARRIED_ITEMS = new Set([
  ...['message', 'function_call', 'function_call_output', 'custom_tool_call', 'custom_tool_call_output'],
  ...['reasoning', 'image_generation_call', 'item_reference', 'additional_tools'],
]);

const CARRIED_TOOLS = new Set(['function', 'custom', 'namespace']);
const CARRIED_CHOICES = new Set(['function', 'custom', 'allowed_tools']);

/** The fields of a request that the neutral one does not carry, such as `truncation` or `tools.web_search`. */
export function uncarried(body: JsonObject): readonly string[] {
  const fields = new Set<string>();
  for (const [name, value] of Object.entries(body)) {
    if (!CARRIED.has(name) && !isBlank(value) && value !== USUAL[name]) fields.add(name);
  }
  for (const name of Object.keys(asObject(body['text']) ?? {})) {
    if (name !== 'format') fields.add(`text.${name}`);
  }
  if (asWords(asObject(asObject(body['text'])?.['format'])?.['description'])) {
    fields.add('text.format.description');
  }
  for (const [name, value] of Object.entries(asObject(body['reasoning']) ?? {})) {
    const isCarried = name === 'effort' || name === 'summary' || name === 'generate_summary';
    if (!isCarried && !isBlank(value)) fields.add(`reasoning.${name}`);
  }
  for (const wish of Array.isArray(body['include']) ? (body['include'] as unknown[]) : []) {
    if (wish !== 'reasoning.encrypted_content' && typeof wish === 'string') fields.add(`include.${wish}`);
  }
  for (const { tool } of listedTools(body)) {
    const type = asWords(tool['type']) ?? 'unknown';
    if (!CARRIED_TOOLS.has(type)) fields.add(`tools.${type}`);
  }
  for (const item of objectsIn(body['input'])) {
    const type = asWords(item['type']) ?? 'message';
    if (!CARRIED_ITEMS.has(type)) fields.add(`input.${type}`);
  }
  const choice = asWords(asObject(body['tool_choice'])?.['type']);
  if (choice !== undefined && !CARRIED_CHOICES.has(choice)) fields.add('tool_choice');
  return [...fields];
}
