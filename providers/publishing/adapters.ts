import type { Clock } from '../../domain/clock';
import type { PublishingAdapters } from '../../domain/publishing/adapter';
import type { PlatformName } from '../../domain/publishing/platforms';
import { createDouyin } from './douyin/douyin';
import { createKuaishou } from './kuaishou/kuaishou';
import { createToutiao } from './toutiao/toutiao';
import { createWechat } from './wechat/wechat';
import { createXiaohongshu } from './xiaohongshu/xiaohongshu';

const TIMEOUT_MS = 30_000;

/** An adapter for each platform. @param urls where each one's API is */
export function createPublishingAdapters({
  urls,
  clock,
  timeoutMs = TIMEOUT_MS,
}: {
  readonly urls: Readonly<Record<PlatformName, string>>;
  readonly clock: Clock;
  /** How long one call may take. */
  readonly timeoutMs?: number;
}): PublishingAdapters {
  const settings = { timeoutMs, now: () => clock.now() };
  return {
    wechat: createWechat({ ...settings, url: urls.wechat }),
    xiaohongshu: createXiaohongshu({ ...settings, url: urls.xiaohongshu }),
    douyin: createDouyin({ ...settings, url: urls.douyin }),
    kuaishou: createKuaishou({ ...settings, url: urls.kuaishou }),
    toutiao: createToutiao({ ...settings, url: urls.toutiao }),
  };
}
