import type { Call, Handler } from '../router/call';
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

/** The handlers as the router calls them. What a call holds has been checked against the document by then. */
export function relayHandlers(dependencies: RelayDependencies): Readonly<Record<string, Handler>> {
  const entries = Object.entries(HANDLERS) as [
    string,
    (call: Call, deps: RelayDependencies) => Promise<unknown>,
  ][];
  return Object.fromEntries(
    entries.map(([id, handler]): [string, Handler] => [id, (call) => handler(call, dependencies)]),
  );
}
