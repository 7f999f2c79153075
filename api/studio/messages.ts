import type { Language } from '../router/language';

/** What the envelope's `message` says of a success. */
const MESSAGES = {
  success: { zh: 'success', en: 'success' },
  registered: { zh: '注册成功', en: 'Registered' },
  signedIn: { zh: '登录成功', en: 'Signed in' },
  refreshed: { zh: 'Token刷新成功', en: 'Token refreshed' },
  orderCreated: { zh: '订单创建成功', en: 'Order created' },
  taskCreated: { zh: '任务已创建', en: 'Task created' },
  generated: { zh: '生成成功', en: 'Generated' },
} as const satisfies Record<string, Record<Language, string>>;

export type MessageKey = keyof typeof MESSAGES;

export function messageOf(key: MessageKey, language: Language): string {
  return MESSAGES[key][language];
}
