import type { PlatformSession } from '../../../domain/publishing/adapter';
import type { Artifact } from '../../../domain/jobs/artifacts';
import { eachPart, fileForm } from '../file-parts';
import { partOf, textOf, type PlatformAnswer, type PlatformHttp } from '../platform-http';
import { douyinCall } from './douyin-call';

/** Brings a video, whole or in parts from 1 on; parts that were brought before are not brought again. */
export async function uploadVideo(
  http: PlatformHttp,
  video: Artifact,
  parts: { readonly over: number; readonly bytes: number },
  session: PlatformSession,
): Promise<void> {
  const { references } = session;
  if (references['video'] !== undefined) return;
  let data: PlatformAnswer;
  if (video.bytes <= parts.over) {
    data = await session.withBytes(video, (bytes) =>
      asked(http, session, 'upload_video', {}, formOf('video', video, bytes)),
    );
  } else {
    const upload_id =
      references['upload'] ?? textOf(await asked(http, session, 'init_video_part_upload'), 'upload_id');
    await session.keep({ upload: upload_id });
    const first = Number(references['parts'] ?? 0);
    await eachPart(video, parts.bytes, first, session, async (bytes, index) => {
      const number = { upload_id, part_number: String(index + 1) };
      await asked(http, session, 'upload_video_part', number, formOf('video', video, bytes));
      await session.keep({ parts: String(index + 1) });
    });
    data = await asked(http, session, 'complete_video_part_upload', { upload_id });
  }
  await session.keep({ video: textOf(partOf(data, 'video'), 'video_id') });
}

/** Brings the images of an image text, each once. */
export async function uploadImages(
  http: PlatformHttp,
  images: readonly Artifact[],
  session: PlatformSession,
): Promise<void> {
  for (const [index, image] of images.entries()) {
    const name = `image-${index}`;
    if (session.references[name] !== undefined) continue;
    const data = await session.withBytes(image, (bytes) =>
      asked(http, session, 'upload_image', {}, formOf('image', image, bytes)),
    );
    await session.keep({ [name]: textOf(partOf(data, 'image'), 'image_id') });
  }
}

function formOf(name: string, { contentType, fileName }: Artifact, bytes: Buffer): FormData {
  return fileForm(name, bytes, contentType, fileName);
}

function asked(
  http: PlatformHttp,
  { accessToken, externalId, signal }: PlatformSession,
  path: string,
  query: Readonly<Record<string, string>> = {},
  body?: FormData,
): Promise<PlatformAnswer> {
  return douyinCall(http, {
    method: 'POST',
    path: `api/douyin/v1/video/${path}/`,
    query: { open_id: externalId, ...query },
    headers: { 'access-token': accessToken },
    signal,
    ...(body && { body }),
  });
}
