import type { PlatformSession } from '../../../domain/publishing/adapter';
import type { Post } from '../../../domain/publishing/post';
import { fileForm } from '../file-parts';
import { textOf } from '../platform-http';
import { articleHtml, digestOf, picturesHtml } from './article-html';
import type { WechatCalls } from './wechat-call';

/**
 * Brings an article to the account's drafts: its cover with `material/add_material`, pictures in its text with
 * `media/uploadimg`, then `draft/add`. What was named before is not brought again.
 */
export async function uploadArticle(calls: WechatCalls, post: Post, session: PlatformSession): Promise<void> {
  const { references, accessToken, signal } = session;
  if (references['draft'] !== undefined) return;
  const cover = references['cover'] ?? (await addCover(calls, post, session));
  const pictures: string[] = [];
  for (const [index, file] of (post.kind === 'images' ? post.media : []).entries()) {
    const name = `picture-${index}`;
    const kept = references[name];
    if (kept !== undefined) pictures.push(kept);
    else {
      const answer = await session.withBytes(file, (bytes) =>
        uploadFile(calls, session, 'media/uploadimg', {}, bytes, file.contentType),
      );
      const url = textOf(answer, 'url');
      await session.keep({ [name]: url });
      pictures.push(url);
    }
  }
  const article = {
    title: post.title,
    digest: digestOf(post.text),
    content: picturesHtml(pictures) + articleHtml(post.text),
    thumb_media_id: cover,
    need_open_comment: 0,
    only_fans_can_comment: 0,
  };
  const answer = await calls.call({
    method: 'POST',
    path: 'cgi-bin/draft/add',
    query: { access_token: accessToken },
    json: { articles: [article] },
    signal,
  });
  await session.keep({ draft: textOf(answer, 'media_id') });
}

async function addCover(calls: WechatCalls, post: Post, session: PlatformSession): Promise<string> {
  const bytes = await session.cover(post.title);
  const answer = await uploadFile(
    calls,
    session,
    'material/add_material',
    { type: 'image' },
    bytes,
    'image/jpeg',
  );
  const cover = textOf(answer, 'media_id');
  await session.keep({ cover });
  return cover;
}

function uploadFile(
  calls: WechatCalls,
  { accessToken, signal }: PlatformSession,
  path: string,
  query: Readonly<Record<string, string>>,
  bytes: Buffer,
  type: string,
) {
  return calls.call({
    method: 'POST',
    path: `cgi-bin/${path}`,
    query: { access_token: accessToken, ...query },
    body: fileForm('media', bytes, type, type === 'image/png' ? 'picture.png' : 'picture.jpg'),
    signal,
  });
}
