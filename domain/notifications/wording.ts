import { beijingClock } from '../beijing-time';
import { formatYuan } from '../credits';
import { ERROR_CATALOGUE } from '../error-catalogue';
import type { JobKind } from '../jobs/job';
import { PLATFORMS } from '../publishing/platforms';
import type { News, NotificationFacts, NotificationType } from './notification';

/** A sentence in the languages that the platform speaks. */
interface Sentence {
  readonly zh: string;
  readonly en: string;
}

export interface NotificationWords {
  readonly title: Sentence;
  readonly message: Sentence;
}

const KIND: Readonly<Record<JobKind, Sentence>> = {
  image: { zh: '图片', en: 'picture' },
  presentation: { zh: 'PPT', en: 'slide deck' },
  video: { zh: '视频', en: 'video' },
  writing: { zh: '文章', en: 'text' },
  task: { zh: '编程任务', en: 'task' },
};

const WORDS: { readonly [T in NotificationType]: (facts: NotificationFacts[T]) => NotificationWords } = {
  job_succeeded: ({ kind, title }) => ({
    title: { zh: `${KIND[kind].zh}已生成`, en: `Your ${KIND[kind].en} is ready` },
    message: { zh: `《${title}》已生成。`, en: `“${title}” is ready.` },
  }),
  job_failed: ({ kind, title, reason }) => ({
    title: { zh: `${KIND[kind].zh}生成失败`, en: `Your ${KIND[kind].en} could not be made` },
    message: {
      zh: `《${title}》生成失败：${ERROR_CATALOGUE[reason].zh}。积分已退还。`,
      en: `“${title}” could not be made: ${ERROR_CATALOGUE[reason].en}. Its credits are yours again.`,
    },
  }),
  job_cancelled: ({ kind, title, isKept }) => ({
    title: { zh: `${KIND[kind].zh}生成已取消`, en: `Your ${KIND[kind].en} was cancelled` },
    message: isKept
      ? {
          zh: `《${title}》的生成已取消。已显示的内容保存在历史记录中，并按工具价格扣费。`,
          en: `“${title}” was cancelled. What you were shown of it is kept among your creations, and was charged.`,
        }
      : { zh: `《${title}》的生成已取消。`, en: `“${title}” was cancelled.` },
  }),

  publish_pending: ({ title, scheduledAt }) => ({
    title: { zh: '发布任务已创建', en: 'A publication was ordered' },
    message:
      scheduledAt === null
        ? { zh: `《${title}》即将发布。`, en: `“${title}” is about to be published.` }
        : toBePublished(title, scheduledAt),
  }),
  publish_rescheduled: ({ title, scheduledAt }) => ({
    title: { zh: '发布时间已更改', en: 'A publication was moved' },
    message: toBePublished(title, scheduledAt),
  }),
  publish_started: ({ title }) => ({
    title: { zh: '正在发布', en: 'A publication has begun' },
    message: { zh: `《${title}》正在发布。`, en: `“${title}” is being published.` },
  }),
  publish_cancelled: ({ title }) => ({
    title: { zh: '发布已取消', en: 'A publication was cancelled' },
    message: { zh: `《${title}》不再发布。`, en: `“${title}” will not be published.` },
  }),
  publish_abandoned: ({ title }) => ({
    title: { zh: '发布已中止', en: 'A publication was stopped' },
    message: {
      zh: `《${title}》的发布已被管理员中止，请在发布记录中查看各平台的结果。`,
      en: `An operator stopped “${title}”: its records say what became of it at each platform.`,
    },
  }),
  publish_checking: ({ title, platform }) => ({
    title: { zh: '正在核对发布结果', en: 'A publication is being looked up' },
    message: {
      zh: `${PLATFORMS[platform].zh}没有给出《${title}》的发布结果，正在核对。`,
      en: `${PLATFORMS[platform].en} has not said what became of “${title}”; it is being asked.`,
    },
  }),
  publish_succeeded: ({ title, platform }) => ({
    title: { zh: '发布成功', en: 'Published' },
    message: {
      zh: `《${title}》已发布到${PLATFORMS[platform].zh}。`,
      en: `“${title}” is published at ${PLATFORMS[platform].en}.`,
    },
  }),
  publish_failed: ({ title, platform, message }) => ({
    title: { zh: '发布失败', en: 'A publication failed' },
    message: {
      zh: `《${title}》未能发布到${PLATFORMS[platform].zh}：${message}`,
      en: `“${title}” was not published at ${PLATFORMS[platform].en}: ${message}`,
    },
  }),
  publish_handed_off: ({ title, platform }) => ({
    title: { zh: '等待您手动发布', en: 'A publication waits for you' },
    message: {
      zh: `《${title}》的内容已备好，请到${PLATFORMS[platform].zh}手动发布并确认。`,
      en: `“${title}” is prepared: publish it at ${PLATFORMS[platform].en} by hand, and confirm it.`,
    },
  }),
  publish_unknown: ({ title, platform }) => ({
    title: { zh: '请确认发布结果', en: 'Say whether it was published' },
    message: {
      zh: `无法得知《${title}》是否已发布到${PLATFORMS[platform].zh}，请到平台核对后确认。`,
      en: `Nobody could tell whether “${title}” is published at ${PLATFORMS[platform].en}: look there, and confirm it.`,
    },
  }),
  publish_confirmed: ({ title, platform, published }) => ({
    title: { zh: '发布结果已确认', en: 'A publication was confirmed' },
    message: {
      zh: `《${title}》${published ? '已' : '未'}发布到${PLATFORMS[platform].zh}。`,
      en: `“${title}” is ${published ? '' : 'not '}published at ${PLATFORMS[platform].en}.`,
    },
  }),

  order_pending: (order) => ({
    title: { zh: '订单待支付', en: 'An order waits for its payment' },
    message: ofOrder(order, '待支付', 'waits for its payment'),
  }),
  order_paid: (order) => ({
    title: { zh: '支付成功', en: 'Paid' },
    message: ofOrder(order, '已支付', 'is paid'),
  }),
  order_cancelled: (order) => ({
    title: { zh: '订单已取消', en: 'An order was cancelled' },
    message: ofOrder(order, '已取消', 'was cancelled'),
  }),
  order_expired: (order) => ({
    title: { zh: '订单已过期', en: 'An order has expired' },
    message: ofOrder(order, '未在规定时间内支付，已关闭', 'was not paid in time, and is closed'),
  }),
  order_refunded: (order) => ({
    title: { zh: '订单已退款', en: 'An order was refunded' },
    message: ofOrder(order, '已退款', 'was refunded'),
  }),

  membership_ending: ({ endsAt }) => ({
    title: { zh: '会员即将到期', en: 'Your membership is about to end' },
    message: {
      zh: `您的会员将于 ${clockOf(endsAt)} 到期，续费后有效期顺延。`,
      en: `Your membership ends at ${clockOf(endsAt)} (Beijing time). Buying again adds to it.`,
    },
  }),
  membership_ended: ({ endsAt }) => ({
    title: { zh: '会员已到期', en: 'Your membership has ended' },
    message: {
      zh: `您的会员已于 ${clockOf(endsAt)} 到期，之后的创作将使用积分。`,
      en: `Your membership ended at ${clockOf(endsAt)} (Beijing time). What you make now is paid in credits.`,
    },
  }),

  coupon_received: ({ name, validUntil }) => ({
    title: { zh: '收到优惠券', en: 'You have a coupon' },
    message: {
      zh: `“${name}”已放入您的账户，有效期至 ${clockOf(validUntil)}。`,
      en: `“${name}” is yours, good until ${clockOf(validUntil)} (Beijing time).`,
    },
  }),
  reward_received: ({ credits, name }) => ({
    title: { zh: '收到奖励积分', en: 'You have a reward' },
    message: { zh: `您获得 ${credits} 积分：${name}。`, en: `${credits} credits are yours: ${name}.` },
  }),
};

/** What a notification says. */
export function wordsOf(news: Pick<News, 'type' | 'facts'>): NotificationWords {
  const words = WORDS[news.type] as (facts: News['facts']) => NotificationWords;
  return words(news.facts);
}

function toBePublished(title: string, at: string): Sentence {
  return {
    zh: `《${title}》将于 ${clockOf(at)} 发布。`,
    en: `“${title}” is to be published at ${clockOf(at)} (Beijing time).`,
  };
}

function ofOrder(
  { orderNo, title, amountFen }: NotificationFacts['order_paid'],
  zh: string,
  en: string,
): Sentence {
  const yuan = formatYuan(amountFen);
  return {
    zh: `订单 ${orderNo}（${title}，${yuan} 元）${zh}。`,
    en: `Order ${orderNo} (${title}, ¥${yuan}) ${en}.`,
  };
}

/** To the minute, in Beijing. */
function clockOf(iso: string): string {
  return beijingClock(new Date(iso)).slice(0, 16).replace('T', ' ');
}
