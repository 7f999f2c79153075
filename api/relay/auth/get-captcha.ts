import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const getCaptcha: RelayHandler<'getCaptcha'> = async (_call, { digitCaptcha }) => {
  if (!digitCaptcha) return ok({ captcha_id: '', image: '', enabled: false });
  const { id, picture } = await digitCaptcha.challenge();
  return ok({ captcha_id: id, image: `data:image/png;base64,${picture.toString('base64')}`, enabled: true });
};
