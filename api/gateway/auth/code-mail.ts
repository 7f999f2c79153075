import type { Mail } from '../../../domain/mail';
import type { Language } from '../../router/language';

/** How long a mailed code is good for. */
export const CODE_SECONDS = 600;

const MINUTES = CODE_SECONDS / 60;

/** The mail that brings a code. */
export function codeMail(to: string, code: string, language: Language): Mail {
  return language === 'zh'
    ? {
        to,
        subject: `验证码 ${code}`,
        text: `您的验证码是 ${code}，${MINUTES} 分钟内有效。请勿转告他人。\n如果不是您本人操作，请忽略此邮件。\n`,
      }
    : {
        to,
        subject: `Your code: ${code}`,
        text: `Your code is ${code}. It is good for ${MINUTES} minutes. Give it to nobody.\nIf you did not ask for it, ignore this mail.\n`,
      };
}

/** What somebody gets instead of a code for registering who has an account already. */
export function hasAccountMail(to: string, language: Language): Mail {
  return language === 'zh'
    ? {
        to,
        subject: '您已有账号',
        text: '有人请求用此邮箱注册账号，但该邮箱已有账号：请直接登录。\n如果不是您本人操作，请忽略此邮件。\n',
      }
    : {
        to,
        subject: 'You have an account already',
        text: 'Somebody asked to register with this address, which has an account already: sign in instead.\nIf it was not you, ignore this mail.\n',
      };
}

/** What the operations answer that have a code mailed. */
export function codeSent(language: Language) {
  return { message: language === 'zh' ? '验证码已发送' : 'The code was sent' };
}
