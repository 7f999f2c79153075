import { randomBytes } from 'node:crypto';
import type { Sharing } from '../../../domain/publishing/sharing';
import { signatureOf } from './signature';

/** The platform's script for web pages. General knowledge. */
const SCRIPT = 'https://fe-static.xhscdn.com/biz-static/goods-note/xhs-1.0.1.js';

/**
 * `xhs.share({shareInfo, verifyConfig})` in the platform's script opens its app with a note. The second signature is made
 * as the first, with the access token in the secret's place, which is general knowledge.
 */
export function createSharing(now: () => Date): Sharing {
  return {
    invite({ kind, title, text, urls }, { credentials, accessToken }) {
      const appKey = credentials['app_key'] ?? '';
      const nonce = randomBytes(16).toString('hex');
      const timestamp = String(now().getTime());
      const [first = ''] = urls;
      const media = kind === 'video' ? { type: 'video', video: first } : { type: 'normal', images: urls };
      return Promise.resolve({
        kind: 'script',
        source: SCRIPT,
        shareInfo: { ...media, title, content: text },
        verifyConfig: {
          appKey,
          nonce,
          timestamp,
          signature: signatureOf({ appKey, nonce, timeStamp: timestamp }, accessToken),
        },
      });
    },
  };
}
