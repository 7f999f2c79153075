import { AppError, invalidField } from '../../../domain/errors';
import type { Language } from '../../router/language';
import type { CodeDependencies } from '../dependencies';
import type { CodeHandler } from '../operation';
import { done } from '../reply';
import { issueResetToken } from './reset-link';
import { resetMail } from './reset-mail';

export const requestPasswordReset: CodeHandler<'requestPasswordReset'> = async (request, deps) => {
  const { email, emails, captcha_token: captcha } = request.body;
  const addresses = emails ?? (email === undefined ? [] : [email]);
  if (addresses.length === 0) throw invalidField('body.email', { zh: '缺少', en: 'is missing' });
  if (emails && captcha === undefined) throw new AppError('CAPTCHA_INVALID');
  if (captcha !== undefined) await deps.captcha.spend(captcha);
  // Looked up after the answer, so that neither what it says nor how long it takes tells who has an account.
  const { language } = request;
  for (const address of new Set(addresses)) {
    deps.background.run('mail for a new password', () => mailLink(address, language, deps));
  }
  return done('resetMailSent');
};

async function mailLink(address: string, language: Language, deps: CodeDependencies): Promise<void> {
  const user = await deps.users.findByEmail(address);
  // The address as it is kept, not as a stranger wrote it.
  if (!user?.email || user.status === 'disabled') return;
  const token = await issueResetToken(
    { userId: user.id, email: user.email, credentialVersion: user.credentialVersion },
    deps,
  );
  await deps.mailer.send(resetMail(user.email, token, deps.publicUrl, language));
}
