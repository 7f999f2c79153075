import {
  batchWorkflowId,
  PUBLICATION_CHANGED_SIGNAL,
  PUBLISH_TOGETHER_WORKFLOW,
  PUBLISH_WORKFLOW,
  publishWorkflowId,
  type Publication,
} from './publication';

/** What the outbox owes to the workflows of publications. */

/** The start of the workflow that a publication is run by. */
export function startOf(publication: Publication, targets: number) {
  return {
    effect: 'start',
    name: PUBLISH_WORKFLOW,
    workflowId: publishWorkflowId(publication),
    payload: { publicationId: publication.id },
    labels: {
      kind: 'publish',
      owner: `user:${publication.ownerId}`,
      surface: 'studio',
      summary: `${publication.contentType}, ${targets} targets`,
    },
  } as const;
}

/** The start of the workflow that runs publications that are due together. */
export function startTogether(publicationIds: readonly number[]) {
  return {
    effect: 'start',
    name: PUBLISH_TOGETHER_WORKFLOW,
    workflowId: batchWorkflowId(publicationIds),
    payload: { publicationIds },
    labels: {
      kind: 'publish',
      owner: 'platform',
      surface: 'studio',
      summary: `${publicationIds.length} publications that are due together`,
    },
  } as const;
}

/** Has a publication's workflow read its row again. */
export function changedSignal(publication: Publication) {
  return {
    effect: 'signal',
    name: PUBLICATION_CHANGED_SIGNAL,
    workflowId: publishWorkflowId(publication),
    payload: { publicationId: publication.id },
  } as const;
}
