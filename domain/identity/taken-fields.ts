import { UniqueConstraintError } from 'sequelize';
import { AppError, type FieldProblem } from '../errors';

const TAKEN: Readonly<Record<string, FieldProblem>> = {
  users_username: {
    field: 'body.username',
    message: { zh: '用户名已被使用', en: 'This user name is taken' },
  },
  users_email: {
    field: 'body.email',
    message: { zh: '邮箱已被注册', en: 'This e-mail address is registered' },
  },
  users_phone: {
    field: 'body.phone',
    message: { zh: '手机号已被注册', en: 'This phone number is registered' },
  },
};

/** AppError ALREADY_EXISTS for an error that says that a user's name, address or number is another's; else the error. */
export function asTaken(error: unknown): unknown {
  const taken = TAKEN[violatedKey(error) ?? ''];
  return taken ? new AppError('ALREADY_EXISTS', { errors: [taken] }, { cause: error }) : error;
}

/** The server names the key that was violated at the end of its message: `for key 'users.users_email'`. */
export function violatedKey(error: unknown): string | undefined {
  if (!(error instanceof UniqueConstraintError)) return undefined;
  return /for key '(?:\w+\.)?(\w+)'/.exec(error.original.message)?.[1];
}
