import { parseScheduleTime } from '../../../domain/publishing/schedule-time';
import { publishWorkflowId } from '../../../domain/publishing/publication';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTimeOrNull } from '../time';

export const createPublication: StudioHandler<'createPublication'> = async (
  { body, user, idempotency, note },
  { publications, dispatch, clock },
) => {
  const { publication, outbox } = await publications.create({
    ownerId: user.userId,
    creationId: body.creation_id,
    platforms: body.platforms,
    accountIds: body.account_ids,
    scheduledAt:
      body.schedule_time === undefined ? undefined : parseScheduleTime(body.schedule_time, clock.now()),
    idempotency,
  });
  note({ publicationId: publication.id, workflowId: publishWorkflowId(publication) });
  dispatch(outbox);
  return ok(
    {
      publish_id: publication.id,
      status: 'pending',
      schedule_time: localTimeOrNull(publication.scheduledAt),
    },
    'publicationCreated',
  );
};
