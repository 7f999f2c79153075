import type { Tool, ToolChoice } from '../../exchange/request';
import type { RequestObject } from '../request-object';
import { cacheOf } from './read-content';

const MODES = ['auto', 'none', 'required'] as const;

/** `tools`, and `functions` as they were before them. Tools of an upstream's own are left to `uncarried`. */
export function readTools(request: RequestObject): Tool[] {
  const tools = request.objects('tools').flatMap((tool): Tool[] => {
    const type = tool.text('type');
    if (type === 'function') return [{ ...readFunction(tool.object('function')), ...cacheOf(tool) }];
    return type === 'custom' ? [readCustom(tool.object('custom'))] : [];
  });
  return [...tools, ...request.objects('functions').map(readFunction)];
}

function readFunction(tool: RequestObject): Tool & { readonly type: 'function' } {
  const description = tool.textIf('description');
  const parameters = tool.objectIf('parameters')?.json;
  const strict = tool.flagIf('strict');
  return {
    type: 'function',
    name: tool.name('name'),
    ...(description !== undefined && { description }),
    ...(parameters && { parameters }),
    ...(strict !== undefined && { strict }),
  };
}

function readCustom(tool: RequestObject): Tool {
  const description = tool.textIf('description');
  return {
    type: 'custom',
    name: tool.name('name'),
    ...(description !== undefined && { description }),
    ...(tool.has('format') && { format: tool.json['format'] }),
  };
}

/** `tool_choice`, or `function_call` as it was before. Of `allowed_tools` the mode is read. */
export function readToolChoice(request: RequestObject): ToolChoice | undefined {
  const field = request.has('tool_choice') ? 'tool_choice' : 'function_call';
  if (!request.has(field)) return undefined;
  if (typeof request.json[field] === 'string') return request.oneOfIf(field, MODES);
  const choice = request.object(field);
  if (field === 'function_call') return { name: choice.name('name') };
  const type = choice.oneOfIf('type', ['function', 'custom', 'allowed_tools'] as const);
  if (type === undefined) throw choice.wrong('type', 'is missing');
  if (type === 'allowed_tools') return choice.object('allowed_tools').oneOfIf('mode', MODES);
  return { name: choice.object(type).name('name') };
}
