import { createHash } from 'node:crypto';
import type { PlatformEvents } from '../../../domain/publishing/platform-event';
import { isSameText } from '../same-text';
import { readSmallXml } from './small-xml';

/** How far a call's time may be from ours: longer, and somebody says again what was said once. */
const SKEW_MS = 10 * 60_000;

/**
 * WeChat's calls to an account's server, in its mode without encryption. What signs them is the token that the account's
 * owner has chosen, and only a time and a nonce are signed: so what such a call says is never taken for true, but a
 * reason to ask.
 */
export const wechatEvents: PlatformEvents = {
  isGenuine({ query }, { event_token: token = '' }, now) {
    const timestamp = query.get('timestamp') ?? '';
    const age = Math.abs(now.getTime() - Number(timestamp) * 1000);
    if (token === '' || !/^\d{1,12}$/.test(timestamp) || age > SKEW_MS) return false;
    const sorted = [token, timestamp, query.get('nonce') ?? ''].sort().join('');
    const right = createHash('sha1').update(sorted).digest('hex');
    return isSameText(query.get('signature') ?? '', right);
  },

  read({ method, query, body }) {
    if (method === 'GET') {
      const answer = query.get('echostr') ?? '';
      return answer === '' ? undefined : { says: 'hello', answer, type: 'text' };
    }
    const texts = readSmallXml(body);
    if (!texts) return undefined;
    const event = texts.get('xml/PublishEventInfo/publish_id') ?? '';
    if (texts.get('xml/Event') !== 'PUBLISHJOBFINISH') return { says: 'other' };
    return event === '' ? undefined : { says: 'ended', event };
  },
};
