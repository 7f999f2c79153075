import { createOneTimeTokens } from '../../domain/identity/one-time-tokens';
import type { TestPlatform } from './platform';

/** What redeeming a solved challenge answers, without the work: for tests of what comes after it. */
export function captchaPass({ db, clock }: Pick<TestPlatform, 'db' | 'clock'>): Promise<string> {
  return createOneTimeTokens({ db, clock }).issue('captcha_pass', {}, 300);
}
