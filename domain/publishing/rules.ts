import type { Wording } from '../errors';
import { countCharacters, plainText } from './plain-text';
import { PLATFORMS, type PlatformName, type PostKind } from './platforms';
import type { Post } from './post';

/** What a platform takes; lengths in characters, sizes in bytes. General knowledge of the platforms, kept in one place. */
interface Rules {
  readonly title: { readonly least: number; readonly most: number };
  readonly text: number;
  readonly images: number;
  readonly videoBytes: number;
}

const MB = 1024 * 1024;
/** No platform takes larger pictures, and they are brought whole. */
const IMAGE_BYTES = 20 * MB;

const RULES: Readonly<Record<PlatformName, Rules>> = {
  wechat: { title: { least: 1, most: 64 }, text: 20_000, images: 20, videoBytes: 0 },
  xiaohongshu: { title: { least: 1, most: 20 }, text: 1_000, images: 18, videoBytes: 5 * 1024 * MB },
  douyin: { title: { least: 1, most: 55 }, text: 1_000, images: 30, videoBytes: 4 * 1024 * MB },
  kuaishou: { title: { least: 1, most: 500 }, text: 20_000, images: 0, videoBytes: 4 * 1024 * MB },
  toutiao: { title: { least: 2, most: 30 }, text: 50_000, images: 20, videoBytes: 0 },
};

const KIND_NAMES: Readonly<Record<PostKind, { readonly zh: string; readonly en: string }>> = {
  article: { zh: '文章', en: 'articles' },
  images: { zh: '图片', en: 'images' },
  video: { zh: '视频', en: 'videos' },
};

/** What a platform takes, for who writes for it: lengths in characters, and null of what it does not take at all. */
export function contentRules(platform: PlatformName) {
  const { kinds } = PLATFORMS[platform];
  const takes = (kind: PostKind) => (kinds as readonly PostKind[]).includes(kind);
  const { title, text, images, videoBytes } = RULES[platform];
  return {
    title,
    text: takes('article') ? text : null,
    images: takes('images') ? images : null,
    imageBytes: takes('images') ? IMAGE_BYTES : null,
    videoBytes: takes('video') ? videoBytes : null,
  };
}

/** What a platform would refuse of a post, in words for its author; nothing when it takes it. */
export function ruleProblems(platform: PlatformName, post: Post): Wording[] {
  const { zh, en, kinds } = PLATFORMS[platform];
  const { title, text, images, videoBytes } = RULES[platform];
  const problems: Wording[] = [];
  const say = (chinese: string, english: string) =>
    problems.push({ zh: zh + chinese, en: `${en} ${english}` });

  if (!(kinds as readonly PostKind[]).includes(post.kind)) {
    const taken = {
      zh: kinds.map((kind) => KIND_NAMES[kind].zh),
      en: kinds.map((kind) => KIND_NAMES[kind].en),
    };
    say(`只能发布${taken.zh.join('、')}`, `takes only ${taken.en.join(', ')}`);
    return problems;
  }
  const titleLength = countCharacters(post.title);
  if (titleLength < title.least || titleLength > title.most) {
    say(
      `标题应为 ${title.least} 到 ${title.most} 个字，现有 ${titleLength} 个`,
      `takes titles of ${title.least} to ${title.most} characters: this one has ${titleLength}`,
    );
  }
  const textLength = post.kind === 'article' ? countCharacters(plainText(post.text)) : 0;
  if (textLength > text) {
    say(
      `正文最多 ${text} 个字，现有 ${textLength} 个`,
      `takes texts of ${text} characters at most: this one has ${textLength}`,
    );
  }
  if (post.kind === 'article' && textLength === 0) say('不接受空白正文', 'takes no empty text');
  if (post.kind !== 'article' && post.media.length === 0)
    say('需要媒体文件', 'needs the file, which is not there');
  if (post.kind === 'images' && post.media.length > images) {
    say(`最多 ${images} 张图片`, `takes ${images} images at most`);
  }
  if (post.kind === 'images' && post.media.some((file) => file.bytes > IMAGE_BYTES)) {
    say(`每张图片不能超过 ${IMAGE_BYTES / MB} MB`, `takes images of ${IMAGE_BYTES / MB} MB at most`);
  }
  const bytes = post.media.reduce((sum, file) => sum + file.bytes, 0);
  if (post.kind === 'video' && bytes > videoBytes) {
    say(`视频不能超过 ${videoBytes / MB} MB`, `takes videos of ${videoBytes / MB} MB at most`);
  }
  return problems;
}
