import { createHash, randomUUID } from 'node:crypto';
import type { OAuthClient } from './grants';
import { jsonOf, Refused, type Platform, type PlatformCall } from './server';

/** What a user's app was opened with, when it takes it. */
export interface DouyinShare {
  readonly shareId: string;
  readonly title: string;
  readonly video: string | undefined;
  readonly images: readonly string[];
}

export interface DouyinShares {
  readonly routes: Platform['routes'];
  /** Opens the app with a schema; throws for one that the app does not take. */
  open(schema: string): DouyinShare;
  /** The headers and the body of the event that tells of a published share. */
  event(event: object): { readonly body: string; readonly headers: Readonly<Record<string, string>> };
}

const TOKEN_OVER = 28001003;
const WRONG_CLIENT = 10008;

/** Sharing from web pages, as Douyin's documents describe it. */
export function createDouyinShares(client: OAuthClient, done: (data: object) => object): DouyinShares {
  const tokens = new Set<string>();
  const tickets = new Set<string>();
  const shares = new Set<string>();

  const authorised = ({ headers }: PlatformCall) => {
    if (!tokens.has(headers['access-token']?.toString() ?? '')) {
      throw new Refused(TOKEN_OVER, 'access_token无效');
    }
  };
  const newIn = (set: Set<string>, kind: string) => {
    const value = `${kind}-${randomUUID()}`;
    set.add(value);
    return value;
  };

  return {
    routes: {
      'POST /oauth/client_token/': (call) => {
        const { client_key, client_secret, grant_type } = jsonOf(call);
        const isClient = client_key === client.key && client_secret === client.secret;
        if (!isClient || grant_type !== 'client_credential') throw new Refused(WRONG_CLIENT, 'client错误');
        return done({ access_token: newIn(tokens, 'client-token'), expires_in: 7200 });
      },
      'GET /share-id/': (call) => {
        authorised(call);
        return done({ share_id: newIn(shares, 'share') });
      },
      'GET /open/getticket/': (call) => {
        authorised(call);
        return done({ ticket: newIn(tickets, 'ticket'), expires_in: 7200 });
      },
    },

    open(schema) {
      const { protocol, host, pathname, searchParams: query } = new URL(schema);
      if (`${protocol}//${host}${pathname}` !== 'snssdk1128://openplatform/share') {
        throw new Error(`no app opens ${schema}`);
      }
      const get = (name: string) => query.get(name) ?? '';
      const isSigned = [...tickets].some((ticket) => {
        const text = `nonce_str=${get('nonce_str')}&ticket=${ticket}&timestamp=${get('timestamp')}`;
        return createHash('md5').update(text).digest('hex') === get('signature');
      });
      if (!isSigned) throw new Error('the signature of the schema is wrong');
      if (get('client_key') !== client.key || get('share_type') !== 'h5' || !shares.has(get('state'))) {
        throw new Error('the schema is of no share');
      }
      return {
        shareId: get('state'),
        title: get('title'),
        video: query.get('video_path') ?? undefined,
        images: JSON.parse(query.get('image_list_path') ?? '[]') as string[],
      };
    },

    event(event) {
      const body = JSON.stringify({ client_key: client.key, log_id: randomUUID(), ...event });
      const signature = createHash('sha1').update(`${client.secret}${body}`).digest('hex');
      return { body, headers: { 'content-type': 'application/json', 'x-douyin-signature': signature } };
    },
  };
}
