import { ConnectionAcquireTimeoutError, ConnectionError } from 'sequelize';
import { AppError, isAppError } from '../../domain/errors';

/** Whatever was thrown as an error that a caller may see: a database that is away is UNAVAILABLE, the rest INTERNAL. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (error instanceof ConnectionError || error instanceof ConnectionAcquireTimeoutError) {
    return new AppError('UNAVAILABLE', undefined, { cause: error });
  }
  return new AppError('INTERNAL', undefined, { cause: error });
}
