import type { PlatformSession } from '../../../domain/publishing/adapter';
import { PlatformRefusal } from '../../../domain/publishing/platform-failure';
import type { Artifact } from '../../../domain/jobs/artifacts';
import { asSent, countParts, eachPart } from '../file-parts';
import { createPlatformHttp, textOf, type PlatformHttp } from '../platform-http';
import { kuaishouCall } from './kuaishou-call';

interface Upload {
  readonly video: Artifact;
  readonly fragments: { readonly over: number; readonly bytes: number };
  /** Where the platform itself is. */
  readonly platformUrl: string;
  readonly timeoutMs: number;
}

/** Where the platform may send uploads to, and what is below. */
const HOSTS = ['gifshow.com', 'kwimgs.com'];

/**
 * Brings a video to the address that the platform names: whole, or in fragments from 0 on. What was brought before is
 * not brought again.
 */
export async function uploadVideo(
  http: PlatformHttp,
  upload: Upload,
  session: PlatformSession,
): Promise<void> {
  const { video, fragments } = upload;
  const { references, signal } = session;
  if (references['uploaded'] !== undefined) return;
  const begun =
    references['upload_token'] === undefined || references['endpoint'] === undefined
      ? await startUpload(http, session)
      : { upload_token: references['upload_token'], endpoint: references['endpoint'] };
  const storage = storageAt(begun.endpoint, upload);
  const query = { upload_token: begun.upload_token };
  const headers = { 'content-type': video.contentType };
  const bring = (path: string, at: Readonly<Record<string, string>>, bytes: Buffer) =>
    kuaishouCall(storage, { method: 'POST', path, query: at, headers, body: asSent(bytes), signal });
  if (video.bytes <= fragments.over) {
    await session.withBytes(video, (bytes) => bring('api/upload', query, bytes));
  } else {
    const first = Number(references['fragments'] ?? 0);
    await eachPart(video, fragments.bytes, first, session, async (bytes, index) => {
      await bring('api/upload/fragment', { ...query, fragment_id: String(index) }, bytes);
      await session.keep({ fragments: String(index + 1) });
    });
    const whole = { ...query, fragment_count: String(countParts(video, fragments.bytes)) };
    await kuaishouCall(storage, { method: 'POST', path: 'api/upload/complete', query: whole, signal });
  }
  await session.keep({ uploaded: 'yes' });
}

async function startUpload(http: PlatformHttp, session: PlatformSession) {
  const query = { app_id: session.credentials['app_id'] ?? '', access_token: session.accessToken };
  const answer = await kuaishouCall(http, {
    method: 'POST',
    path: 'openapi/photo/start_upload',
    query,
    signal: session.signal,
  });
  const begun = { upload_token: textOf(answer, 'upload_token'), endpoint: textOf(answer, 'endpoint') };
  await session.keep(begun);
  return begun;
}

/**
 * The upload's address comes out of an answer: only the platform's own hosts are called, at their usual port, and the
 * very address that the platform itself has.
 */
function storageAt(endpoint: string, { platformUrl, timeoutMs }: Upload): PlatformHttp {
  const isTheirs =
    /^[a-z0-9.-]+$/i.test(endpoint) &&
    HOSTS.some((host) => endpoint.toLowerCase() === host || endpoint.toLowerCase().endsWith(`.${host}`));
  if (!isTheirs && endpoint !== new URL(platformUrl).host)
    throw new PlatformRefusal('other', 'endpoint', '快手返回了未知的上传地址');
  return createPlatformHttp(`http://${endpoint}/`, timeoutMs);
}
