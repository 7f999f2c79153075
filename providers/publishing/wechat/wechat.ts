import type {
  Credentials,
  Finding,
  Grant,
  PlatformSession,
  PublishingApi,
  Standing,
} from '../../../domain/publishing/adapter';
import { PlatformRefusal } from '../../../domain/publishing/platform-failure';
import { createPlatformHttp, listOf, partOf, textOf, type PlatformAnswer } from '../platform-http';
import { wechatEvents } from './events';
import { uploadArticle } from './upload';
import { wechatCalls, type WechatCalls } from './wechat-call';

export interface WechatSettings {
  /** `https://api.weixin.qq.com`, or where something else speaks its protocol. */
  readonly url: string;
  /** How long one call may take. */
  readonly timeoutMs: number;
  readonly now: () => Date;
}

/** `publish_status` of freepublish/get: what each failure means to the author. */
const FAILED: Readonly<Record<string, string>> = {
  '2': '原创声明失败',
  '3': '微信发布失败',
  '4': '平台审核不通过',
  '5': '发布成功后被用户删除',
  '6': '发布成功后被系统封禁',
};
const PUBLISHED = '0';
const PUBLISHING = '1';
/** How many of the latest publications a look-up goes through: an account may publish many in one minute. */
const LOOK_UP = 200;
const LARGEST_PAGE = 20;

/**
 * WeChat Official Accounts: a draft is made with `draft/add` and published with `freepublish/submit`. A submission
 * whose answer is lost is found again by its cover, which is uploaded for each post and so names no other.
 */
export function createWechat({ url, timeoutMs, now }: WechatSettings): PublishingApi {
  const calls = wechatCalls(createPlatformHttp(url, timeoutMs));

  const grant = async (credentials: Credentials, signal: AbortSignal): Promise<Grant> => {
    const query = {
      grant_type: 'client_credential',
      appid: credentials['app_id'] ?? '',
      secret: credentials['app_secret'] ?? '',
    };
    const answer = await calls.grant({ path: 'cgi-bin/token', query, signal });
    const seconds = Number(textOf(answer, 'expires_in'));
    return { access: textOf(answer, 'access_token'), expiresAt: new Date(now().getTime() + seconds * 1000) };
  };

  return {
    platform: 'wechat',
    completes: 'polling',
    events: wechatEvents,
    grant,

    async recognise(given, signal) {
      const token = await grant(given, signal);
      const externalId = given['app_id'] ?? '';
      return { externalId, name: externalId, credentials: given, token };
    },

    async check(token, _externalId, _credentials, signal) {
      await calls.call({ path: 'cgi-bin/get_api_domain_ip', query: { access_token: token }, signal });
    },

    upload: (post, session) => uploadArticle(calls, post, session),

    async submit(_post, session) {
      const draft = { media_id: session.references['draft'] ?? '' };
      const answer = await asked(calls, session, 'freepublish/submit', draft);
      const publication = textOf(answer, 'publish_id');
      return { publication, event: publication };
    },

    async standing(session) {
      const answer = await asked(calls, session, 'freepublish/get', {
        publish_id: session.references['publication'] ?? '',
      });
      return standingOf(answer);
    },

    async lookUp(session): Promise<Finding> {
      const { cover } = session.references;
      for (let offset = 0; offset < LOOK_UP; offset += LARGEST_PAGE) {
        const latest = { offset, count: LARGEST_PAGE, no_content: 1 };
        const items = listOf(await asked(calls, session, 'freepublish/batchget', latest), 'item');
        for (const item of items) {
          const articles = listOf(partOf(item, 'content'), 'news_item');
          const ours = articles.find((article) => article['thumb_media_id'] === cover);
          if (!ours) continue;
          const postId = textOf(item, 'article_id');
          const url = typeof ours['url'] === 'string' ? ours['url'] : null;
          return (await session.take(postId)) ? { found: 'published', postId, url } : { found: 'unsure' };
        }
        if (items.length < LARGEST_PAGE) break;
      }
      return { found: (await hasDraft(calls, session)) ? 'absent' : 'unsure' };
    },
  };
}

/** A draft that is still in its box was not published: publishing takes it out. */
async function hasDraft(calls: WechatCalls, session: PlatformSession): Promise<boolean> {
  try {
    await asked(calls, session, 'draft/get', { media_id: session.references['draft'] ?? '' });
    return true;
  } catch (error) {
    if (error instanceof PlatformRefusal && error.code === '40007') return false;
    throw error;
  }
}

function asked(
  calls: WechatCalls,
  { accessToken, signal }: PlatformSession,
  path: string,
  json: object,
): Promise<PlatformAnswer> {
  const query = { access_token: accessToken };
  return calls.call({ method: 'POST', path: `cgi-bin/${path}`, query, json, signal });
}

function standingOf(answer: PlatformAnswer): Standing {
  const status = textOf(answer, 'publish_status');
  if (status === PUBLISHING) return { state: 'pending' };
  if (status !== PUBLISHED) return { state: 'failed', message: FAILED[status] ?? `微信发布状态 ${status}` };
  const [article] = listOf(partOf(answer, 'article_detail'), 'item');
  const url = article?.['article_url'];
  return {
    state: 'published',
    postId: textOf(answer, 'article_id'),
    url: typeof url === 'string' ? url : null,
  };
}
