import type { Language } from '../router/language';

/** What the envelope's `message` says of a success. */
const MESSAGES = {
  success: { zh: 'success', en: 'success' },
  registered: { zh: '注册成功', en: 'Registered' },
  signedIn: { zh: '登录成功', en: 'Signed in' },
  refreshed: { zh: 'Token刷新成功', en: 'Token refreshed' },
  orderCreated: { zh: '订单创建成功', en: 'Order created' },
  membershipOrdered: { zh: '会员订单创建成功', en: 'Membership order created' },
  couponCreated: { zh: '优惠券创建成功', en: 'Coupon created' },
  activityCreated: { zh: '活动创建成功', en: 'Activity created' },
  referralCode: { zh: '推荐码已生成', en: 'Referral code made' },
  taskCreated: { zh: '任务已创建', en: 'Task created' },
  publicationCreated: { zh: '发布任务已创建', en: 'Publication created' },
  generated: { zh: '生成成功', en: 'Generated' },
} as const satisfies Record<string, Record<Language, string>>;

export type MessageKey = keyof typeof MESSAGES;

export function messageOf(key: MessageKey, language: Language): string {
  return MESSAGES[key][language];
}
