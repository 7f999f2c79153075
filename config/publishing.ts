import type { CleanedEnv } from 'envalid';
import * as is from './kinds';

/** Where the APIs of publishing platforms are: their own addresses, unless something else speaks their protocols; and limits. */
export const PUBLISHING_VARIABLES = {
  PUBLISH_WECHAT_URL: is.httpUrl({ default: 'https://api.weixin.qq.com' }),
  PUBLISH_XIAOHONGSHU_URL: is.httpUrl({ default: 'https://edith.xiaohongshu.com' }),
  PUBLISH_DOUYIN_URL: is.httpUrl({ default: 'https://open.douyin.com' }),
  PUBLISH_KUAISHOU_URL: is.httpUrl({ default: 'https://open.kuaishou.com' }),
  PUBLISH_TOUTIAO_URL: is.httpUrl({ default: 'https://open.snssdk.com' }),
  /** How many records of a user may wait for their time. */
  PUBLISH_MOST_WAITING: is.whole(1, 1_000_000)({ default: 2_000 }),
};

export function publishingSettings(v: CleanedEnv<typeof PUBLISHING_VARIABLES>) {
  return {
    wechat: v.PUBLISH_WECHAT_URL,
    xiaohongshu: v.PUBLISH_XIAOHONGSHU_URL,
    douyin: v.PUBLISH_DOUYIN_URL,
    kuaishou: v.PUBLISH_KUAISHOU_URL,
    toutiao: v.PUBLISH_TOUTIAO_URL,
  };
}
