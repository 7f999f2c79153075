import { Router, type RequestHandler } from 'express';
import type { Language } from '../router/language';
import { FORM_SCRIPT } from './form-script';
import { escapeHtml, sendPage } from './page';

/** A page that a mail leads to: it sends the token of its address to an operation of the code surface. */
interface LinkPage {
  readonly path: string;
  readonly operation: string;
  readonly method: 'PUT' | 'POST';
  /** Relative, as every address here: we may be served below a path. */
  readonly action: string;
  readonly asksForPassword: boolean;
  readonly words: Readonly<
    Record<Language, { readonly title: string; readonly button: string; readonly done: string }>
  >;
}

const PAGES: readonly LinkPage[] = [
  {
    path: '/reset-password',
    operation: 'pages.resetPassword',
    method: 'PUT',
    action: 'api/v1/users/passwords/reset',
    asksForPassword: true,
    words: {
      zh: { title: '设置新密码', button: '保存', done: '密码已更新，请用新密码重新登录。' },
      en: {
        title: 'A new password',
        button: 'Save',
        done: 'The password has changed. Sign in with the new one.',
      },
    },
  },
  {
    path: '/join-team',
    operation: 'pages.joinTeam',
    method: 'POST',
    action: 'api/v1/teams/invitations/accept',
    asksForPassword: false,
    words: {
      zh: { title: '加入团队', button: '接受邀请', done: '您已加入团队。' },
      en: { title: 'Join the team', button: 'Accept the invitation', done: 'You are a member of the team.' },
    },
  },
];

const PASSWORD: Readonly<Record<Language, string>> = { zh: '新密码', en: 'New password' };
const RULE: Readonly<Record<Language, string>> = { zh: '8 到 128 个字符', en: '8 to 128 characters' };
const MISSING: Readonly<Record<Language, string>> = {
  zh: '请重新打开邮件中的链接。',
  en: 'Open the link in the mail again.',
};
/** The pages that links in mails lead to, for installations without a frontend of their own there. */
export function createMailLinks(): Router {
  const router = Router();
  for (const page of PAGES) router.get(page.path, show(page));
  return router;
}

function show({ operation, method, action, asksForPassword, words }: LinkPage): RequestHandler {
  return (req, res) => {
    req.context.operation = operation;
    const { language } = req.context;
    const { title, button, done } = words[language];
    const password = asksForPassword
      ? `<label>${PASSWORD[language]}
<input type="password" name="new_password" autocomplete="new-password" minlength="8" maxlength="128" required>
<small>${RULE[language]}</small></label>`
      : '';
    const body = `
<h1>${escapeHtml(title)}</h1>
<p role="status"></p>
<form data-method="${method}" data-action="${action}" data-done="${escapeHtml(done)}" data-missing="${escapeHtml(MISSING[language])}">
${password}
<button>${escapeHtml(button)}</button>
</form>`;
    res.setHeader('Referrer-Policy', 'no-referrer');
    sendPage(res, { title, body, lang: language, script: FORM_SCRIPT.slice(1) });
  };
}
