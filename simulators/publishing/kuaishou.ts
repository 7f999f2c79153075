import { createHash, randomUUID } from 'node:crypto';
import { createGrants, type OAuthClient } from './grants';
import { formOf, Refused, servePlatform, type PlatformCall, type PlatformServer } from './server';

export interface KuaishouPhoto {
  readonly photoId: string;
  readonly caption: string;
  readonly createTime: number;
  /** SHA-256 of the video, in hexadecimal. */
  readonly sha256: string;
  readonly fragments: number;
}

export interface KuaishouSimulator extends PlatformServer {
  readonly photos: readonly KuaishouPhoto[];
  readonly grants: () => number;
  /** A code as the authorisation page gives it: good for one exchange. */
  newCode(): string;
  /** Ends all access tokens, and all refresh tokens too when the user has withdrawn the authorisation. */
  endTokens(withdrawn?: boolean): void;
  /** The next photos are worked on for so many questions. */
  pendNext(...questions: number[]): void;
  /** Where uploads are sent to from now on. */
  sendUploadsTo(endpoint: string): void;
}

const WHOLE_BYTES = 10 * 1024 * 1024;
const INVALID_PARAMETER = 100200100;
const INVALID_CLIENT = 100200101;
const INVALID_TOKEN = 100200103;
const INVALID_GRANT = 100200105;

interface Upload {
  readonly pieces: Map<number, Buffer>;
  video: Buffer | undefined;
}

/** Kuaishou's open platform, as its documents describe it: `result: 1` is a success, and a video is uploaded elsewhere. */
export async function startKuaishou(client: OAuthClient, port?: number): Promise<KuaishouSimulator> {
  const grants = createGrants(client, { accessSeconds: 48 * 3600, refreshSeconds: 180 * 86_400 });
  const uploads = new Map<string, Upload>();
  const photos: KuaishouPhoto[] = [];
  const covers = new Map<string, Buffer>();
  const pending = new Map<string, number>();
  const pends: number[] = [];
  let endpoint = '';

  const authorised = ({ query }: PlatformCall) => {
    if (query.get('app_id') !== client.key) throw new Refused(INVALID_CLIENT, 'client unauthorized');
    if (!grants.holds(query.get('access_token'))) throw new Refused(INVALID_TOKEN, 'access_token is invalid');
  };
  const uploadOf = ({ query }: PlatformCall): Upload => {
    const upload = uploads.get(query.get('upload_token') ?? '');
    if (!upload) throw new Refused(INVALID_PARAMETER, 'upload_token is invalid');
    return upload;
  };
  const videoInfo = ({ photoId, caption, createTime }: KuaishouPhoto) => ({
    photo_id: photoId,
    caption,
    create_time: createTime,
    cover: `http://static.example.com/${photoId}.jpg`,
    play_url: `https://v.kuaishou.com/${photoId}`,
    pending: (pending.get(photoId) ?? 0) > 0,
  });
  const tokens = (granted: ReturnType<typeof grants.redeem>) => {
    if (granted === 'client') throw new Refused(INVALID_CLIENT, 'client unauthorized');
    if (granted === 'grant') throw new Refused(INVALID_GRANT, 'invalid grant');
    return {
      result: 1,
      access_token: granted.access,
      expires_in: granted.accessSeconds,
      refresh_token: granted.refresh,
      refresh_token_expires_in: granted.refreshSeconds,
      open_id: granted.openId,
      scopes: ['user_info', 'user_video_publish', 'user_video_info'],
    };
  };

  const server = await servePlatform(
    {
      refused: ({ code, message }) => ({ status: 200, body: { result: code, error_msg: message } }),
      routes: {
        'GET /oauth2/access_token': ({ query }) =>
          tokens(grants.redeem(query.get('app_id'), query.get('app_secret'), query.get('code'))),

        'GET /oauth2/refresh_token': ({ query }) =>
          tokens(grants.refresh(query.get('app_id'), query.get('app_secret'), query.get('refresh_token'))),

        'GET /openapi/user_info': (call) => {
          authorised(call);
          return { result: 1, user_info: { name: '快手创作者', sex: 'F', fan: 12, follow: 3 } };
        },

        'POST /openapi/photo/start_upload': (call) => {
          authorised(call);
          const token = `upload-${randomUUID()}`;
          uploads.set(token, { pieces: new Map(), video: undefined });
          return { result: 1, upload_token: token, endpoint };
        },

        'POST /api/upload': (call) => {
          if (call.body.length > WHOLE_BYTES) throw new Refused(INVALID_PARAMETER, 'file is too large');
          uploadOf(call).video = call.body;
          return { result: 1 };
        },

        'POST /api/upload/fragment': (call) => {
          const id = Number(call.query.get('fragment_id') ?? Number.NaN);
          if (!Number.isInteger(id) || id < 0) throw new Refused(INVALID_PARAMETER, 'fragment_id is invalid');
          uploadOf(call).pieces.set(id, call.body);
          return {
            result: 1,
            checksum: createHash('md5').update(call.body).digest('hex'),
            size: call.body.length,
          };
        },

        'POST /api/upload/complete': (call) => {
          const upload = uploadOf(call);
          const count = Number(call.query.get('fragment_count'));
          const pieces = Array.from({ length: count }, (_none, id) => upload.pieces.get(id));
          if (upload.pieces.size !== count || pieces.some((piece) => !piece)) {
            throw new Refused(INVALID_PARAMETER, 'fragments are missing');
          }
          upload.video = Buffer.concat(pieces.filter((piece) => piece !== undefined));
          return { result: 1 };
        },

        'POST /openapi/photo/publish': async (call) => {
          authorised(call);
          const upload = uploadOf(call);
          const form = await formOf(call);
          const cover = form.get('cover');
          const caption = form.get('caption');
          if (!upload.video) throw new Refused(INVALID_PARAMETER, 'the video is not uploaded');
          if (!Buffer.isBuffer(cover) || typeof caption !== 'string') {
            throw new Refused(INVALID_PARAMETER, 'cover and caption are required');
          }
          const photo = {
            photoId: `3x${randomUUID().slice(0, 12)}`,
            caption,
            createTime: Date.now(),
            sha256: createHash('sha256').update(upload.video).digest('hex'),
            fragments: upload.pieces.size,
          };
          uploads.delete(call.query.get('upload_token') ?? '');
          photos.push(photo);
          covers.set(photo.photoId, cover);
          pending.set(photo.photoId, pends.shift() ?? 0);
          return { result: 1, video_info: videoInfo(photo) };
        },

        'GET /openapi/photo/info': (call) => {
          authorised(call);
          const photo = photos.find(({ photoId }) => photoId === call.query.get('photo_id'));
          if (!photo) throw new Refused(INVALID_PARAMETER, 'photo_id is invalid');
          const answer = { result: 1, video_info: videoInfo(photo) };
          pending.set(photo.photoId, Math.max(0, (pending.get(photo.photoId) ?? 0) - 1));
          return answer;
        },

        'GET /openapi/photo/list': (call) => {
          authorised(call);
          const count = Number(call.query.get('count') ?? 20);
          return { result: 1, video_list: photos.toReversed().slice(0, count).map(videoInfo) };
        },
      },
    },
    port,
  );
  endpoint = new URL(server.url).host;

  return Object.assign(server, {
    photos,
    grants: grants.count,
    newCode: grants.newCode,
    endTokens: grants.end,
    pendNext: (...questions: number[]) => void pends.push(...questions),
    sendUploadsTo: (host: string) => {
      endpoint = host;
    },
  });
}
