import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const getCaptchaStatus: RelayHandler<'getCaptchaStatus'> = async (_call, { digitCaptcha }) =>
  ok({ captcha_enabled: digitCaptcha !== undefined, login_rate_limit_enabled: true });
