import { invalidField } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';

export const redeemCaptchaChallenge: CodeHandler<'redeemCaptchaChallenge'> = async (
  { body },
  { captcha },
) => {
  const solutions = body.solutions ?? body.positions;
  if (!solutions) throw invalidField('body.positions', { zh: '缺少', en: 'is missing' });
  const { token, expiresAt } = await captcha.redeem(body.token, solutions);
  return ok({ captcha_token: token, expires_at: unixSeconds(expiresAt) });
};
