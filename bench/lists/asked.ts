/** A list of the studio, and how it is asked for. */
export interface AskedList {
  readonly name: string;
  /** With what it is filtered by. */
  readonly path: string;
  /** Only an administrator may ask. */
  readonly administrator?: boolean;
  /** It has no pages. */
  readonly whole?: boolean;
}

/** Every list of the studio, unfiltered and by each of its filters. */
export const LISTS: readonly AskedList[] = [
  { name: 'creations', path: '/api/v1/creations?' },
  { name: 'creations by type', path: '/api/v1/creations?type=writing' },
  { name: 'creations by tool', path: '/api/v1/creations?tool_type=resume' },
  { name: 'creations, deleted', path: '/api/v1/creations?deleted=true' },
  { name: 'creations, a common word', path: `/api/v1/creations?search=${encodeURIComponent('咖啡')}` },
  {
    name: 'creations, and of a type',
    path: `/api/v1/creations?type=image&search=${encodeURIComponent('咖啡')}`,
  },
  { name: 'creations, a rare word', path: '/api/v1/creations?search=123456' },
  { name: 'transactions', path: '/api/v1/credit/transactions?' },
  { name: 'transactions, consume', path: '/api/v1/credit/transactions?type=consume' },
  { name: 'transactions, recharge', path: '/api/v1/credit/transactions?type=recharge' },
  { name: 'transactions, refund', path: '/api/v1/credit/transactions?type=refund' },
  {
    name: 'transactions of a month',
    path: '/api/v1/credit/transactions?start_date=2026-03-01&end_date=2026-03-31',
  },
  { name: 'recharge orders', path: '/api/v1/credit/recharge/orders?' },
  { name: 'recharge orders, paid', path: '/api/v1/credit/recharge/orders?status=paid' },
  { name: 'membership orders', path: '/api/v1/credit/membership/orders?' },
  { name: 'publish history', path: '/api/v1/publish/history?' },
  { name: 'publish history, a platform', path: '/api/v1/publish/history?platform=wechat' },
  { name: 'publish history, failed', path: '/api/v1/publish/history?status=failed' },
  { name: 'coupons', path: '/api/v1/operation/coupons?' },
  { name: 'coupons, active', path: '/api/v1/operation/coupons?status=active' },
  { name: 'my coupons', path: '/api/v1/operation/my-coupons?', whole: true },
  { name: 'my coupons, unused', path: '/api/v1/operation/my-coupons?status=unused', whole: true },
  { name: 'activities', path: '/api/v1/operation/activities?' },
  { name: 'activities, active', path: '/api/v1/operation/activities?status=active' },
  { name: 'referral records', path: '/api/v1/operation/referral/records?' },
  {
    name: 'statistics of a month',
    path: '/api/v1/operation/statistics?start_date=2026-03-01&end_date=2026-03-31',
    administrator: true,
    whole: true,
  },
  {
    name: 'statistics, a day is open',
    path: '/api/v1/operation/statistics?start_date=2026-10-01&end_date=2026-10-31',
    administrator: true,
    whole: true,
  },
  {
    name: 'statistics of a year',
    path: '/api/v1/operation/statistics?start_date=2025-07-01&end_date=2026-06-30',
    administrator: true,
    whole: true,
  },
];
