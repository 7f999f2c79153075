import { createHash } from 'node:crypto';
import { asObject, asText, objectsIn } from '../json';
import { RequestObject } from '../request-object';
import { present } from './fields';
import type { Tool } from '../../exchange/request';
import type { JsonObject } from '../protocol';

/**
 * A tool that the caller runs itself, a function or a custom one. Those of a `namespace` (codex groups the tools of
 * its servers so) are flattened: `name` is the one that upstreams get, and the answer takes it apart again.
 */
export interface CallerTool {
  readonly name: string;
  /** As the caller named it within its namespace. */
  readonly ownName: string;
  readonly namespace?: string;
  readonly tool: Tool;
}

/** No upstream takes a longer name for a tool. */
const LONGEST_NAME = 64;

/** The name of a namespace's tool among all tools. */
export function flatName(namespace: string, name: string): string {
  const joined = namespace.endsWith('__') ? `${namespace}${name}` : `${namespace}__${name}`;
  if (joined.length <= LONGEST_NAME) return joined;
  const hash = createHash('sha256').update(joined).digest('hex').slice(0, 8);
  return `${joined.slice(0, LONGEST_NAME - 9)}_${hash}`;
}

/**
 * The tools that the caller runs itself; those that OpenAI runs are left out. The first of a name counts.
 * @throws CallFailure for one without a name.
 */
export function callerTools(body: JsonObject): CallerTool[] {
  const byName = new Map<string, CallerTool>();
  const add = (tool: CallerTool): void => {
    if (!byName.has(tool.name)) byName.set(tool.name, tool);
  };
  for (const { tool, where } of listedTools(body)) {
    if (tool['type'] !== 'namespace') {
      const own = toolOf(tool, where);
      if (own) add({ name: own.name, ownName: own.name, tool: own });
      continue;
    }
    const namespace = new RequestObject(tool, where).name('name');
    for (const [index, inner] of objectsIn(tool['tools']).entries()) {
      const own = toolOf(inner, `${where}.tools[${index}]`);
      if (!own) continue;
      const name = flatName(namespace, own.name);
      add({ name, ownName: own.name, namespace, tool: { ...own, name } });
    }
  }
  return [...byName.values()];
}

/** The request's tools, and those that an item of its conversation brought along. */
export function listedTools(body: JsonObject): { readonly tool: JsonObject; readonly where: string }[] {
  const listed = objectsIn(body['tools']).map((tool, index) => ({ tool, where: `tools[${index}]` }));
  const input = Array.isArray(body['input']) ? (body['input'] as unknown[]) : [];
  for (const [at, value] of input.entries()) {
    const item = asObject(value);
    if (item?.['type'] !== 'additional_tools' && item?.['type'] !== 'tool_search_output') continue;
    for (const [index, tool] of objectsIn(item['tools']).entries()) {
      listed.push({ tool, where: `input[${at}].tools[${index}]` });
    }
  }
  return listed;
}

function toolOf(tool: JsonObject, where: string): Tool | undefined {
  if (tool['type'] === 'function') {
    return {
      type: 'function',
      name: new RequestObject(tool, where).name('name'),
      ...present({
        description: asText(tool['description']),
        parameters: asObject(tool['parameters']),
        strict: typeof tool['strict'] === 'boolean' ? tool['strict'] : undefined,
      }),
    };
  }
  if (tool['type'] === 'custom') {
    return {
      type: 'custom',
      name: new RequestObject(tool, where).name('name'),
      ...present({ description: asText(tool['description']), format: tool['format'] ?? undefined }),
    };
  }
  return undefined;
}
