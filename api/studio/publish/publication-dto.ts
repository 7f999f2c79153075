import { studioCode } from '../error-codes';
import type { StudioDependencies } from '../dependencies';
import { localTimeOrNull, localTime } from '../time';
import type { Publication, Target } from '../../../domain/publishing/publication';
import { publicationStatus, recordStatus } from './record-status';

type Links = Pick<StudioDependencies, 'handOffLinks'>;

/** What became of a publication at one account. */
export function recordDto(target: Target, { handOffLinks }: Links) {
  return {
    id: target.id,
    publish_id: target.publicationId,
    creation_id: target.creationId,
    platform: target.platform,
    account_id: target.accountId,
    account_name: target.accountName,
    content_type: target.contentType,
    title: target.title,
    status: recordStatus(target),
    platform_post_id: target.postId,
    platform_url: target.postUrl,
    error_code: target.reason && studioCode(target.reason),
    error_message: target.message,
    hand_off_url: target.state === 'handed_off' ? handOffLinks.url(target.id) : null,
    scheduled_at: localTimeOrNull(target.scheduledAt),
    published_at: localTimeOrNull(target.publishedAt),
    created_at: localTime(target.createdAt),
  };
}

export function publicationDto(publication: Publication, targets: readonly Target[], links: Links) {
  return {
    publish_id: publication.id,
    creation_id: publication.creationId,
    title: publication.title,
    status: publicationStatus(publication, targets),
    schedule_time: localTimeOrNull(publication.scheduledAt),
    records: targets.map((target) => recordDto(target, links)),
  };
}
