import { AppError } from '../../../domain/errors';

/** At least 8 characters out of letters, digits and `@$!%*#?&`, among them a letter and a digit. */
const STRONG = /^(?=.*[A-Za-z])(?=.*\d)[A-Za-z\d@$!%*#?&]{8,}$/;

/** AppError WEAK_PASSWORD. */
export function expectStrongPassword(password: string): void {
  if (!STRONG.test(password)) throw new AppError('WEAK_PASSWORD');
}
