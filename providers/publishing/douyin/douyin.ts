import type { PlatformSession, PublishingApi } from '../../../domain/publishing/adapter';
import { PlatformRefusal } from '../../../domain/publishing/platform-failure';
import { createPlatformHttp, listOf, textOf, type PlatformAnswer, type PlatformHttp } from '../platform-http';
import { findAlike } from '../look-up';
import { douyinCall } from './douyin-call';
import { douyinEvents } from './events';
import { createSharing } from './share';
import { redeemCode, refreshTokens } from './tokens';
import { uploadImages, uploadVideo } from './upload';

export interface DouyinSettings {
  /** `https://open.douyin.com`, or where something else speaks its protocol. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
  /** From how many bytes on a video goes in parts, and how large these are. */
  readonly parts?: { readonly over: number; readonly bytes: number };
}

const MB = 1024 * 1024;
/** Advised over 50 MB and required over 128 MB, in parts of 5 to 20 MB. We do it earlier, to have less in memory. */
const PARTS = { over: 10 * MB, bytes: 10 * MB };
const LOOK_UP = 20;
/** `video_status`, as general knowledge has it; all others are kinds of being public. */
const NOT_PUBLIC = '2';
const IN_REVIEW = '4';

/**
 * Douyin: videos and image texts. An application that may create directly does; a creation whose answer is lost is found
 * by its text among the latest posts. What another may not create is refused with kind `entitlement`, and shared.
 */
export function createDouyin({ url, timeoutMs, now, parts = PARTS }: DouyinSettings): PublishingApi {
  const http = createPlatformHttp(url, timeoutMs);

  const userName = async (openId: string, token: string, signal: AbortSignal) => {
    const query = { open_id: openId, access_token: token };
    return textOf(await douyinCall(http, { path: 'oauth/userinfo/', query, signal }), 'nickname');
  };

  return {
    platform: 'douyin',
    completes: 'polling',
    events: douyinEvents,
    sharing: createSharing(http, now),
    grant: (credentials, signal) => refreshTokens(http, credentials, now(), signal),

    async recognise(given, signal) {
      const token = await redeemCode(http, given, now(), signal);
      const name = await userName(token.openId, token.access, signal);
      return { externalId: token.openId, name, credentials: token.credentials, token };
    },

    async check(token, openId, _credentials, signal) {
      await userName(openId, token, signal);
    },

    async upload(post, session) {
      expectToCreate(session.credentials);
      const [video] = post.media;
      if (post.kind === 'video' && video) await uploadVideo(http, video, parts, session);
      else await uploadImages(http, post.media, session);
      await session.keep({ text: post.title });
    },

    async submit(post, session) {
      const { references } = session;
      const text = references['text'] ?? post.title;
      const data =
        post.kind === 'video'
          ? await asked(http, session, 'create_video', { video_id: references['video'] ?? '', text })
          : await asked(http, session, 'create_image_text', { image_list: imagesOf(references), text });
      return { post: textOf(data, 'item_id') };
    },

    async standing(session) {
      const post = session.references['post'] ?? '';
      const data = await asked(http, session, 'video_data', { item_ids: [post] });
      const item = listOf(data, 'list').find((each) => each['item_id'] === post);
      const status = item && textOf(item, 'video_status');
      if (status === undefined || status === IN_REVIEW) return { state: 'pending' };
      if (status === NOT_PUBLIC) return { state: 'failed', message: '平台审核不通过' };
      const link = item?.['share_url'];
      return { state: 'published', postId: post, url: typeof link === 'string' ? link : null };
    },

    async lookUp(session, since) {
      const { accessToken, externalId, signal } = session;
      const query = { open_id: externalId, cursor: '0', count: String(LOOK_UP) };
      const headers = { 'access-token': accessToken };
      const data = await douyinCall(http, { path: `${BASE}/video_list/`, query, headers, signal });
      const alike = listOf(data, 'list')
        .filter((item) => item['title'] === session.references['text'])
        .map((item) => ({
          postId: textOf(item, 'item_id'),
          madeAt: new Date(Number(item['create_time']) * 1000),
        }));
      return findAlike(alike, since, session);
    },
  };
}

const BASE = 'api/douyin/v1/video';
/** The capability that a user grants to applications that have it. General knowledge. */
const CREATES = 'video.create.bind';

/** What was granted is told at the binding: an application without the capability need not bring a video in vain. */
function expectToCreate({ scope }: PlatformSession['credentials']): void {
  if (scope === undefined || scope.split(',').includes(CREATES)) return;
  throw new PlatformRefusal('entitlement', 'scope', '应用未获得直接发布的能力');
}

function asked(
  http: PlatformHttp,
  { accessToken, externalId, signal }: PlatformSession,
  path: 'create_video' | 'create_image_text' | 'video_data',
  json: object,
): Promise<PlatformAnswer> {
  return douyinCall(http, {
    method: 'POST',
    path: `${BASE}/${path}/`,
    query: { open_id: externalId },
    headers: { 'access-token': accessToken },
    json,
    signal,
  });
}

function imagesOf(references: Readonly<Record<string, string>>): string[] {
  return Object.keys(references)
    .filter((name) => name.startsWith('image-'))
    .sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
    .map((name) => references[name] ?? '');
}
