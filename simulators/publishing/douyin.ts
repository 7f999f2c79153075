import { createHash, randomUUID } from 'node:crypto';
import { createDouyinShares, type DouyinShares } from './douyin-shares';
import { createGrants, type OAuthClient } from './grants';
import { formOf, jsonOf, Refused, servePlatform, type PlatformCall, type PlatformServer } from './server';

export interface DouyinPost {
  readonly itemId: string;
  readonly title: string;
  /** Unix seconds. */
  readonly createTime: number;
  /** SHA-256 of the video, in hexadecimal; empty for an image text. */
  readonly sha256: string;
  readonly images: readonly string[];
}

export interface DouyinSimulator extends PlatformServer {
  readonly posts: readonly DouyinPost[];
  readonly grants: () => number;
  /** The SHA-256 of a video that was uploaded, in hexadecimal. */
  sha256Of(videoId: string): string;
  newCode(): string;
  /** Ends all access tokens, and all refresh tokens too when the user has withdrawn the authorisation. */
  endTokens(withdrawn?: boolean): void;
  /** The status of posts that are created next (4: in review, 2: not public, 5: public). */
  reviewNext(...statuses: number[]): void;
  /** What codes grant from now on; usually the right to create too. */
  grantScope(scope: string): void;
  /** How often a refresh token was made to last longer. */
  readonly renewals: () => number;
  readonly shares: DouyinShares;
}

const TOKEN_OVER = 28001008;
const NOT_AUTHORISED = 28001012;
const WRONG_PARAMETER = 28001007;
const CODE_OVER = 10007;
const WRONG_CLIENT = 10008;
const REFRESH_OVER = 10010;
const PUBLIC = 5;
const REFRESH_SECONDS = 30 * 86_400;
const MOST_RENEWALS = 5;

/** Douyin's open platform, as its documents describe it: answers are `{data: {error_code, description}, extra}`. */
export async function startDouyin(client: OAuthClient, port?: number): Promise<DouyinSimulator> {
  const grants = createGrants(client, { accessSeconds: 15 * 86_400, refreshSeconds: REFRESH_SECONDS });
  const videos = new Map<string, Buffer>();
  const images = new Set<string>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const posts: DouyinPost[] = [];
  const statuses = new Map<string, number>();
  const reviews: number[] = [];
  let scope = 'user_info,video.create.bind';
  let renewals = 0;

  const done = (data: object) => ({
    data: { error_code: 0, description: '', ...data },
    extra: { logid: randomUUID() },
  });
  const shares = createDouyinShares(client, done);
  const authorised = ({ headers, query }: PlatformCall) => {
    if (!grants.holds(headers['access-token']?.toString())) throw new Refused(TOKEN_OVER, 'access_token过期');
    if (!query.get('open_id')) throw new Refused(NOT_AUTHORISED, '用户未授权');
  };
  const tokens = (granted: ReturnType<typeof grants.redeem>, over: number) => {
    if (granted === 'client') throw new Refused(WRONG_CLIENT, 'client_key错误');
    if (granted === 'grant') throw new Refused(over, '授权码过期');
    return done({
      access_token: granted.access,
      expires_in: granted.accessSeconds,
      refresh_token: granted.refresh,
      refresh_expires_in: granted.refreshSeconds,
      open_id: granted.openId,
      scope,
    });
  };
  const fileOf = async (call: PlatformCall, name: string): Promise<Buffer> => {
    const file = (await formOf(call)).get(name);
    if (!Buffer.isBuffer(file)) throw new Refused(WRONG_PARAMETER, `缺少参数 ${name}`);
    return file;
  };
  const keepVideo = (bytes: Buffer) => {
    const id = `v${randomUUID()}`;
    videos.set(id, bytes);
    return done({ video: { video_id: id, width: 1280, height: 720 } });
  };
  const post = (title: unknown, sha256: string, pictures: readonly string[]) => {
    const created = {
      itemId: `@${randomUUID()}`,
      title: String(title),
      createTime: Math.floor(Date.now() / 1000),
      sha256,
      images: pictures,
    };
    posts.push(created);
    statuses.set(created.itemId, reviews.shift() ?? PUBLIC);
    return done({ item_id: created.itemId });
  };
  const shown = ({ itemId, title, createTime }: DouyinPost) => ({
    item_id: itemId,
    title,
    create_time: createTime,
    video_status: statuses.get(itemId),
    share_url: `https://www.iesdouyin.com/share/video/${itemId}`,
  });
  const BASE = '/api/douyin/v1/video';

  const server = await servePlatform(
    {
      refused: ({ code, message }) => ({
        status: 200,
        body: { data: { error_code: code, description: message }, extra: { logid: randomUUID() } },
      }),
      routes: {
        'POST /oauth/access_token/': (call) => {
          const { client_key, client_secret, code } = jsonOf(call);
          return tokens(grants.redeem(String(client_key), String(client_secret), String(code)), CODE_OVER);
        },
        'POST /oauth/refresh_token/': (call) => {
          const { client_key, refresh_token } = jsonOf(call);
          return tokens(grants.refresh(String(client_key), undefined, String(refresh_token)), REFRESH_OVER);
        },
        'POST /oauth/renew_refresh_token/': (call) => {
          const { client_key, refresh_token } = jsonOf(call);
          if (client_key !== client.key) throw new Refused(WRONG_CLIENT, 'client_key错误');
          const next = renewals < MOST_RENEWALS ? grants.renew(String(refresh_token)) : undefined;
          if (next === undefined) throw new Refused(REFRESH_OVER, 'refresh_token过期');
          renewals += 1;
          return done({ refresh_token: next, expires_in: REFRESH_SECONDS });
        },
        ...shares.routes,
        'GET /oauth/userinfo/': ({ query }) => {
          if (!grants.holds(query.get('access_token'))) throw new Refused(TOKEN_OVER, 'access_token过期');
          return done({ nickname: '抖音创作者', open_id: query.get('open_id') });
        },
        [`POST ${BASE}/upload_video/`]: async (call) => {
          authorised(call);
          return keepVideo(await fileOf(call, 'video'));
        },
        [`POST ${BASE}/init_video_part_upload/`]: (call) => {
          authorised(call);
          const id = randomUUID();
          uploads.set(id, new Map());
          return done({ upload_id: id });
        },
        [`POST ${BASE}/upload_video_part/`]: async (call) => {
          authorised(call);
          const parts = uploads.get(call.query.get('upload_id') ?? '');
          const number = Number(call.query.get('part_number'));
          if (!parts || !Number.isInteger(number) || number < 1)
            throw new Refused(WRONG_PARAMETER, 'upload_id错误');
          parts.set(number, await fileOf(call, 'video'));
          return done({});
        },
        [`POST ${BASE}/complete_video_part_upload/`]: (call) => {
          authorised(call);
          const parts = uploads.get(call.query.get('upload_id') ?? '');
          const numbers = [...(parts?.keys() ?? [])].sort((a, b) => a - b);
          if (!parts || numbers.length === 0 || numbers.some((number, index) => number !== index + 1)) {
            throw new Refused(WRONG_PARAMETER, '分片不完整');
          }
          return keepVideo(Buffer.concat(numbers.map((number) => parts.get(number) ?? Buffer.alloc(0))));
        },
        [`POST ${BASE}/upload_image/`]: async (call) => {
          authorised(call);
          const bytes = await fileOf(call, 'image');
          const id = createHash('sha256').update(bytes).digest('hex');
          images.add(id);
          return done({ image: { image_id: id, width: 100, height: 100 } });
        },
        [`POST ${BASE}/create_video/`]: (call) => {
          authorised(call);
          const { video_id, text } = jsonOf(call);
          const video = videos.get(String(video_id));
          if (!video) throw new Refused(WRONG_PARAMETER, 'video_id错误');
          return post(text, createHash('sha256').update(video).digest('hex'), []);
        },
        [`POST ${BASE}/create_image_text/`]: (call) => {
          authorised(call);
          const { image_list: list, text } = jsonOf(call);
          const chosen = Array.isArray(list) ? list.map(String) : [];
          if (chosen.length === 0 || chosen.length > 30 || chosen.some((id) => !images.has(id))) {
            throw new Refused(WRONG_PARAMETER, 'image_list错误');
          }
          return post(text, '', chosen);
        },
        [`POST ${BASE}/video_data/`]: (call) => {
          authorised(call);
          const { item_ids: ids } = jsonOf(call);
          const asked = Array.isArray(ids) ? ids.map(String) : [];
          return done({ list: posts.filter(({ itemId }) => asked.includes(itemId)).map(shown) });
        },
        [`GET ${BASE}/video_list/`]: (call) => {
          authorised(call);
          const count = Number(call.query.get('count') ?? 10);
          return done({ list: posts.toReversed().slice(0, count).map(shown), cursor: 0, has_more: false });
        },
      },
    },
    port,
  );

  return Object.assign(server, {
    posts,
    grants: grants.count,
    sha256Of: (id: string) =>
      createHash('sha256')
        .update(videos.get(id) ?? '')
        .digest('hex'),
    newCode: grants.newCode,
    endTokens: grants.end,
    reviewNext: (...next: number[]) => void reviews.push(...next),
    grantScope: (next: string) => {
      scope = next;
    },
    renewals: () => renewals,
    shares,
  });
}
