import type { Handler } from '../router/call';
import { bound } from '../router/typed';
import { changePassword } from './auth/change-password';
import { getCurrentUser } from './auth/get-current-user';
import { getGoogleState } from './auth/get-google-state';
import { login } from './auth/login';
import { loginByEmail } from './auth/login-by-email';
import { loginByPhone } from './auth/login-by-phone';
import { loginWithGoogle } from './auth/login-with-google';
import { logout } from './auth/logout';
import { refreshToken } from './auth/refresh-token';
import { register } from './auth/register';
import { sendEmailCode } from './auth/send-email-code';
import { sendSmsCode } from './auth/send-sms-code';
import type { AgentDependencies } from './dependencies';
import { getGoogleLinkState } from './identities/get-google-link-state';
import { linkGoogle } from './identities/link-google';
import { listIdentities } from './identities/list-identities';
import { unlinkIdentity } from './identities/unlink-identity';
import type { AgentHandler, OperationId } from './operation';
import { getAgentPreferences } from './preferences/get-agent-preferences';
import { getModelPreferences } from './preferences/get-model-preferences';
import { resetModelPreferences } from './preferences/reset-model-preferences';
import { updateAgentPreferences } from './preferences/update-agent-preferences';
import { updateModelPreferences } from './preferences/update-model-preferences';
import { getProfile } from './profile/get-profile';
import { updateProfile } from './profile/update-profile';
import { uploadAvatar } from './profile/upload-avatar';
import { endSession } from './sessions/end-session';
import { endSessions } from './sessions/end-sessions';
import { listIdentityEvents } from './sessions/list-identity-events';
import { listSessions } from './sessions/list-sessions';

/** The profile has two addresses: the one that the surface's index expects, and the one that its clients call. */
const SECOND_ADDRESSES = {
  getUserProfile: getProfile,
  updateUserProfile: updateProfile,
  uploadUserAvatar: uploadAvatar,
} as const satisfies Partial<Record<OperationId, unknown>>;

type Handled = Exclude<OperationId, keyof typeof SECOND_ADDRESSES>;

/** One handler for each operation of openapi/agent.yaml: one missing or too many does not compile. */
const HANDLERS: { readonly [Id in Handled]: AgentHandler<Id> } = {
  register,
  login,
  loginByEmail,
  loginByPhone,
  sendEmailCode,
  sendSmsCode,
  getGoogleState,
  loginWithGoogle,
  refreshToken,
  logout,
  changePassword,
  getCurrentUser,
  getProfile,
  updateProfile,
  uploadAvatar,
  getAgentPreferences,
  updateAgentPreferences,
  getModelPreferences,
  updateModelPreferences,
  resetModelPreferences,
  listIdentities,
  getGoogleLinkState,
  linkGoogle,
  unlinkIdentity,
  listSessions,
  endSessions,
  endSession,
  listIdentityEvents,
};

export function agentHandlers(dependencies: AgentDependencies): Readonly<Record<string, Handler>> {
  return bound({ ...HANDLERS, ...SECOND_ADDRESSES }, dependencies);
}
