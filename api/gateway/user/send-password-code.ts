import { invalidField } from '../../../domain/errors';
import { CODE_SECONDS, codeMail, codeSent } from '../auth/code-mail';
import type { GatewayHandler } from '../operation';
import { ownAccount } from './own-account';

export const sendPasswordCode: GatewayHandler<'sendPasswordCode'> = async ({ user, language }, deps) => {
  const { email } = await ownAccount(user, deps);
  if (email === null) {
    throw invalidField('user.email', { zh: '账号没有邮箱', en: 'is missing: the account has no address' });
  }
  const code = await deps.codes.issue('password', email, CODE_SECONDS);
  await deps.mailer.send(codeMail(email, code, language));
  return codeSent(language);
};
