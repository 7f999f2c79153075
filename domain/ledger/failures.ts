import { StaleRead } from './read-book';

const DUPLICATE_KEY = 1062;
const LOCK_WAIT_TIMEOUT = 1205;
const DEADLOCK = 1213;

/** What the server says while it goes away, or when an operator ended the statement or the connection. */
const INTERRUPTED = new Set([1053, 1317, 1927, 3169, 4031]);

/** The codes of the driver and of the socket, such as PROTOCOL_CONNECTION_LOST and ECONNREFUSED. */
const CONNECTION_CODE = /^(PROTOCOL_\w+|E[A-Z]+)$/;

/**
 * What a failed batch means for the ledger. `conflict`: somebody was there first, and to read again will
 * show it. `busy`: an account stayed locked for too long. `connection`: it is unknown what became of the
 * batch. `refused`: the database will not have it, however often it is tried.
 */
export type Failure = 'conflict' | 'busy' | 'connection' | 'refused';

export function failureOf(error: unknown): Failure {
  if (error instanceof StaleRead) return 'conflict';
  const { errno, code, fatal } = driverError(error);
  if (errno === DUPLICATE_KEY || errno === DEADLOCK) return 'conflict';
  if (errno === LOCK_WAIT_TIMEOUT) return 'busy';
  const isLost = fatal === true || CONNECTION_CODE.test(code ?? '');
  return isLost || (errno !== undefined && INTERRUPTED.has(errno)) ? 'connection' : 'refused';
}

/** Whether the error is a duplicate key: the statement had no effect, and its transaction goes on. */
export function isDuplicateKey(error: unknown): boolean {
  return driverError(error).errno === DUPLICATE_KEY;
}

interface DriverError {
  readonly errno?: number;
  readonly code?: string;
  readonly fatal?: boolean;
}

/** mysql2's own error, which Sequelize wraps. */
function driverError(error: unknown): DriverError {
  if (typeof error !== 'object' || error === null) return {};
  return 'original' in error ? driverError(error.original) : error;
}
