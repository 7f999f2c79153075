import { createHash } from 'node:crypto';
import type { PlatformEvent, PlatformEvents } from '../../../domain/publishing/platform-event';
import { isSameText } from '../same-text';

type Json = Readonly<Record<string, unknown>>;

/**
 * Douyin's events: a POST of JSON, signed in `X-Douyin-Signature` with the SHA-1 of the application's secret and the body
 * after it. `verify_webhook` is to be answered with its challenge; `create_video` tells that a share was published. Their
 * shapes are general knowledge.
 */
export const douyinEvents: PlatformEvents = {
  isGenuine({ method, header, body }, { client_key = '', client_secret = '' }) {
    const right = createHash('sha1').update(client_secret).update(body).digest('hex');
    const isTheirs = method === 'POST' && isSameText(header('x-douyin-signature'), right);
    return isTheirs && objectOf(body.toString('utf8'))?.['client_key'] === client_key;
  },

  read({ body }): PlatformEvent | undefined {
    const event = objectOf(body.toString('utf8'));
    // The content comes as an object, or as the text of one.
    const content = objectOf(event?.['content']);
    if (!event || !content) return undefined;
    const { challenge } = content;
    if (event['event'] === 'verify_webhook') {
      if (typeof challenge !== 'number' && typeof challenge !== 'string') return undefined;
      return { says: 'hello', answer: JSON.stringify({ challenge }), type: 'json' };
    }
    if (event['event'] !== 'create_video') return { says: 'other' };
    const { share_id: share, item_id: postId } = content;
    const { from_user_id: externalId } = event;
    if (typeof share !== 'string' || typeof postId !== 'string' || typeof externalId !== 'string')
      return undefined;
    return { says: 'published', event: share, externalId, postId };
  },
};

function objectOf(value: unknown): Json | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  if (typeof value !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Json)
      : undefined;
  } catch {
    return undefined;
  }
}
