import type { Handler } from '../router/call';
import { bound } from '../router/typed';
import { finishOidcLogin } from './auth/finish-oidc-login';
import { getPasskeyLoginOptions } from './auth/get-passkey-login-options';
import { loginWithPasskey } from './auth/login-with-passkey';
import { loginWithPassword } from './auth/login-with-password';
import { registerWithPassword } from './auth/register-with-password';
import { sendRegistrationCode } from './auth/send-registration-code';
import { startOidcLogin } from './auth/start-oidc-login';
import type { GatewayDependencies } from './dependencies';
import type { GatewayHandler, OperationId } from './operation';
import { getSetupStatus } from './setup/get-setup-status';
import { setUp } from './setup/set-up';
import { changePassword } from './user/change-password';
import { createOidcBindUrl } from './user/create-oidc-bind-url';
import { deletePasskey } from './user/delete-passkey';
import { getCurrentUser } from './user/get-current-user';
import { getPasskeyRegistrationOptions } from './user/get-passkey-registration-options';
import { getPasswordMethod } from './user/get-password-method';
import { listPasskeys } from './user/list-passkeys';
import { registerPasskey } from './user/register-passkey';
import { sendPasswordCode } from './user/send-password-code';

/** One handler for each operation of openapi/gateway.yaml: one missing or too many does not compile. */
const HANDLERS: { readonly [Id in OperationId]: GatewayHandler<Id> } = {
  getSetupStatus,
  setUp,
  loginWithPassword,
  registerWithPassword,
  sendRegistrationCode,
  getPasskeyLoginOptions,
  loginWithPasskey,
  startOidcLogin,
  finishOidcLogin,
  getCurrentUser,
  listPasskeys,
  getPasskeyRegistrationOptions,
  registerPasskey,
  deletePasskey,
  getPasswordMethod,
  sendPasswordCode,
  changePassword,
  createOidcBindUrl,
};

export function gatewayHandlers(dependencies: GatewayDependencies): Readonly<Record<string, Handler>> {
  return bound(HANDLERS, dependencies);
}
