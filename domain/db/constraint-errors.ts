import { ForeignKeyConstraintError, UniqueConstraintError } from 'sequelize';
import { AppError, invalidField } from '../errors';

/** What a broken constraint of the configuration means to its caller. */
interface Meanings {
  /** The field whose value another row has already. */
  readonly unique?: string;
  /** The field that names a row which is not there. */
  readonly reference?: string;
}

const ROW_IS_REFERENCED = 1451;

/**
 * AppError ALREADY_EXISTS for a value that is taken, IN_USE for a row that others refer to, VALIDATION for a reference
 * to what is not there; every other error as it is. The database decides, so that two at once cannot both be right.
 */
export function constraintError(error: unknown, { unique, reference }: Meanings): unknown {
  if (error instanceof UniqueConstraintError && unique !== undefined) {
    return new AppError(
      'ALREADY_EXISTS',
      { errors: [{ field: unique, message: { zh: '已被使用', en: 'is taken' } }] },
      { cause: error },
    );
  }
  if (!(error instanceof ForeignKeyConstraintError)) return error;
  if ((error.original as { readonly errno?: number }).errno === ROW_IS_REFERENCED) {
    return new AppError('IN_USE', undefined, { cause: error });
  }
  return reference === undefined
    ? error
    : invalidField(reference, { zh: '不存在', en: 'names something that is not there' });
}

/** Runs `work`; what the database says of constraints comes out as an AppError. */
export async function withConstraints<T>(meanings: Meanings, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw constraintError(error, meanings);
  }
}
