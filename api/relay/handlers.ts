import type { Handler } from '../router/call';
import { bound } from '../router/typed';
import { getCaptcha } from './auth/get-captcha';
import { getCaptchaStatus } from './auth/get-captcha-status';
import { login } from './auth/login';
import { register } from './auth/register';
import type { RelayDependencies } from './dependencies';
import type { OperationId, RelayHandler } from './operation';
import { changePassword } from './profile/change-password';
import { getProfile } from './profile/get-profile';
import { updateProfile } from './profile/update-profile';

/** One handler for each operation of openapi/relay.yaml: one missing or too many does not compile. */
const HANDLERS: { readonly [Id in OperationId]: RelayHandler<Id> } = {
  getCaptcha,
  getCaptchaStatus,
  login,
  register,
  getProfile,
  updateProfile,
  changePassword,
};

export function relayHandlers(dependencies: RelayDependencies): Readonly<Record<string, Handler>> {
  return bound(HANDLERS, dependencies);
}
