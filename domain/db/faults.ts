import { ConnectionAcquireTimeoutError, ConnectionError } from 'sequelize';

/**
 * What the database says that is no fault of the statement. `away`: it could not be reached, or the connection
 * was lost, and whether the statement took effect is open. `deadlock`: it ended the transaction in favour of
 * another. `lock wait`: another transaction kept a row locked for too long. `duplicate`: a row of that key is
 * there already. `check`: a row would break a CHECK of its table.
 */
export type DatabaseFault = 'away' | 'deadlock' | 'lock wait' | 'duplicate' | 'check';

const NUMBERS: Readonly<Record<number, DatabaseFault>> = {
  1062: 'duplicate',
  1205: 'lock wait',
  1213: 'deadlock',
  // MySQL's number, and MariaDB's.
  3819: 'check',
  4025: 'check',
  // The server shuts down, or an operator ended the statement or the connection.
  1053: 'away',
  1317: 'away',
  1927: 'away',
  3169: 'away',
  4031: 'away',
};

/** The codes of the driver and of the socket, such as PROTOCOL_CONNECTION_LOST and ECONNREFUSED. */
const CONNECTION_CODE = /^(PROTOCOL_\w+|E[A-Z]+)$/;

/** The fault that an error of the pool tells of; undefined for every other error. */
export function faultOf(error: unknown): DatabaseFault | undefined {
  if (error instanceof ConnectionError || error instanceof ConnectionAcquireTimeoutError) return 'away';
  return error instanceof Error && 'original' in error ? driverFaultOf(error.original) : undefined;
}

/** The same for an error of the driver itself, which the pool's errors wrap. */
export function driverFaultOf(error: unknown): DatabaseFault | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { errno, code, fatal } = error as { errno?: number; code?: string; fatal?: boolean };
  const known = errno === undefined ? undefined : NUMBERS[errno];
  if (known) return known;
  // The driver marks an error as fatal after which its connection is gone, in the middle of a statement too.
  return fatal === true || CONNECTION_CODE.test(code ?? '') ? 'away' : undefined;
}

/** Whether an error says that the database could not be reached, or was lost: then nothing is wrong with the call. */
export function isDatabaseOutage(error: unknown): boolean {
  return faultOf(error) === 'away';
}

/** Whether the same call may well go through in a moment, for nothing is wrong with it. */
export function isPassing(error: unknown): boolean {
  const fault = faultOf(error);
  return fault === 'away' || fault === 'deadlock' || fault === 'lock wait';
}
