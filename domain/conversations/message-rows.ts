import { randomUUID } from 'node:crypto';
import { statement, type Statement } from '../db/statement';

export const ROLES = ['user', 'assistant', 'system'] as const;

export type MessageRole = (typeof ROLES)[number];

/** What somebody said in a conversation. */
export interface Message {
  /** A uuid. */
  readonly id: string;
  readonly role: MessageRole;
  readonly content: string;
  readonly createdAt: Date;
}

/** `jobId`: the turn of the task that the message has become. */
export function insertMessage(conversationId: string, message: Message, jobId: string | null): Statement {
  return statement(
    `INSERT INTO conversation_messages (id, conversation_id, role, content, job_id, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [message.id, conversationId, message.role, message.content, jobId, message.createdAt],
  );
}

/**
 * What the agent wrote in a turn, as the answer to the message that the turn was: committed with the turn's end. A turn
 * that was no message has no answer, and neither has one in which the agent wrote nothing.
 */
export function answerStatement(
  { jobId, taskId }: { readonly jobId: string; readonly taskId: string },
  now: Date,
): Statement {
  return statement(
    `INSERT INTO conversation_messages (id, conversation_id, role, content, job_id, created_at)
     SELECT ?, m.conversation_id, 'assistant', a.content, m.job_id, ?
     FROM conversation_messages m JOIN (
       SELECT GROUP_CONCAT(JSON_VALUE(data, '$.text') ORDER BY seq SEPARATOR '\\n\\n') AS content
       FROM task_events WHERE task_id = ? AND job_id = ? AND type = 'text') a
     WHERE m.job_id = ? AND m.role = 'user' AND a.content <> ''`,
    [randomUUID(), now, taskId, jobId, jobId],
  );
}
