import type { Mail } from '../../../domain/mail';
import type { Language } from '../../router/language';

const TEXTS = {
  zh: {
    subject: (team: string) => `邀请您加入 ${team}`,
    text: (team: string, link: string) =>
      `您被邀请加入 Taskloom 上的团队“${team}”。请登录后在 7 天内打开以下链接：\n\n${link}\n\n` +
      '链接只能使用一次。如果您不认识邀请人，请忽略此邮件。\n',
  },
  en: {
    subject: (team: string) => `You are invited to ${team}`,
    text: (team: string, link: string) =>
      `You are invited to join the team "${team}" on Taskloom. Sign in, and open this link within 7 days:\n\n` +
      `${link}\n\nIt is good for one use. If you do not know who invites you, ignore this mail.\n`,
  },
} as const satisfies Record<Language, unknown>;

/** What is sent to who is asked to join. The token lies in the link's fragment, which reaches no log. */
export function invitationMail(
  to: string,
  team: string,
  token: string,
  publicUrl: string,
  language: Language,
): Mail {
  const { subject, text } = TEXTS[language];
  return { to, subject: subject(team), text: text(team, `${publicUrl}/join-team#token=${token}`) };
}
