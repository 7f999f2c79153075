/** Where creations can be published. */
export const PLATFORM_NAMES = ['wechat', 'xiaohongshu', 'douyin', 'kuaishou', 'toutiao'] as const;

export type PlatformName = (typeof PLATFORM_NAMES)[number];

/** What a post is made of. */
export type PostKind = 'article' | 'images' | 'video';

/** What everybody may know of a platform. */
export interface PlatformFacts {
  readonly zh: string;
  readonly en: string;
  /** Where its accounts are run from. */
  readonly loginUrl: string;
  readonly kinds: readonly PostKind[];
  /** Whether the user publishes what was prepared, because the platform lets no server do it. */
  readonly handsOff: boolean;
  /** Whether it tells us by itself what came of posts, at an address of the account's. */
  readonly sendsEvents: boolean;
  /** What a binding needs, by the names of its fields. */
  readonly credentials: readonly string[];
  /** What it may have besides. */
  readonly optionalCredentials: readonly string[];
}

export const PLATFORMS = {
  wechat: {
    zh: '微信公众号',
    en: 'WeChat Official Account',
    loginUrl: 'https://mp.weixin.qq.com/',
    kinds: ['article', 'images'],
    handsOff: false,
    sendsEvents: true,
    credentials: ['app_id', 'app_secret'],
    optionalCredentials: ['event_token'],
  },
  xiaohongshu: {
    zh: '小红书',
    en: 'Xiaohongshu',
    loginUrl: 'https://creator.xiaohongshu.com/login',
    kinds: ['article', 'images', 'video'],
    handsOff: true,
    sendsEvents: false,
    credentials: ['app_key', 'app_secret'],
    optionalCredentials: [],
  },
  douyin: {
    zh: '抖音',
    en: 'Douyin',
    loginUrl: 'https://open.douyin.com/platform/oauth/connect/',
    kinds: ['images', 'video'],
    handsOff: false,
    sendsEvents: true,
    credentials: ['client_key', 'client_secret', 'code'],
    optionalCredentials: [],
  },
  kuaishou: {
    zh: '快手',
    en: 'Kuaishou',
    loginUrl: 'https://open.kuaishou.com/oauth2/authorize',
    kinds: ['video'],
    handsOff: false,
    sendsEvents: false,
    credentials: ['app_id', 'app_secret', 'code'],
    optionalCredentials: [],
  },
  toutiao: {
    zh: '今日头条',
    en: 'Toutiao',
    loginUrl: 'https://open.snssdk.com/oauth/authorize/',
    kinds: ['article', 'images'],
    handsOff: true,
    sendsEvents: false,
    credentials: ['client_key', 'client_secret', 'code'],
    optionalCredentials: [],
  },
} as const satisfies Readonly<Record<PlatformName, PlatformFacts>>;
