import type { UpstreamKind } from './ask';

/**
 * An upstream's base URL as the paths of its protocol go on from it, whichever of the two forms it was given in: an
 * OpenAI upstream's with its version (which is `/v1` where only a host is given: vendors' versions differ, as
 * `/compatible-mode/v1` and `/api/paas/v4` do), and Claude's and Gemini's without.
 */
export function protocolRoot(kind: UpstreamKind, baseUrl: string): string {
  const given = baseUrl.replace(/\/+$/, '');
  switch (kind) {
    case 'openai':
    case 'responses':
      return /^https?:\/\/[^/]+$/i.test(given) ? `${given}/v1` : given;
    case 'claude':
      return given.replace(/\/v1$/, '');
    case 'gemini':
      return given.replace(/\/v1(?:beta)?$/, '');
    case 'demo':
      return given;
  }
}
