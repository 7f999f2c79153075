import { readOperations } from '../../api/router/operation';
import { dereference, isObject, type JsonObject, type OpenApiDocument } from '../../openapi/document';
import type { ApiAnswer, ApiClient } from './api-client';

/** One operation, called as its document says. */
export interface DocumentedCall {
  readonly id: string;
  /** Calls it with the example of its document; `1` stands for every parameter of the path. */
  send(api: ApiClient, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
}

/** Every operation of the document, ready to be called. */
export function documentedCalls(document: OpenApiDocument): DocumentedCall[] {
  return readOperations(document).map(({ id, method, path }) => ({
    id,
    send: (api, headers = {}) =>
      api.call(method, path.replace(/\{\w+\}/g, '1'), { body: exampleOf(document, method, path), headers }),
  }));
}

function exampleOf(document: OpenApiDocument, method: string, path: string): unknown {
  const item = dereference(document, document.paths[path]!) as JsonObject;
  const { requestBody } = item[method.toLowerCase()] as JsonObject;
  if (!isObject(requestBody)) return undefined;
  const { content } = requestBody as { content: JsonObject };
  return (content['application/json'] as JsonObject)['example'];
}
