import { isPassing } from '../../domain/db/faults';
import { AppError, isAppError } from '../../domain/errors';

/** Whatever was thrown as an error that a caller may see: a database that is away or busy is UNAVAILABLE, the rest INTERNAL. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  // Express could not decode the path.
  if (error instanceof URIError) return new AppError('NOT_FOUND', undefined, { cause: error });
  return new AppError(isPassing(error) ? 'UNAVAILABLE' : 'INTERNAL', undefined, { cause: error });
}
