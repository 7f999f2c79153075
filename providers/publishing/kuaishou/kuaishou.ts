import type { Credentials, Grant, PlatformSession, PublishingApi } from '../../../domain/publishing/adapter';
import {
  createPlatformHttp,
  listOf,
  partOf,
  textOf,
  type PlatformAnswer,
  type PlatformHttp,
} from '../platform-http';
import { fileForm } from '../file-parts';
import { findAlike } from '../look-up';
import { kuaishouCall } from './kuaishou-call';
import { uploadVideo } from './upload';

export interface KuaishouSettings {
  /** `https://open.kuaishou.com`, or where something else speaks its protocol. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
  /** From how many bytes on a video goes in fragments, and how large these are. */
  readonly fragments?: { readonly over: number; readonly bytes: number };
}

const MB = 1024 * 1024;
const FRAGMENTS = { over: 10 * MB, bytes: 4 * MB };
const LOOK_UP = 50;

/** Kuaishou: videos alone. A publication whose answer is lost is found by its caption among the latest. */
export function createKuaishou({
  url,
  timeoutMs,
  now,
  fragments = FRAGMENTS,
}: KuaishouSettings): PublishingApi {
  const http = createPlatformHttp(url, timeoutMs);

  async function tokens(
    path: 'access_token' | 'refresh_token',
    { app_id = '', app_secret = '' }: Credentials,
    proof: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Grant & { readonly credentials: Credentials; readonly openId: string }> {
    const query = { app_id, app_secret, ...proof };
    const answer = await kuaishouCall(http, { path: `oauth2/${path}`, query, signal });
    const at = (name: string) => new Date(now().getTime() + Number(textOf(answer, name)) * 1000);
    return {
      access: textOf(answer, 'access_token'),
      expiresAt: at('expires_in'),
      credentialsEnd: at('refresh_token_expires_in'),
      credentials: { app_id, app_secret, refresh_token: textOf(answer, 'refresh_token') },
      openId: textOf(answer, 'open_id'),
    };
  }

  const userInfo = (app_id: string, access_token: string, signal: AbortSignal) =>
    kuaishouCall(http, { path: 'openapi/user_info', query: { app_id, access_token }, signal });

  return {
    platform: 'kuaishou',
    completes: 'polling',

    async recognise(given, signal) {
      const proof = { code: given['code'] ?? '', grant_type: 'authorization_code' };
      const token = await tokens('access_token', given, proof, signal);
      const answer = await userInfo(given['app_id'] ?? '', token.access, signal);
      const name = textOf(partOf(answer, 'user_info'), 'name');
      return { externalId: token.openId, name, credentials: token.credentials, token };
    },

    grant: (credentials, signal) => {
      const proof = { refresh_token: credentials['refresh_token'] ?? '', grant_type: 'refresh_token' };
      return tokens('refresh_token', credentials, proof, signal);
    },

    async check(token, _externalId, credentials, signal) {
      await userInfo(credentials['app_id'] ?? '', token, signal);
    },

    async upload(post, session) {
      const [video] = post.media;
      if (video) await uploadVideo(http, { video, fragments, platformUrl: url, timeoutMs }, session);
      await session.keep({ caption: post.title });
    },

    async submit(post, session) {
      const form = fileForm('cover', await session.cover(post.title), 'image/jpeg', 'cover.jpg');
      form.set('caption', session.references['caption'] ?? post.title);
      const answer = await asked(http, session, 'POST', 'photo/publish', form);
      return { post: textOf(partOf(answer, 'video_info'), 'photo_id') };
    },

    async standing(session) {
      const photo = { photo_id: session.references['post'] ?? '' };
      const video = partOf(await asked(http, session, 'GET', 'photo/info', undefined, photo), 'video_info');
      if (video['pending'] !== false) return { state: 'pending' };
      const link = video['play_url'];
      return {
        state: 'published',
        postId: textOf(video, 'photo_id'),
        url: typeof link === 'string' ? link : null,
      };
    },

    async lookUp(session, since) {
      const answer = await asked(http, session, 'GET', 'photo/list', undefined, { count: String(LOOK_UP) });
      const alike = listOf(answer, 'video_list')
        .filter((video) => video['caption'] === session.references['caption'])
        .map((video) => ({
          postId: textOf(video, 'photo_id'),
          madeAt: new Date(Number(video['create_time'])),
        }));
      return findAlike(alike, since, session);
    },
  };
}

function asked(
  http: PlatformHttp,
  { accessToken, credentials, references, signal }: PlatformSession,
  method: 'GET' | 'POST',
  path: string,
  body?: FormData,
  more: Readonly<Record<string, string>> = {},
): Promise<PlatformAnswer> {
  const query = {
    app_id: credentials['app_id'] ?? '',
    access_token: accessToken,
    ...(method === 'POST' && { upload_token: references['upload_token'] ?? '' }),
    ...more,
  };
  return kuaishouCall(http, { method, path: `openapi/${path}`, query, signal, ...(body && { body }) });
}
