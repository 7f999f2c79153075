import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';

/** Never looks for an account, so that neither the answer nor its time can tell whether there is one. */
export const sendSmsCode: AgentHandler<'sendSmsCode'> = async ({ body }, { codes, sms }) => {
  if (!sms) throw new AppError('SIGN_IN_UNAVAILABLE', undefined, { note: 'no SMS vendor is set up' });
  await sms.sendCode(body.phone, await codes.issue('login', body.phone));
  return ok(null, 'success.codeSent');
};
