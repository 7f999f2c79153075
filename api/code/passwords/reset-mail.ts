import type { Mail } from '../../../domain/mail';
import type { Language } from '../../router/language';

const TEXTS = {
  zh: {
    subject: '重置您的 Taskloom 密码',
    text: (link: string) =>
      `有人请求重置此邮箱对应账号的密码。请在 30 分钟内打开以下链接设置新密码：\n\n${link}\n\n` +
      '链接只能使用一次。如果不是您本人操作，请忽略此邮件，密码不会改变。\n',
  },
  en: {
    subject: 'A new password for Taskloom',
    text: (link: string) =>
      'Somebody asked for a new password for the account of this address. Open this link within 30 minutes to ' +
      `set one:\n\n${link}\n\nIt is good for one use. If it was not you, ignore this mail: nothing changes.\n`,
  },
} as const satisfies Record<Language, unknown>;

/** What is sent to who wants a new password. The token lies in the link's fragment, which reaches no log. */
export function resetMail(to: string, token: string, publicUrl: string, language: Language): Mail {
  const { subject, text } = TEXTS[language];
  return { to, subject, text: text(`${publicUrl}/reset-password#token=${token}`) };
}
