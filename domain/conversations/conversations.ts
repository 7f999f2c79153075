import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows, type Row } from '../db/rows';
import { runStatements, statement, type Statement } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import { fromPageCursor, toPageCursor } from '../page-cursor';
import { insertMessage, type Message, type MessageRole } from './message-rows';

export interface Conversation {
  /** A uuid. */
  readonly id: string;
  readonly ownerId: number;
  readonly title: string;
  /** The task that its messages are the turns of. */
  readonly taskId: string | null;
  /** The name of a model of the gateway. */
  readonly model: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface PageWish {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface Page<T> {
  readonly items: readonly T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** Users' conversations. What is not the user's own is NOT_FOUND, as what is not there. */
export interface Conversations {
  create(
    owner: number,
    wish: { readonly title: string; readonly taskId: string | null; readonly model: string | null },
  ): Promise<Conversation>;
  /** The newest first. */
  list(owner: number, page: PageWish): Promise<Page<Conversation>>;
  get(owner: number, id: string): Promise<Conversation>;
  rename(owner: number, id: string, title: string): Promise<Conversation>;
  /** With its messages; its task stays. */
  remove(owner: number, id: string): Promise<void>;
  /** The first that was said before the others. */
  messages(owner: number, id: string, page: PageWish): Promise<Page<Message>>;
  /** Keeps a message that is for nobody to work on; under one claim, once. */
  keep(
    conversation: Conversation,
    role: MessageRole,
    content: string,
    claim?: IdempotencyClaim,
  ): Promise<Message>;
  /** The message that an earlier request under the same claim kept, or made a turn of; undefined for the first one. */
  saidUnder(claim: IdempotencyClaim): Promise<Message | undefined>;
  /**
   * A user's message that is about to become a turn: `statements` are committed with it. They reject with AppError NOT_FOUND
   * when the conversation has been deleted meanwhile, as `keep` does.
   */
  asTurn(
    conversation: Conversation,
    content: string,
  ): {
    readonly message: Message;
    readonly statements: (turn: { readonly jobId: string }, tx: Transaction) => Promise<readonly Statement[]>;
  };
}

const MESSAGES =
  'SELECT m.*, t.number AS turn FROM conversation_messages m LEFT JOIN task_turns t ON t.job_id = m.job_id';

export function createConversations({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Conversations {
  async function own(owner: number, id: string): Promise<Conversation> {
    const rows = await selectRows(db, 'SELECT * FROM conversations WHERE id = ? AND owner_id = ?', [
      id,
      owner,
    ]);
    const [found] = rows.map(toConversation);
    if (!found) throw new AppError('NOT_FOUND', undefined, { note: `conversation ${id}` });
    return found;
  }

  const idempotency = createIdempotency({ db, clock });

  const newMessage = (role: MessageRole, content: string): Message => ({
    id: randomUUID(),
    role,
    content,
    turn: null,
    createdAt: clock.now(),
  });

  async function saying({ id }: Conversation, message: Message, jobId: string | null, tx: Transaction) {
    const there = await selectRows(db, 'SELECT id FROM conversations WHERE id = ? FOR UPDATE', [id], tx);
    if (there.length === 0) throw new AppError('NOT_FOUND', undefined, { note: `conversation ${id}` });
    return [
      statement('UPDATE conversations SET updated_at = ? WHERE id = ?', [message.createdAt, id]),
      insertMessage(id, message, jobId),
    ];
  }

  async function saidUnder(claim: IdempotencyClaim): Promise<Message | undefined> {
    const first = await idempotency.recall(claim);
    if (!first) return undefined;
    const [said] = await selectRows(db, `${MESSAGES} WHERE m.id = ? OR (m.job_id = ? AND m.role = 'user')`, [
      first.resourceId,
      first.resourceId,
    ]);
    if (!said) throw new AppError('NOT_FOUND', undefined, { note: `message ${first.resourceId}` });
    return toMessage(said);
  }

  return {
    async create(owner, { title, taskId, model }) {
      const now = clock.now();
      const made = { id: randomUUID(), ownerId: owner, title, taskId, model, createdAt: now, updatedAt: now };
      await db.query(
        `INSERT INTO conversations (id, owner_id, title, task_id, model, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        {
          replacements: [made.id, owner, title, taskId, model, dateTime(now), dateTime(now)],
          type: QueryTypes.INSERT,
        },
      );
      return made;
    },

    async list(owner, { limit, cursor }) {
      const from = cursor === undefined ? undefined : fromPageCursor(cursor);
      const rows = await selectRows(
        db,
        `SELECT * FROM conversations WHERE owner_id = ? ${from ? 'AND (created_at, id) < (?, ?)' : ''}
         ORDER BY created_at DESC, id DESC LIMIT ?`,
        [owner, ...(from ? [dateTime(from.createdAt), from.id] : []), limit + 1],
      );
      const items = rows.slice(0, limit).map(toConversation);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? toPageCursor(last) : null };
    },

    get: own,

    async rename(owner, id, title) {
      const found = await own(owner, id);
      const now = clock.now();
      await db.query('UPDATE conversations SET title = ?, updated_at = ? WHERE id = ?', {
        replacements: [title, dateTime(now), id],
        type: QueryTypes.UPDATE,
      });
      return { ...found, title, updatedAt: now };
    },

    async remove(owner, id) {
      await own(owner, id);
      await db.query('DELETE FROM conversations WHERE id = ?', {
        replacements: [id],
        type: QueryTypes.DELETE,
      });
    },

    async messages(owner, id, { limit, cursor }) {
      await own(owner, id);
      const after = cursor === undefined ? '0' : fromMessageCursor(cursor);
      const rows = await selectRows(
        db,
        `${MESSAGES} WHERE m.conversation_id = ? AND m.number > ? ORDER BY m.number LIMIT ?`,
        [id, after, limit + 1],
      );
      const last = rows.slice(0, limit).at(-1);
      const nextCursor = rows.length > limit && last ? toMessageCursor(String(last['number'])) : null;
      return { items: rows.slice(0, limit).map(toMessage), nextCursor };
    },

    async keep(conversation, role, content, claim) {
      const message = newMessage(role, content);
      const isFirst = await inTransaction(db, async (tx) => {
        if (claim && (await idempotency.claim(claim, message.id, tx)).repeated) return false;
        await runStatements(db, await saying(conversation, message, null, tx), tx);
        return true;
      });
      return (!isFirst && claim && (await saidUnder(claim))) || message;
    },

    saidUnder,

    asTurn(conversation, content) {
      const message = newMessage('user', content);
      return {
        message,
        statements: ({ jobId }, tx) => saying(conversation, message, jobId, tx),
      };
    },
  };
}

function toMessageCursor(number: string): string {
  return Buffer.from(number).toString('base64url');
}

/** AppError VALIDATION on `query.cursor` for what is no cursor of ours. */
function fromMessageCursor(cursor: string): string {
  const number = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,18}$/.test(number)) return number;
  throw invalidField('query.cursor', { zh: '游标无效', en: 'This cursor is not from us' });
}

function toConversation(row: Row): Conversation {
  return {
    id: row['id'] as string,
    ownerId: row['owner_id'] as number,
    title: row['title'] as string,
    taskId: row['task_id'] as string | null,
    model: row['model'] as string | null,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}

function toMessage(row: Row): Message {
  return {
    id: row['id'] as string,
    role: row['role'] as MessageRole,
    content: row['content'] as string,
    turn: row['turn'] as number | null,
    createdAt: row['created_at'] as Date,
  };
}
