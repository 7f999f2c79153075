import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';

export const createCaptchaChallenge: CodeHandler<'createCaptchaChallenge'> = async (_call, { captcha }) => {
  const { challenge, token, expiresAt } = await captcha.challenge();
  return ok({ challenge: { ...challenge }, token, expires_at: unixSeconds(expiresAt) });
};
