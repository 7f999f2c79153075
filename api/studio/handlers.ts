import type { Handler } from '../router/call';
import { bound } from '../router/typed';
import { getCurrentUser } from './auth/get-current-user';
import { login } from './auth/login';
import { refreshToken } from './auth/refresh-token';
import { register } from './auth/register';
import { deleteCreation } from './creations/delete-creation';
import { getCreation } from './creations/get-creation';
import { listCreations } from './creations/list-creations';
import { createRecharge } from './credit/create-recharge';
import { getBalance } from './credit/get-balance';
import { handlePaymentCallback } from './credit/handle-payment-callback';
import { listRechargeOrders } from './credit/list-recharge-orders';
import { listTransactions } from './credit/list-transactions';
import type { StudioDependencies } from './dependencies';
import { explainJob } from './jobs/explain-job';
import { getJob } from './jobs/get-job';
import { streamJobEvents } from './jobs/stream-job-events';
import { listModels } from './models/list-models';
import type { OperationId, StudioHandler } from './operation';
import { generatePresentation } from './ppt/generate-presentation';
import { generateVideo } from './video/generate-video';
import { getVideoStatus } from './video/get-video-status';

/** One handler for each operation of openapi/studio.yaml: one missing or too many does not compile. */
const HANDLERS: { readonly [Id in OperationId]: StudioHandler<Id> } = {
  register,
  login,
  refreshToken,
  getCurrentUser,
  createRecharge,
  handlePaymentCallback,
  getBalance,
  listTransactions,
  listRechargeOrders,
  generatePresentation,
  generateVideo,
  getVideoStatus,
  listCreations,
  getCreation,
  deleteCreation,
  listModels,
  getJob,
  streamJobEvents,
  explainJob,
};

export function studioHandlers(dependencies: StudioDependencies): Readonly<Record<string, Handler>> {
  return bound(HANDLERS, dependencies);
}
