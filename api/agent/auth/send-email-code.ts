import type { Language } from '../../router/language';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';

/** Never looks for an account, so that neither the answer nor its time can tell whether there is one. */
export const sendEmailCode: AgentHandler<'sendEmailCode'> = async ({ body, language }, { codes, mailer }) => {
  const code = await codes.issue('login', body.email);
  await mailer.send({ to: body.email, ...MAIL[language](code) });
  return ok(null, 'success.codeSent');
};

const MAIL: Readonly<Record<Language, (code: string) => { subject: string; text: string }>> = {
  zh: (code) => ({
    subject: `您的验证码：${code}`,
    text: `您的验证码是 ${code}，5 分钟内有效。\n\n请勿告诉任何人。如果不是您本人操作，请忽略这封邮件。\n`,
  }),
  en: (code) => ({
    subject: `Your code is ${code}`,
    text: `Your code is ${code}. It is good for 5 minutes.\n\nTell it to nobody. If you did not ask for it, ignore this message.\n`,
  }),
};
