import type { CallFailure } from '../../exchange/failure';

/** The `error` of a response that failed after it began: OpenAI has fewer codes for it than for a refused request. */
export function responseError({ kind, code, message }: CallFailure): { code: string; message: string } {
  if (code !== undefined) return { code, message };
  if (kind === 'limited') return { code: 'rate_limit_exceeded', message };
  if (kind === 'unpaid') return { code: 'insufficient_quota', message };
  return { code: kind === 'invalid' ? 'invalid_prompt' : 'server_error', message };
}
