import type { IdentityAction, NewIdentityEvent } from '../domain/identity/events';
import type { Users } from '../domain/identity/users';
import type { Mailer } from '../domain/mail';
import type { Background } from './background';

/** Tells people by mail what happened to their accounts that they should know, in case it was not them. */
export interface Notices {
  readonly tell: (event: NewIdentityEvent) => void;
}

interface Words {
  readonly subject: string;
  readonly text: string;
}

/** In both languages: who acts need not be whose account it is. */
const WORDS: Partial<Record<IdentityAction, Words>> = {
  password_changed: {
    subject: '您的密码已更改 · Your password was changed',
    text:
      '您的 Taskloom 账号密码已更改，其他设备已退出登录。\n' +
      'The password of your Taskloom account was changed, and other devices were signed out.',
  },
  email_changed: {
    subject: '您的邮箱已更改 · Your address was changed',
    text:
      '您的 Taskloom 账号不再使用此邮箱。\n' +
      'Your Taskloom account has another e-mail address from now on.',
  },
  passkey_added: {
    subject: '新增通行密钥 · A passkey was added',
    text: '您的 Taskloom 账号新增了一个通行密钥。\nA passkey was added to your Taskloom account.',
  },
  identity_bound: {
    subject: '新增外部账号 · Another account was linked',
    text:
      '一个外部账号已关联到您的 Taskloom 账号，可用于登录。\n' +
      'An account elsewhere was linked to your Taskloom account, and signs in to it.',
  },
  ways_in_removed: {
    subject: '请重新设置密码 · Set your password again',
    text:
      '您刚刚证明了此邮箱属于您。在此之前设置的密码、通行密钥和登录已全部失效，以防他人冒用此邮箱注册。如需密码，请重新设置。\n' +
      'You have just proven that this address is yours. Passwords, passkeys and sessions from before were removed, ' +
      'in case somebody else had registered with your address. Set a new password if you want one.',
  },
  refresh_refused: {
    subject: '登录异常 · A sign-in was ended',
    text:
      '有人从其他设备或重复使用了您的登录凭证，该次使用已被拒绝。\n' +
      'Somebody used your sign-in from another device, or a second time. That was refused.',
  },
};

const ADVICE =
  '\n\n如果不是您本人操作，请立即重置密码并退出所有设备。\n' +
  'If this was not you, reset your password and sign out everywhere at once.\n';

export function createNotices({
  users,
  mailer,
  background,
}: {
  readonly users: Pick<Users, 'find'>;
  readonly mailer: Mailer;
  readonly background: Background;
}): Notices {
  /** Only to addresses that were proven: nobody fills a stranger's mailbox. */
  async function addressOf({ userId, action, detail }: NewIdentityEvent): Promise<string | undefined> {
    if (action === 'email_changed') return detail; // the address of before, if it was proven
    const user = userId === null ? undefined : await users.find(userId);
    return user?.emailVerifiedAt ? (user.email ?? undefined) : undefined;
  }

  return {
    tell(event) {
      const words = WORDS[event.action];
      if (!words) return;
      background.run(`mail about ${event.action}`, async () => {
        const to = await addressOf(event);
        if (to !== undefined) await mailer.send({ to, subject: words.subject, text: words.text + ADVICE });
      });
    },
  };
}
