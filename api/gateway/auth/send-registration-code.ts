import type { GatewayHandler } from '../operation';
import { CODE_SECONDS, codeMail, codeSent, hasAccountMail } from './code-mail';
import { expectSetUp } from './sign-in';

export const sendRegistrationCode: GatewayHandler<'sendRegistrationCode'> = async (
  { body: { email }, language },
  deps,
) => {
  await expectSetUp(deps);
  // The same work and one mail in both cases, so that neither the answer nor its time tells who has an account.
  const code = await deps.codes.issue('register', email, CODE_SECONDS);
  const owner = await deps.users.findByEmail(email);
  await deps.mailer.send(owner ? hasAccountMail(email, language) : codeMail(email, code, language));
  return codeSent(language);
};
