import { CAMPAIGN_AUDIT_RULES } from '../../domain/campaigns/audit-rules';
import { CREATION_AUDIT_RULES } from '../../domain/creations/audit-rules';
import { GATEWAY_AUDIT_RULES } from '../../domain/gateway/audit-rules';
import { ORDER_AUDIT_RULES } from '../../domain/orders/audit-rules';
import { STATISTICS_AUDIT_RULES } from '../../domain/statistics/audit-rules';

/** Every rule that the worker audits by, beside the ledger's own. */
export const ALL_AUDIT_RULES = [
  ...GATEWAY_AUDIT_RULES,
  ...ORDER_AUDIT_RULES,
  ...CAMPAIGN_AUDIT_RULES,
  ...CREATION_AUDIT_RULES,
  ...STATISTICS_AUDIT_RULES,
];
