import type { GatewayHandler } from '../operation';
import { ownAccount } from './own-account';

export const getPasswordMethod: GatewayHandler<'getPasswordMethod'> = async ({ user }, deps) => {
  const { email, hasPassword } = await ownAccount(user, deps);
  return {
    method: email === null ? 'current_password' : 'email_code',
    email,
    password_set: hasPassword,
  };
};
