import type { Clock } from '../clock';
import { AppError } from '../errors';
import type { OneTimeTokens } from './one-time-tokens';
import { proves, type ProofOfWork } from './proof-of-work';

/** A captcha that is work for the caller's processor, not for the caller: about 200,000 hashes. */
export interface Captcha {
  challenge(): Promise<{ challenge: ProofOfWork; token: string; expiresAt: Date }>;
  /**
   * Takes the solutions of a challenge, one number for each of its parts, and answers a token that lets one request
   * through. AppError CAPTCHA_INVALID. A challenge is used up by the first try, right or wrong.
   */
  redeem(token: string, solutions: readonly number[]): Promise<{ token: string; expiresAt: Date }>;
  /** Uses up what `redeem` answered. AppError CAPTCHA_INVALID. */
  spend(captchaToken: string): Promise<void>;
}

const WORK: ProofOfWork = { c: 50, s: 32, d: 3 };
const CHALLENGE_SECONDS = 600;
const PASS_SECONDS = 300;

export function createCaptcha({
  oneTimeTokens,
  clock,
}: {
  readonly oneTimeTokens: OneTimeTokens;
  readonly clock: Clock;
}): Captcha {
  const issue = async (purpose: string, payload: object, seconds: number) => {
    const expiresAt = new Date(clock.now().getTime() + seconds * 1000);
    return { token: await oneTimeTokens.issue(purpose, payload, seconds), expiresAt };
  };

  return {
    async challenge() {
      return { challenge: WORK, ...(await issue('captcha_challenge', WORK, CHALLENGE_SECONDS)) };
    },

    async redeem(token, solutions) {
      const work = await oneTimeTokens.take<ProofOfWork>('captcha_challenge', token);
      if (!work || !proves(work, token, solutions)) throw new AppError('CAPTCHA_INVALID');
      return issue('captcha_pass', {}, PASS_SECONDS);
    },

    async spend(captchaToken) {
      if (!(await oneTimeTokens.take('captcha_pass', captchaToken))) throw new AppError('CAPTCHA_INVALID');
    },
  };
}
