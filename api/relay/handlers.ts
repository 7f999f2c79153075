import type { Handler } from '../router/call';
import { bound } from '../router/typed';
import { addAccountToGroup } from './account-groups/add-account-to-group';
import { createAccountGroup } from './account-groups/create-account-group';
import { deleteAccountGroup } from './account-groups/delete-account-group';
import { getAccountGroup } from './account-groups/get-account-group';
import { listAccountGroups } from './account-groups/list-account-groups';
import { listAllAccountGroups } from './account-groups/list-all-account-groups';
import { removeAccountFromGroup } from './account-groups/remove-account-from-group';
import { updateAccountGroup } from './account-groups/update-account-group';
import { clearAccountUnavailable } from './accounts/clear-account-unavailable';
import { createAccount } from './accounts/create-account';
import { createAccountAuthorization } from './accounts/create-account-authorization';
import { deleteAccount } from './accounts/delete-account';
import { finishAccountAuthorization } from './accounts/finish-account-authorization';
import { forgetAccountConcurrency } from './accounts/forget-account-concurrency';
import { forgetAccountSessions } from './accounts/forget-account-sessions';
import { getAccount } from './accounts/get-account';
import { getAccountConcurrency } from './accounts/get-account-concurrency';
import { listAccountTypes } from './accounts/list-account-types';
import { listAccounts } from './accounts/list-accounts';
import { markAccountUnavailable } from './accounts/mark-account-unavailable';
import { refreshAccount } from './accounts/refresh-account';
import { resetAccountStatus } from './accounts/reset-account-status';
import { setAccountConcurrency } from './accounts/set-account-concurrency';
import { setAccountSchedulable } from './accounts/set-account-schedulable';
import { setAccountStatus } from './accounts/set-account-status';
import { testAccount } from './accounts/test-account';
import { updateAccount } from './accounts/update-account';
import { clearDefaultProxyConfig } from './proxy-configs/clear-default-proxy-config';
import { createProxyConfig } from './proxy-configs/create-proxy-config';
import { deleteProxyConfig } from './proxy-configs/delete-proxy-config';
import { getDefaultProxyConfig } from './proxy-configs/get-default-proxy-config';
import { getProxyConfig } from './proxy-configs/get-proxy-config';
import { listEnabledProxyConfigs } from './proxy-configs/list-enabled-proxy-configs';
import { listProxyConfigs } from './proxy-configs/list-proxy-configs';
import { setDefaultProxyConfig } from './proxy-configs/set-default-proxy-config';
import { testProxyConfig } from './proxy-configs/test-proxy-config';
import { toggleProxyConfig } from './proxy-configs/toggle-proxy-config';
import { updateProxyConfig } from './proxy-configs/update-proxy-config';
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
  listAccounts,
  createAccount,
  listAccountTypes,
  getAccount,
  updateAccount,
  deleteAccount,
  setAccountStatus,
  setAccountSchedulable,
  resetAccountStatus,
  testAccount,
  refreshAccount,
  forgetAccountSessions,
  markAccountUnavailable,
  clearAccountUnavailable,
  getAccountConcurrency,
  setAccountConcurrency,
  forgetAccountConcurrency,
  createAccountAuthorization,
  finishAccountAuthorization,
  listAccountGroups,
  createAccountGroup,
  listAllAccountGroups,
  getAccountGroup,
  updateAccountGroup,
  deleteAccountGroup,
  addAccountToGroup,
  removeAccountFromGroup,
  listProxyConfigs,
  createProxyConfig,
  listEnabledProxyConfigs,
  getDefaultProxyConfig,
  clearDefaultProxyConfig,
  testProxyConfig,
  getProxyConfig,
  updateProxyConfig,
  deleteProxyConfig,
  toggleProxyConfig,
  setDefaultProxyConfig,
};

export function relayHandlers(dependencies: RelayDependencies): Readonly<Record<string, Handler>> {
  return bound(HANDLERS, dependencies);
}
