import { ERROR_CATALOGUE } from '../../domain/error-catalogue';
import type { Language } from '../router/language';

/** What the envelope's `msg` says of what is no error. */
const MESSAGES = {
  success: { zh: 'success', en: 'success' },
  resetMailSent: { zh: '重置邮件已发送', en: 'The mail is on its way' },
  signedOut: ERROR_CATALOGUE.UNAUTHENTICATED,
} as const satisfies Record<string, Record<Language, string>>;

export type MessageKey = keyof typeof MESSAGES;

export function messageOf(key: MessageKey, language: Language): string {
  return MESSAGES[key][language];
}
