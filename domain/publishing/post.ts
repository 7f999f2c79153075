import type { Creation } from '../creations/creations';
import type { Artifact, Artifacts } from '../jobs/artifacts';
import type { JobKind } from '../jobs/job';
import { KINDS } from '../jobs/kinds';
import type { PostKind } from './platforms';

/** What is published, before a platform's own shape of it. */
export interface Post {
  readonly kind: PostKind;
  readonly title: string;
  /** Markdown; empty where the media say it all. */
  readonly text: string;
  /** The video, or the images in their order. */
  readonly media: readonly Artifact[];
}

/** What each type of creation is published as, and whose job's result goes with it; a deck is shown, not posted. */
const POSTS: Readonly<Record<string, { readonly kind: PostKind; readonly media?: JobKind }>> = {
  writing: { kind: 'article' },
  image: { kind: 'images', media: 'image' },
  video: { kind: 'video', media: 'video' },
};

/** A creation as a post, as it is now; undefined for a type that no platform takes. */
export async function postOf(
  creation: Creation,
  artifacts: Pick<Artifacts, 'find'>,
): Promise<Post | undefined> {
  const post = POSTS[creation.type];
  if (!post) return undefined;
  const { kind, media } = post;
  const found = media && (await artifacts.find(creation.jobId, KINDS[media].artifact));
  return {
    kind,
    title: creation.title.trim(),
    text: withoutTitle(creation.content ?? '', creation.title).trim(),
    media: found ? [found] : [],
  };
}

/** Texts begin with a heading that says the title again. */
function withoutTitle(text: string, title: string): string {
  const body = text.trimStart();
  const end = body.indexOf('\n');
  const first = end < 0 ? body : body.slice(0, end);
  const saysTitle = /^#\s/.test(first) && first.slice(1).trim() === title.trim();
  if (!saysTitle) return text;
  return end < 0 ? '' : body.slice(end + 1);
}
