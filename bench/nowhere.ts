import { systemClock } from '../domain/clock';
import { createPublishingAdapters } from '../providers/publishing/adapters';

const NOBODY = 'http://127.0.0.1:9';

/** Publishing platforms of benchmarks that publish nothing. */
export const nowhere = createPublishingAdapters({
  urls: { wechat: NOBODY, xiaohongshu: NOBODY, douyin: NOBODY, kuaishou: NOBODY, toutiao: NOBODY },
  clock: systemClock,
});
