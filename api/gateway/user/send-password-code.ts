import { invalidField } from '../../../domain/errors';
import { accountOf } from '../../auth/account-of';
import { CODE_SECONDS, codeMail, codeSent } from '../auth/code-mail';
import type { GatewayHandler } from '../operation';

export const sendPasswordCode: GatewayHandler<'sendPasswordCode'> = async ({ user, language }, deps) => {
  const { email } = await accountOf(user, deps);
  if (email === null) {
    throw invalidField('user.email', { zh: '账号没有邮箱', en: 'is missing: the account has no address' });
  }
  const code = await deps.codes.issue('password', email, CODE_SECONDS);
  await deps.mailer.send(codeMail(email, code, language));
  return codeSent(language);
};
