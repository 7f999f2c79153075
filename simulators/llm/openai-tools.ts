import type { Call, OfferedTool } from './call';
import { Complaint } from './complaint';
import { objectOf, objectsOf, textOf, type JsonObject } from './json';
import { invalidValue, missing } from './openai';

const NAME = /^[a-zA-Z0-9_-]+$/;

/**
 * The tools on offer; `nested` where a function is an object of its own (chat), not beside its `type` (Responses).
 * Tools that the vendor runs itself are not among them.
 * @throws Complaint
 */
export function readOpenaiTools(body: JsonObject, nested: boolean): readonly OfferedTool[] {
  return objectsOf(body['tools']).flatMap((tool, at) => {
    const type = textOf(tool['type']);
    if (nested && type !== 'function' && type !== 'custom')
      throw invalidValue(tool['type'], ['function', 'custom'], `tools[${at}].type`);
    if (type !== 'function' && type !== 'custom') return [];
    const path = nested ? `tools[${at}].${type}` : `tools[${at}]`;
    const name = textOf((nested ? objectOf(tool[type]) : tool)['name']);
    if (name === '') throw missing(`${path}.name`);
    if (!NAME.test(name) || name.length > 64)
      throw new Complaint(
        400,
        `Invalid '${path}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
        { param: `${path}.name`, code: 'invalid_value' },
      );
    return [{ name, custom: type === 'custom' }];
  });
}

/** Chat takes a choice only beside tools; Responses minds only one that cannot be met. @throws Complaint */
export function readOpenaiToolChoice(
  body: JsonObject,
  tools: readonly OfferedTool[],
  nested: boolean,
): Call['toolChoice'] {
  const choice = body['tool_choice'];
  if (choice === undefined || choice === null) return 'auto';
  const hasTools = Array.isArray(body['tools']);
  if (!hasTools && nested)
    throw new Complaint(
      400,
      "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
      { param: 'tool_choice' },
    );
  if (choice === 'auto' || choice === 'none') return choice;
  if (!hasTools)
    throw new Complaint(400, "Tool choice 'required' must be specified with 'tools' parameter.", {
      param: 'tool_choice',
    });
  if (choice === 'required') return choice;
  const wanted = objectOf(choice);
  const named = textOf(wanted['name']) || textOf(objectOf(wanted[textOf(wanted['type'])])['name']);
  if (named === '') return 'auto';
  if (!tools.some(({ name }) => name === named))
    throw new Complaint(400, `Tool choice '${named}' not found in 'tools' parameter.`, {
      param: 'tool_choice',
    });
  return { name: named };
}
