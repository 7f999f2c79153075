import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { statement, type Statement } from '../db/statement';

export const ROLES = ['user', 'assistant', 'system'] as const;

export type MessageRole = (typeof ROLES)[number];

/** What somebody said in a conversation. */
export interface Message {
  /** A uuid. */
  readonly id: string;
  readonly role: MessageRole;
  readonly content: string;
  /** The number of the task's turn that it has become, or answers; null for one that is only kept. */
  readonly turn: number | null;
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

/** The most of an answer that is kept, in bytes. */
const LONGEST_ANSWER = 1024 * 1024;
const CUT = '…';
/** Texts that are read at once: each may be a mebibyte. */
const PAGE = 20;

/**
 * What the agent wrote in a turn, as the answer to the message that the turn was: to be committed with the turn's end. A
 * turn that was no message has no answer, and neither has one in which the agent wrote nothing. A very long one is cut.
 */
export async function answerStatements(
  db: Database,
  turn: { readonly jobId: string; readonly taskId: string },
  now: Date,
): Promise<Statement[]> {
  const { jobId } = turn;
  const asked = await selectRows(
    db,
    "SELECT number FROM conversation_messages WHERE job_id = ? AND role = 'user'",
    [jobId],
  );
  const content = asked.length === 0 ? '' : await textsOf(db, turn);
  if (content === '') return [];
  return [
    // Its conversation may be deleted meanwhile.
    statement(
      `INSERT INTO conversation_messages (id, conversation_id, role, content, job_id, created_at)
       SELECT ?, conversation_id, 'assistant', ?, job_id, ? FROM conversation_messages
       WHERE job_id = ? AND role = 'user'`,
      [randomUUID(), content, now, jobId],
    ),
  ];
}

async function textsOf(
  db: Database,
  { taskId, jobId }: { readonly taskId: string; readonly jobId: string },
): Promise<string> {
  const texts: string[] = [];
  let bytes = 0;
  for (let [after, count] = [0, PAGE]; count === PAGE && bytes <= LONGEST_ANSWER;) {
    const rows = await selectRows(
      db,
      `SELECT seq, data FROM task_events WHERE task_id = ? AND job_id = ? AND type = 'text' AND seq > ?
       ORDER BY seq LIMIT ${PAGE}`,
      [taskId, jobId, after],
    );
    for (const row of rows) {
      const { text } = JSON.parse(row['data'] as string) as { readonly text?: unknown };
      if (typeof text !== 'string') continue;
      texts.push(text);
      bytes += Buffer.byteLength(text);
    }
    after = Number(rows.at(-1)?.['seq'] ?? after);
    count = rows.length;
  }
  return cut(texts.join('\n\n'));
}

/** At the end of a character. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= LONGEST_ANSWER) return text;
  const room = LONGEST_ANSWER - Buffer.byteLength(CUT);
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(room));
  return text.slice(0, read) + CUT;
}
