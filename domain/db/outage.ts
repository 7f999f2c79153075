import { ConnectionAcquireTimeoutError, ConnectionError } from 'sequelize';

/** What the server says while it goes away, or when an operator ended the connection. */
const LEAVING = new Set([1053, 1927, 4031]);

/** The codes of the driver and of the socket, such as PROTOCOL_CONNECTION_LOST and ECONNREFUSED. */
const CONNECTION_CODE = /^(PROTOCOL_\w+|E[A-Z]+)$/;

/** Whether an error says that the database could not be reached, or was lost: then nothing is wrong with the call. */
export function isDatabaseOutage(error: unknown): boolean {
  if (error instanceof ConnectionError || error instanceof ConnectionAcquireTimeoutError) return true;
  if (!(error instanceof Error) || !('original' in error)) return false;
  const { errno, code } = error.original as { errno?: unknown; code?: unknown };
  return LEAVING.has(errno as number) || (typeof code === 'string' && CONNECTION_CODE.test(code));
}
