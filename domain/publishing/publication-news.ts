import type { News, NotificationFacts } from '../notifications/notification';
import type { FailureReason, Publication, Target, TargetState } from './publication';

type PlainPublicationNews = 'publish_started' | 'publish_cancelled' | 'publish_abandoned';

/** What the owner of a publication is told of it as a whole. */
export function publicationNews(publication: Publication, type: PlainPublicationNews): News {
  const { ownerId, id: publishId, title } = publication;
  return { ownerId, type, subject: `publish/${publishId}`, facts: { publishId, title } };
}

/** What the owner is told of a new publication: its time, or that it begins at once. */
export function orderedNews({ ownerId, id: publishId, title, scheduledAt }: Publication): News {
  const facts = { publishId, title, scheduledAt: scheduledAt?.toISOString() ?? null };
  return { ownerId, type: 'publish_pending', subject: `publish/${publishId}`, facts };
}

/** A publication may be moved many times: `now` tells them apart. */
export function movedNews({ ownerId, id: publishId, title, dueAt }: Publication, now: Date): News {
  const facts = { publishId, title, scheduledAt: dueAt.toISOString() };
  const subject = `publish/${publishId}@${now.getTime()}`;
  return { ownerId, type: 'publish_rescheduled', subject, facts };
}

/** What the owner is told of a record as it is now; undefined where nothing is worth telling. */
export function recordNews(target: Target): News | undefined {
  const { ownerId, state } = target;
  const about = { ownerId, subject: `publish-record/${target.id}` };
  const facts = factsOf(target);
  switch (state) {
    case 'published':
      return { ...about, type: 'publish_succeeded', facts: { ...facts, url: target.postUrl } };
    case 'failed':
      return { ...about, type: 'publish_failed', facts: { ...facts, ...failureOf(target) } };
    case 'handed_off':
      return { ...about, type: 'publish_handed_off', facts };
    case 'unknown':
      return { ...about, type: 'publish_checking', facts };
    default:
      return undefined;
  }
}

/** Nobody looks up any more what became of it. */
export function unresolvedNews(target: Target): News {
  const subject = `publish-record/${target.id}`;
  return { ownerId: target.ownerId, type: 'publish_unknown', subject, facts: factsOf(target) };
}

/** Its owner has said what became of it. */
export function confirmedNews(target: Target): News {
  const published = target.state === ('published' satisfies TargetState);
  return {
    ownerId: target.ownerId,
    type: 'publish_confirmed',
    subject: `publish-record/${target.id}`,
    facts: { ...factsOf(target), published },
  };
}

function factsOf({ id, publicationId, title, platform }: Target): NotificationFacts['publish_unknown'] {
  return { recordId: id, publishId: publicationId, title, platform };
}

function failureOf({ reason, message }: Target): { reason: FailureReason; message: string } {
  return { reason: reason ?? 'PUBLISH_FAILED', message: message ?? '' };
}
