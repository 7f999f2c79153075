import { createHash, randomUUID } from 'node:crypto';
import { jsonOf, Refused, servePlatform, type PlatformCall, type PlatformServer } from './server';

/** An article that readers can see. */
export interface WechatPost {
  readonly articleId: string;
  readonly title: string;
  readonly content: string;
  readonly digest: string;
  readonly thumbMediaId: string;
  readonly url: string;
}

interface Draft {
  readonly title: string;
  readonly content: string;
  readonly digest: string;
  readonly thumbMediaId: string;
}

/** Submitted: it is under way for so many questions, and ends with that status (0: published). */
interface Submission {
  readonly draft: Draft;
  readonly ends: number;
  questions: number;
  post?: WechatPost;
}

export interface WechatSimulator extends PlatformServer {
  readonly posts: readonly WechatPost[];
  /** How many access tokens were granted. */
  readonly grants: () => number;
  /** Files that were brought as covers or pictures, by their media id or address. */
  readonly materials: ReadonlyMap<string, Buffer>;
  /** The next publications end with these statuses, after so many questions that find them under way. */
  endNext(...ends: { readonly status: number; readonly after?: number }[]): void;
  /** Ends a publication that is under way; answers the number by which it is told of. */
  endNow(title: string): string;
  /** Ends the token that holds now, as another system does that asks for one. */
  endToken(): void;
  /** From now on another secret is the account's. */
  changeSecret(secret: string): void;
}

const TOKEN_SECONDS = 7200;
const LONGEST_TITLE = 64;

/**
 * A WeChat Official Account with one application, as the platform's documents describe its API: one access token holds
 * at a time, a draft leaves its box when it is published, and errors are HTTP 200 with `errcode`.
 */
export async function startWechat(
  { appId, secret: first }: { readonly appId: string; readonly secret: string },
  port?: number,
): Promise<WechatSimulator> {
  let secret = first;
  let token: string | undefined;
  let granted = 0;
  const materials = new Map<string, Buffer>();
  const drafts = new Map<string, Draft>();
  const submissions = new Map<string, Submission>();
  const posts: WechatPost[] = [];
  const endings: { readonly status: number; readonly after?: number }[] = [];

  const authorised = (call: PlatformCall) => {
    const given = call.query.get('access_token');
    if (given === null) throw new Refused(41001, 'access_token missing');
    if (given !== token)
      throw new Refused(40001, 'invalid credential, access_token is invalid or not latest');
  };

  const finish = (submission: Submission) => {
    if (submission.ends !== 0 || submission.post) return;
    const articleId = randomUUID();
    submission.post = { ...submission.draft, articleId, url: `http://mp.weixin.qq.com/s/${articleId}` };
    posts.push(submission.post);
  };

  const server = await servePlatform(
    {
      refused: ({ code, message }) => ({ status: 200, body: { errcode: code, errmsg: message } }),
      routes: {
        'GET /cgi-bin/token': ({ query }) => {
          if (query.get('grant_type') !== 'client_credential') throw new Refused(40002, 'invalid grant_type');
          if (query.get('appid') !== appId) throw new Refused(40013, 'invalid appid');
          if (query.get('secret') !== secret) throw new Refused(40125, 'invalid appsecret');
          granted += 1;
          token = `wechat-token-${randomUUID()}`;
          return { access_token: token, expires_in: TOKEN_SECONDS };
        },

        'GET /cgi-bin/get_api_domain_ip': (call) => {
          authorised(call);
          return { ip_list: ['101.226.62.77'] };
        },

        'POST /cgi-bin/media/uploadimg': (call) => {
          authorised(call);
          const url = `http://mmbiz.qpic.cn/${keep(call)}`;
          return { url };
        },

        'POST /cgi-bin/material/add_material': (call) => {
          authorised(call);
          if (call.query.get('type') !== 'image') throw new Refused(40004, 'invalid media type');
          const id = keep(call);
          return { media_id: id, url: `http://mmbiz.qpic.cn/${id}` };
        },

        'POST /cgi-bin/draft/add': (call) => {
          authorised(call);
          const id = randomUUID();
          drafts.set(id, draftOf(call));
          return { media_id: id };
        },

        'POST /cgi-bin/draft/get': (call) => {
          authorised(call);
          const draft = drafts.get(String(jsonOf(call)['media_id']));
          if (!draft) throw new Refused(40007, 'invalid media_id');
          return { news_item: [itemOf(draft)] };
        },

        'POST /cgi-bin/freepublish/submit': (call) => {
          authorised(call);
          const mediaId = String(jsonOf(call)['media_id']);
          const draft = drafts.get(mediaId);
          if (!draft) throw new Refused(40007, 'invalid media_id');
          const { status: ends, after = 0 } = endings.shift() ?? { status: 0 };
          const id = String(100_000_000 + submissions.size + 1);
          const submission: Submission = { draft, ends, questions: after };
          submissions.set(id, submission);
          drafts.delete(mediaId);
          if (after === 0) finish(submission);
          return { errcode: 0, errmsg: 'ok', publish_id: id, msg_data_id: id };
        },

        'POST /cgi-bin/freepublish/get': (call) => {
          authorised(call);
          const id = String(jsonOf(call)['publish_id']);
          const submission = submissions.get(id);
          if (!submission) throw new Refused(53600, 'Article ID invalid');
          if (submission.questions > 0) {
            submission.questions -= 1;
            return { publish_id: id, publish_status: 1 };
          }
          finish(submission);
          const { post, ends } = submission;
          if (!post) return { publish_id: id, publish_status: ends, fail_idx: [1] };
          return {
            publish_id: id,
            publish_status: 0,
            article_id: post.articleId,
            article_detail: { count: 1, item: [{ idx: 1, article_url: post.url }] },
          };
        },

        'POST /cgi-bin/freepublish/batchget': (call) => {
          authorised(call);
          const { offset = 0, count = 20 } = jsonOf(call);
          const latest = posts.toReversed().slice(Number(offset), Number(offset) + Number(count));
          return {
            total_count: posts.length,
            item_count: latest.length,
            item: latest.map((post) => ({
              article_id: post.articleId,
              content: { news_item: [{ ...itemOf(post), url: post.url }] },
            })),
          };
        },
      },
    },
    port,
  );

  /** Keeps an uploaded picture, whose bytes must be in a part named `media`; answers its id. */
  function keep({ headers, body }: PlatformCall): string {
    const isForm = (headers['content-type'] ?? '').startsWith('multipart/form-data');
    if (!isForm || !body.includes('name="media"')) throw new Refused(41005, 'media data missing');
    const id = createHash('sha256').update(body).update(randomUUID()).digest('base64url');
    materials.set(id, body);
    return id;
  }

  function draftOf(call: PlatformCall): Draft {
    const { articles } = jsonOf(call);
    const [article] = Array.isArray(articles) ? (articles as Readonly<Record<string, unknown>>[]) : [];
    if (!article) throw new Refused(47001, 'data format error');
    const { title, content, digest = '', thumb_media_id: thumb } = article;
    if (typeof title !== 'string' || title === '' || [...title].length > LONGEST_TITLE) {
      throw new Refused(45003, 'title size out of limit');
    }
    if (typeof content !== 'string' || content === '') throw new Refused(44004, 'empty content');
    if (typeof thumb !== 'string' || !materials.has(thumb)) throw new Refused(40007, 'invalid media_id');
    return { title, content, digest: String(digest), thumbMediaId: thumb };
  }

  return Object.assign(server, {
    posts,
    materials,
    grants: () => granted,
    endNext: (...ends: { readonly status: number; readonly after?: number }[]) => void endings.push(...ends),
    endNow(title: string) {
      const found = [...submissions].find(([, { draft }]) => draft.title === title);
      if (!found) throw new Error(`Nothing is under way with the title ${title}`);
      const [id, submission] = found;
      submission.questions = 0;
      finish(submission);
      return id;
    },
    endToken: () => {
      token = undefined;
    },
    changeSecret: (next: string) => {
      secret = next;
    },
  });
}

function itemOf({ title, content, digest, thumbMediaId }: Draft) {
  return { title, content, digest, thumb_media_id: thumbMediaId };
}
