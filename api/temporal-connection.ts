import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  type ConnectionOptions,
} from '@temporalio/client';

/** The API does not insist: what it cannot deliver at once the worker's relay delivers a little later. */
const ATTEMPTS = 2;

/**
 * A client that connects with its first call, so that the API serves, if not ready, while Temporal is away.
 * Close its connection in the end, when no call is under way.
 */
export function openTemporal(
  options: ConnectionOptions,
  namespace: string,
): { readonly client: Client; readonly connection: Connection } {
  const retry = makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: ATTEMPTS }));
  const connection = Connection.lazy({ ...options, interceptors: [retry] });
  return { client: new Client({ connection, namespace }), connection };
}
