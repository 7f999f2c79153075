import type { News, Notification } from '../../../domain/notifications/notification';
import { wordsOf } from '../../../domain/notifications/wording';
import type { Language } from '../../router/language';
import type { StudioDependencies } from '../dependencies';
import { localTime, localTimeOrNull } from '../time';

type Links = Pick<StudioDependencies, 'handOffLinks'>;

/** One line of a user's feed: in the list, on the stream and on the WebSocket. */
export function notificationDto(notification: Notification, language: Language, links: Links) {
  const { id, seq, type, listed, createdAt, readAt } = notification;
  const { title, message } = wordsOf(notification);
  return {
    id,
    seq,
    type,
    listed,
    title: title[language],
    message: message[language],
    subject: subjectDto(notification, links),
    created_at: localTime(createdAt),
    read_at: listed ? localTimeOrNull(readAt) : null,
  };
}

/** The name of a line on the stream and on the WebSocket. */
export function eventName({ listed }: Notification): 'notification' | 'change' {
  return listed ? 'notification' : 'change';
}

/** A line on the WebSocket, whose other messages are events of jobs and have no `event`. */
export function notificationEventDto(line: Notification, language: Language, links: Links) {
  return { event: eventName(line), ...notificationDto(line, language, links) };
}

/** The ids of what it is about, under the names that they have elsewhere on the surface. */
function subjectDto({ type, facts }: News, { handOffLinks }: Links) {
  return {
    ...('jobId' in facts && { job_id: facts.jobId, creation_id: facts.creationId }),
    ...('publishId' in facts && { publish_id: facts.publishId }),
    ...('recordId' in facts && { record_id: facts.recordId, platform: facts.platform }),
    ...(type === 'publish_handed_off' && { hand_off_url: handOffLinks.url(facts.recordId) }),
    ...('orderNo' in facts && { order_id: facts.orderNo }),
    ...('couponId' in facts && { coupon_id: facts.couponId }),
    ...('activityId' in facts && { activity_id: facts.activityId }),
  };
}
