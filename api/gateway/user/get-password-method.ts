import { accountOf } from '../../auth/account-of';
import type { GatewayHandler } from '../operation';

export const getPasswordMethod: GatewayHandler<'getPasswordMethod'> = async ({ user }, deps) => {
  const { email, hasPassword } = await accountOf(user, deps);
  return {
    method: email === null ? 'current_password' : 'email_code',
    email,
    password_set: hasPassword,
  };
};
