export { auditLedger } from './audit-ledger';
export { generatePresentation } from './generate-presentation';
export { generateVideo } from './generate-video';
export { processPayment } from './process-payment';
export { reconcilePayments } from './reconcile-payments';
export { refreshAccounts } from './refresh-accounts';
export { sweepHolds } from './sweep-holds';
export { sweepIdentity } from './sweep-identity';
