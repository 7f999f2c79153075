import type { Handler } from '../router/call';
import { bound } from '../router/typed';
import { createApiKey } from './api-keys/create-api-key';
import { createDefaultApiKey } from './api-keys/create-default-api-key';
import { deleteApiKey } from './api-keys/delete-api-key';
import { getApiKey } from './api-keys/get-api-key';
import { listApiKeys } from './api-keys/list-api-keys';
import { resetApiKeyUsage } from './api-keys/reset-api-key-usage';
import { rotateApiKey } from './api-keys/rotate-api-key';
import { updateApiKey } from './api-keys/update-api-key';
import { finishOidcLogin } from './auth/finish-oidc-login';
import { getPasskeyLoginOptions } from './auth/get-passkey-login-options';
import { loginWithPasskey } from './auth/login-with-passkey';
import { loginWithPassword } from './auth/login-with-password';
import { registerWithPassword } from './auth/register-with-password';
import { sendRegistrationCode } from './auth/send-registration-code';
import { startOidcLogin } from './auth/start-oidc-login';
import { explainCall } from './calls/explain-call';
import { explainOwnCall } from './calls/explain-own-call';
import { getCatalog } from './calls/get-catalog';
import { getChannelUsage } from './calls/get-channel-usage';
import { getOwnStats } from './calls/get-own-stats';
import { getStats } from './calls/get-stats';
import { listCalls } from './calls/list-calls';
import { listOwnCalls } from './calls/list-own-calls';
import { createChannel } from './channels/create-channel';
import { createChannelModel } from './channels/create-channel-model';
import { deleteChannel } from './channels/delete-channel';
import { deleteChannelModel } from './channels/delete-channel-model';
import { listChannelModels } from './channels/list-channel-models';
import { listChannels } from './channels/list-channels';
import { setChannelGroupMultipliers } from './channels/set-channel-group-multipliers';
import { setChannelModelGroupMultipliers } from './channels/set-channel-model-group-multipliers';
import { updateChannel } from './channels/update-channel';
import { updateChannelModel } from './channels/update-channel-model';
import type { GatewayDependencies } from './dependencies';
import { createGroup } from './groups/create-group';
import { deleteGroup } from './groups/delete-group';
import { listGroups } from './groups/list-groups';
import { updateGroup } from './groups/update-group';
import { createModelConfig } from './models/create-model-config';
import { deleteModelConfig } from './models/delete-model-config';
import { listModelConfigs } from './models/list-model-configs';
import { updateModelConfig } from './models/update-model-config';
import type { GatewayHandler, OperationId } from './operation';
import { getSetupStatus } from './setup/get-setup-status';
import { setUp } from './setup/set-up';
import { createUserChannel } from './user-channels/create-user-channel';
import { deleteUserChannel } from './user-channels/delete-user-channel';
import { listUserChannels } from './user-channels/list-user-channels';
import { updateUserChannel } from './user-channels/update-user-channel';
import { listUsers } from './users/list-users';
import { updateUser } from './users/update-user';
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
  listApiKeys,
  createApiKey,
  getApiKey,
  updateApiKey,
  deleteApiKey,
  rotateApiKey,
  resetApiKeyUsage,
  createDefaultApiKey,
  getCatalog,
  listOwnCalls,
  explainOwnCall,
  getOwnStats,
  listChannels,
  createChannel,
  updateChannel,
  deleteChannel,
  setChannelGroupMultipliers,
  listChannelModels,
  createChannelModel,
  updateChannelModel,
  deleteChannelModel,
  setChannelModelGroupMultipliers,
  listModelConfigs,
  createModelConfig,
  updateModelConfig,
  deleteModelConfig,
  listUserChannels,
  createUserChannel,
  updateUserChannel,
  deleteUserChannel,
  listGroups,
  createGroup,
  updateGroup,
  deleteGroup,
  listUsers,
  updateUser,
  listCalls,
  explainCall,
  getStats,
  getChannelUsage,
};

export function gatewayHandlers(dependencies: GatewayDependencies): Readonly<Record<string, Handler>> {
  return bound(HANDLERS, dependencies);
}
