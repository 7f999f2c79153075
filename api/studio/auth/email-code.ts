import type { VerificationCodes } from '../../../domain/identity/codes';
import type { Mailer } from '../../../domain/mail';
import type { Language } from '../../router/language';

const CODE_SECONDS = 600;
const MINUTES = CODE_SECONDS / 60;

/** Mails the code that proves an address to be its account's. */
export async function mailEmailCode(
  email: string,
  language: Language,
  { codes, mailer }: { readonly codes: Pick<VerificationCodes, 'issue'>; readonly mailer: Mailer },
): Promise<void> {
  const code = await codes.issue('email', email, CODE_SECONDS);
  await mailer.send({ to: email, ...MAIL[language](code) });
}

const MAIL: Readonly<Record<Language, (code: string) => { subject: string; text: string }>> = {
  zh: (code) => ({
    subject: `邮箱验证码 ${code}`,
    text: `您的邮箱验证码是 ${code}，${MINUTES} 分钟内有效。请勿转告他人。\n如果不是您本人操作，请忽略此邮件。\n`,
  }),
  en: (code) => ({
    subject: `Confirm your address: ${code}`,
    text: `The code that confirms your address is ${code}. It is good for ${MINUTES} minutes. Give it to nobody.\nIf you did not ask for it, ignore this mail.\n`,
  }),
};
