import type { Handler } from '../router/call';
import { bound } from '../router/typed';
import { createActivity } from './activities/create-activity';
import { listActivities } from './activities/list-activities';
import { participateInActivity } from './activities/participate-in-activity';
import { updateActivity } from './activities/update-activity';
import { confirmOwnEmail } from './auth/confirm-own-email';
import { getCurrentUser } from './auth/get-current-user';
import { getOwnEmail } from './auth/get-own-email';
import { login } from './auth/login';
import { refreshToken } from './auth/refresh-token';
import { register } from './auth/register';
import { sendOwnEmailCode } from './auth/send-own-email-code';
import { deleteCreation } from './creations/delete-creation';
import { exportCreation } from './creations/export-creation';
import { getCreation } from './creations/get-creation';
import { getCreationVersion } from './creations/get-creation-version';
import { listCreationVersions } from './creations/list-creation-versions';
import { listCreations } from './creations/list-creations';
import { claimCoupon } from './coupons/claim-coupon';
import { createCoupon } from './coupons/create-coupon';
import { listCoupons } from './coupons/list-coupons';
import { listMyCoupons } from './coupons/list-my-coupons';
import { updateCoupon } from './coupons/update-coupon';
import { cancelOrder } from './credit/cancel-order';
import { createMembershipOrder } from './credit/create-membership-order';
import { restoreCreation } from './creations/restore-creation';
import { restoreCreationVersion } from './creations/restore-creation-version';
import { updateCreation } from './creations/update-creation';
import { createRecharge } from './credit/create-recharge';
import { getBalance } from './credit/get-balance';
import { getOrder } from './credit/get-order';
import { getOrderRefund } from './credit/get-order-refund';
import { handlePaymentCallback } from './credit/handle-payment-callback';
import { listMembershipOrders } from './credit/list-membership-orders';
import { listRechargeOrders } from './credit/list-recharge-orders';
import { refundOrder } from './credit/refund-order';
import { listTransactions } from './credit/list-transactions';
import type { StudioDependencies } from './dependencies';
import { generateImage } from './image/generate-image';
import { cancelJob } from './jobs/cancel-job';
import { explainJob } from './jobs/explain-job';
import { getJob } from './jobs/get-job';
import { streamJobEvents } from './jobs/stream-job-events';
import { createModel } from './models/create-model';
import { deleteModel } from './models/delete-model';
import { listModels } from './models/list-models';
import { updateModel } from './models/update-model';
import { getNotificationSettings } from './notifications/get-notification-settings';
import { listNotifications } from './notifications/list-notifications';
import { readAllNotifications } from './notifications/read-all-notifications';
import { readNotification } from './notifications/read-notification';
import { streamNotifications } from './notifications/stream-notifications';
import { updateNotificationSettings } from './notifications/update-notification-settings';
import type { OperationId, StudioHandler } from './operation';
import { generatePresentation } from './ppt/generate-presentation';
import { bindPlatform } from './publish/bind-platform';
import { cancelPublication } from './publish/cancel-publication';
import { confirmPublicationRecord } from './publish/confirm-publication-record';
import { createPublication } from './publish/create-publication';
import { getPublication } from './publish/get-publication';
import { listPlatforms } from './publish/list-platforms';
import { listPublicationRecords } from './publish/list-publication-records';
import { reschedulePublication } from './publish/reschedule-publication';
import { testPlatformAccount } from './publish/test-platform-account';
import { unbindPlatformAccount } from './publish/unbind-platform-account';
import { bindReferrer } from './referrals/bind-referrer';
import { generateReferralCode } from './referrals/generate-referral-code';
import { listReferralRecords } from './referrals/list-referral-records';
import { getStatistics } from './statistics/get-statistics';
import { generateVideo } from './video/generate-video';
import { getVideoStatus } from './video/get-video-status';
import { generateWriting } from './writing/generate-writing';
import { listWritingTools } from './writing/list-writing-tools';

/** One handler for each operation of openapi/studio.yaml: one missing or too many does not compile. */
const HANDLERS: { readonly [Id in OperationId]: StudioHandler<Id> } = {
  register,
  login,
  refreshToken,
  confirmOwnEmail,
  getCurrentUser,
  getOwnEmail,
  sendOwnEmailCode,
  createRecharge,
  handlePaymentCallback,
  getBalance,
  listTransactions,
  listRechargeOrders,
  getOrder,
  cancelOrder,
  refundOrder,
  getOrderRefund,
  createMembershipOrder,
  listMembershipOrders,
  createActivity,
  listActivities,
  updateActivity,
  participateInActivity,
  generateReferralCode,
  bindReferrer,
  listReferralRecords,
  getStatistics,
  createCoupon,
  listCoupons,
  updateCoupon,
  claimCoupon,
  listMyCoupons,
  generatePresentation,
  generateImage,
  generateVideo,
  getVideoStatus,
  generateWriting,
  listWritingTools,
  listCreations,
  getCreation,
  updateCreation,
  deleteCreation,
  createPublication,
  listPlatforms,
  bindPlatform,
  testPlatformAccount,
  unbindPlatformAccount,
  listPublicationRecords,
  confirmPublicationRecord,
  getPublication,
  reschedulePublication,
  cancelPublication,
  restoreCreation,
  exportCreation,
  listCreationVersions,
  getCreationVersion,
  restoreCreationVersion,
  listModels,
  createModel,
  updateModel,
  deleteModel,
  getJob,
  cancelJob,
  streamJobEvents,
  explainJob,
  listNotifications,
  readNotification,
  readAllNotifications,
  getNotificationSettings,
  updateNotificationSettings,
  streamNotifications,
};

export function studioHandlers(dependencies: StudioDependencies): Readonly<Record<string, Handler>> {
  return bound(HANDLERS, dependencies);
}
