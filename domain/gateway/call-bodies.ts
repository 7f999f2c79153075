import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { insertStatements, type NewRow } from '../db/new-rows';
import { bytes, runStatements, sql, text, time } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { withoutSecrets } from './without-secrets';

/** What was said in a call, as far as it is kept. */
export interface KeptBody {
  /** Its beginning, without what looks like a secret. */
  readonly text: string;
  /** How long all of it was. */
  readonly bytes: number;
  readonly truncated: boolean;
}

/** The beginning of a body, and how long all of it was, in bytes. */
export interface BodyPart {
  readonly beginning: Buffer;
  readonly bytes: number;
}

/** What was said in one call; of an answer that never came nothing is kept. */
export interface CallTalk {
  readonly callId: string;
  readonly request: BodyPart;
  readonly answer: BodyPart;
}

/** So much more of a body than is kept is looked through: a secret at the end of what is kept may go on there. */
export const MARGIN_BYTES = 4096;

const compress = promisify(gzip);
const expand = promisify(gunzip);

const INTO_BODIES = sql`INSERT INTO gateway_bodies (call_id, kind, bytes, expires_at) VALUES`;
const THE_FIRST_STAYS = sql`ON DUPLICATE KEY UPDATE bytes = bytes`;

/**
 * Keeps what was said in some calls until `expiresAt`, of each body at most so many bytes. Of a call that is kept
 * already the first stays.
 */
export async function keepTalks(
  db: Database,
  talks: readonly CallTalk[],
  { largest, expiresAt }: { readonly largest: number; readonly expiresAt: Date },
): Promise<void> {
  const rowOf = async (callId: string, kind: string, body: BodyPart): Promise<NewRow> => {
    const packed = await compress(JSON.stringify(shorten(body, largest)));
    return {
      into: INTO_BODIES,
      values: sql`(${text(callId)},${text(kind)},${bytes(packed.toString('hex'))},${time(expiresAt)})`,
      then: THE_FIRST_STAYS,
    };
  };
  const rows: NewRow[] = [];
  for (const { callId, request, answer } of talks) {
    rows.push(await rowOf(callId, 'request', request));
    if (answer.bytes > 0) rows.push(await rowOf(callId, 'answer', answer));
  }
  const statements = insertStatements(rows).map(({ statement }) => statement);
  await inTransaction(db, (tx) => runStatements(db, statements, tx));
}

/** What is kept of a call at `now`; null where nothing is, or no longer, and for what was never said. */
export async function readTalk(
  db: Database,
  callId: string,
  now: Date,
): Promise<{ readonly request: KeptBody | null; readonly answer: KeptBody | null } | null> {
  const rows = await db.query<{ kind: string; bytes: Buffer }>(
    'SELECT kind, bytes FROM gateway_bodies WHERE call_id = ? AND expires_at > ?',
    { replacements: [callId, dateTime(now)], type: QueryTypes.SELECT },
  );
  if (rows.length === 0) return null;
  const bodyOf = async (kind: string) => {
    const row = rows.find((each) => each.kind === kind);
    return row ? (JSON.parse((await expand(row.bytes)).toString('utf8')) as KeptBody) : null;
  };
  return { request: await bodyOf('request'), answer: await bodyOf('answer') };
}

function shorten({ beginning, bytes: length }: BodyPart, largest: number): KeptBody {
  const words = withoutSecrets(textOf(beginning));
  const kept = textOf(Buffer.from(words).subarray(0, largest));
  return { text: kept, bytes: length, truncated: length > beginning.length || kept.length < words.length };
}

/** A character that is cut in two at the end is left out. */
function textOf(utf8: Buffer): string {
  return new TextDecoder().decode(utf8, { stream: true });
}
