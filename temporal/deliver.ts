import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Outbox, OutboxEntry, StartEffect } from '../domain/outbox';
import { SEARCH_ATTRIBUTES, TASK_QUEUE } from '../workflows/contract';

export type Delivery = 'started' | 'already started' | 'signalled' | 'gone';

/**
 * Starts the workflow or delivers the signal that an entry owes. Safe to repeat: a workflow id is started
 * once, and a signal to a workflow that has ended or never was is answered with 'gone', for workflows read
 * what they wait for before they wait. Rejects when Temporal cannot be reached.
 */
export async function deliver(client: Client, entry: OutboxEntry): Promise<Delivery> {
  return entry.effect === 'start' ? start(client, entry) : signal(client, entry);
}

/**
 * Delivers right after a commit, when the caller has an entry in its hand. Never rejects: what fails is left
 * to the relay, and told to `onFailure`.
 */
export function createDispatch(dependencies: {
  readonly client: Client;
  readonly outbox: Outbox;
  readonly onFailure: (entry: OutboxEntry, error: unknown) => void;
}): (entry: OutboxEntry | null) => Promise<void> {
  const { client, outbox, onFailure } = dependencies;
  return async (entry) => {
    if (!entry) return;
    try {
      await deliver(client, entry);
      await outbox.delivered(entry.id);
    } catch (error) {
      onFailure(entry, error);
    }
  };
}

async function start(client: Client, { name, workflowId, payload, labels }: StartEffect): Promise<Delivery> {
  try {
    await client.workflow.start(name, {
      workflowId,
      taskQueue: TASK_QUEUE,
      args: [payload],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.kind, value: labels.kind },
        { key: SEARCH_ATTRIBUTES.owner, value: labels.owner },
        { key: SEARCH_ATTRIBUTES.surface, value: labels.surface },
        { key: SEARCH_ATTRIBUTES.state, value: 'running' },
      ],
      staticSummary: oneLine(labels.summary),
      staticDetails: `${labels.kind} of ${labels.owner}, ordered through ${labels.surface}`,
    });
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'already started';
    throw error;
  }
}

async function signal(client: Client, entry: OutboxEntry): Promise<Delivery> {
  try {
    await client.workflow.getHandle(entry.workflowId).signal(entry.name, entry.payload);
    return 'signalled';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'gone';
    throw error;
  }
}

/** Temporal takes a summary of one line and at most 400 bytes. */
function oneLine(text: string): string {
  return [...text.replace(/\s+/g, ' ')].slice(0, 100).join('');
}
