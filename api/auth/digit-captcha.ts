import { randomInt } from 'node:crypto';
import { AppError } from '../../domain/errors';
import type { OneTimeTokens } from '../../domain/identity/one-time-tokens';
import type { Pictures } from '../../domain/identity/pictures';

/** Four digits in a picture, which somebody is to read. */
export interface DigitCaptcha {
  /** A new picture (PNG), and what it is asked for by. Good for five minutes and one try. */
  challenge(): Promise<{ readonly id: string; readonly picture: Buffer }>;
  /** Uses the picture up. AppError CAPTCHA_INVALID unless these are its digits. */
  redeem(id: string | undefined, digits: string | undefined): Promise<void>;
}

const PURPOSE = 'digit_captcha';
const SECONDS = 300;

export function createDigitCaptcha({
  oneTimeTokens,
  pictures,
}: {
  readonly oneTimeTokens: OneTimeTokens;
  readonly pictures: Pictures;
}): DigitCaptcha {
  return {
    async challenge() {
      const digits = randomInt(10_000).toString().padStart(4, '0');
      const id = await oneTimeTokens.issue(PURPOSE, { digits }, SECONDS);
      return { id, picture: await pictures.digits(digits) };
    },

    async redeem(id, digits) {
      const asked = id === undefined ? undefined : await oneTimeTokens.take<{ digits: string }>(PURPOSE, id);
      if (!asked || asked.digits !== digits) throw new AppError('CAPTCHA_INVALID');
    },
  };
}
