import { Router, type Request } from 'express';
import type { Language } from '../router/language';
import { FORM_SCRIPT } from './form-script';
import { escapeHtml, sendPage } from './page';

/** Where links of referrals lead: a form that makes an account, for installations without a frontend of their own there. */

interface Field {
  readonly name: 'username' | 'email' | 'password';
  /** What the browser checks and fills in. */
  readonly attributes: string;
  readonly words: Readonly<Record<Language, { readonly label: string; readonly rule?: string }>>;
}

const FIELDS: readonly Field[] = [
  {
    name: 'username',
    attributes: 'autocomplete="username" minlength="3" maxlength="50" pattern="[A-Za-z0-9_]+"',
    words: {
      zh: { label: '用户名', rule: '3 到 50 个字母、数字或下划线' },
      en: { label: 'User name', rule: '3 to 50 letters, digits or underscores' },
    },
  },
  {
    name: 'email',
    attributes: 'type="email" autocomplete="email" maxlength="255"',
    words: { zh: { label: '邮箱' }, en: { label: 'E-mail address' } },
  },
  {
    name: 'password',
    attributes: 'type="password" autocomplete="new-password" minlength="6" maxlength="50"',
    words: {
      zh: { label: '密码', rule: '6 到 50 个字符' },
      en: { label: 'Password', rule: '6 to 50 characters' },
    },
  },
];

const WORDS = {
  zh: {
    title: '注册',
    button: '注册',
    done: '注册成功，现在可以登录。',
    invited: (code: string) => `邀请码 ${code}`,
  },
  en: {
    title: 'Make an account',
    button: 'Register',
    done: 'Your account is there. You can sign in now.',
    invited: (code: string) => `Invited with the code ${code}`,
  },
} as const satisfies Record<Language, unknown>;

export function createRegisterPage(): Router {
  const router = Router();
  router.get('/register', (req: Request, res) => {
    req.context.operation = 'pages.register';
    const { language } = req.context;
    const { title, button, done, invited } = WORDS[language];
    const code = referralCodeOf(req);
    const fields = FIELDS.map(({ name, attributes, words }) => {
      const { label, rule } = words[language];
      return `<label>${label}
<input name="${name}" ${attributes} required>${rule === undefined ? '' : `\n<small>${rule}</small>`}</label>`;
    });
    const referral =
      code === undefined
        ? ''
        : `<p>${escapeHtml(invited(code))}</p>\n<input type="hidden" name="referral_code" value="${escapeHtml(code)}">`;
    const body = `
<h1>${title}</h1>
<p role="status"></p>
<form data-method="POST" data-action="api/v1/auth/register" data-done="${escapeHtml(done)}">
${referral}
${fields.join('\n')}
<button>${button}</button>
</form>`;
    sendPage(res, { title, body, lang: language, script: FORM_SCRIPT.slice(1) });
  });
  return router;
}

/** What is no code at all is left out: somebody may still want an account. */
function referralCodeOf(req: Request): string | undefined {
  const { ref } = req.query;
  return typeof ref === 'string' && /^[A-Za-z0-9]{1,20}$/.test(ref) ? ref : undefined;
}
