import type { Handler } from '../router/call';
import { bound } from '../router/typed';
import { createApiKey } from './api-keys/create-api-key';
import { deleteApiKey } from './api-keys/delete-api-key';
import { getApiKey } from './api-keys/get-api-key';
import { getApiKeyUsage } from './api-keys/get-api-key-usage';
import { listApiKeys } from './api-keys/list-api-keys';
import { toggleApiKey } from './api-keys/toggle-api-key';
import { updateApiKey } from './api-keys/update-api-key';
import { getCaptcha } from './auth/get-captcha';
import { getCaptchaStatus } from './auth/get-captcha-status';
import { login } from './auth/login';
import { register } from './auth/register';
import type { RelayDependencies } from './dependencies';
import type { OperationId, RelayHandler } from './operation';
import { assignPackage } from './packages/assign-package';
import { createPackage } from './packages/create-package';
import { deletePackage } from './packages/delete-package';
import { deleteUserPackage } from './packages/delete-user-package';
import { listAllPackages } from './packages/list-all-packages';
import { listOwnActivePackages } from './packages/list-own-active-packages';
import { listOwnPackages } from './packages/list-own-packages';
import { listPackages } from './packages/list-packages';
import { listPackagesOfUser } from './packages/list-packages-of-user';
import { listUserPackages } from './packages/list-user-packages';
import { updatePackage } from './packages/update-package';
import { updateUserPackage } from './packages/update-user-package';
import { changePassword } from './profile/change-password';
import { getProfile } from './profile/get-profile';
import { updateProfile } from './profile/update-profile';

/** One handler for each operation of openapi/relay.yaml: one missing or too many does not compile. */
const HANDLERS: { readonly [Id in OperationId]: RelayHandler<Id> } = {
  getCaptcha,
  getCaptchaStatus,
  login,
  register,
  listApiKeys,
  createApiKey,
  getApiKey,
  updateApiKey,
  deleteApiKey,
  toggleApiKey,
  getApiKeyUsage,
  listPackages,
  listOwnPackages,
  listOwnActivePackages,
  listAllPackages,
  createPackage,
  updatePackage,
  deletePackage,
  listUserPackages,
  listPackagesOfUser,
  assignPackage,
  updateUserPackage,
  deleteUserPackage,
  getProfile,
  updateProfile,
  changePassword,
};

export function relayHandlers(dependencies: RelayDependencies): Readonly<Record<string, Handler>> {
  return bound(HANDLERS, dependencies);
}
