import { ConnectionAcquireTimeoutError, ConnectionError, DatabaseError } from 'sequelize';
import { mysqlErrno } from '../../domain/db/transaction';
import { AppError, isAppError } from '../../domain/errors';

/** Whatever was thrown as an error that a caller may see: a database that is away is UNAVAILABLE, the rest INTERNAL. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  // Express could not decode the path.
  if (error instanceof URIError) return new AppError('NOT_FOUND', undefined, { cause: error });
  return new AppError(isConnectionLoss(error) ? 'UNAVAILABLE' : 'INTERNAL', undefined, { cause: error });
}

/** MySQL's numbers for: the server shuts down; this connection was killed (MariaDB). */
const FAREWELLS: readonly (number | undefined)[] = [1053, 1927];

function isConnectionLoss(error: unknown): boolean {
  if (error instanceof ConnectionError || error instanceof ConnectionAcquireTimeoutError) return true;
  if (!(error instanceof DatabaseError)) return false;
  // The driver marks an error as fatal after which its connection is gone, in the middle of a statement too.
  const cut = 'fatal' in error.original && error.original.fatal === true;
  return cut || FAREWELLS.includes(mysqlErrno(error));
}
