import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { AppError } from '../errors';
import type { ArtifactStorage, ByteRange } from './storage';

export interface Artifact {
  /** A uuid. */
  readonly id: string;
  readonly jobId: string;
  readonly name: string;
  /** The name that a download is saved under. */
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Where the storage keeps it; not for callers of the API. */
  readonly storageKey: string;
  readonly createdAt: Date;
}

export interface Artifacts {
  /**
   * Keeps a job's artifact under a name, from a buffer or a copy of the file at a path: the bytes first, then
   * the row. One that was kept already is answered as it is. AppError STORAGE_FULL when there is no room.
   *
   * The bytes are stored once. `record` runs the insert of the row and may run it again for as long as the
   * database is away: an insert that is repeated knows its own row.
   */
  save(
    jobId: string,
    name: string,
    source: string | Buffer,
    as: { fileName: string; contentType: string },
    record?: (insert: () => Promise<Artifact>) => Promise<Artifact>,
  ): Promise<Artifact>;
  find(jobId: string, name: string): Promise<Artifact | undefined>;
  /** Removes what a job has kept, all but the artifact under the name `but`. To be asked of jobs that have ended. */
  discard(jobId: string, but?: string): Promise<void>;
  get(id: string): Promise<Artifact | undefined>;
  open(artifact: Artifact, range?: ByteRange): Promise<Readable>;
  /** A link to `/files/<id>` that works without a credential for LINK_MS. */
  signedUrl(artifact: Artifact): string;
  /** Whether a link's parameters are ours and have not expired. `expires` in unix seconds. */
  verify(id: string, expires: number, signature: string): boolean;
}

interface ArtifactRow {
  id: string;
  job_id: string;
  name: string;
  storage_key: string;
  file_name: string;
  content_type: string;
  bytes: number;
  sha256: string;
  created_at: Date;
}

interface Dependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly storage: ArtifactStorage;
  /** The key that signs links, and the older ones that still verify. */
  readonly signingKey: Buffer;
  readonly previousKeys?: readonly Buffer[];
  /** Where clients reach the API, without a slash at its end. */
  readonly publicUrl: string;
}

/** How long a link works: two days, so that one in an answer that is repeated within a day still works for one. */
export const LINK_MS = 2 * 86_400_000;

export function createArtifacts({
  db,
  clock,
  storage,
  signingKey,
  previousKeys = [],
  publicUrl,
}: Dependencies): Artifacts {
  const select = async (where: 'id = ?' | 'job_id = ? AND name = ?', values: string[]) => {
    const [row] = await db.query<ArtifactRow>(`SELECT * FROM artifacts WHERE ${where}`, {
      replacements: values,
      type: QueryTypes.SELECT,
    });
    return row;
  };
  const find = async (jobId: string, name: string) =>
    toArtifact(await select('job_id = ? AND name = ?', [jobId, name]));

  /** The artifact that is on record under the job and the name: this one, unless another came first. */
  const insertOrFind = async (artifact: Artifact): Promise<Artifact> => {
    if (await insert(db, artifact)) return artifact;
    const { jobId, name } = artifact;
    const first = await find(jobId, name);
    if (!first) throw new AppError('NOT_FOUND', undefined, { note: `artifact ${name} of job ${jobId}` });
    return first;
  };

  return {
    async save(jobId, name, source, { fileName, contentType }, record = (insert) => insert()) {
      const id = randomUUID();
      // A key of its own for each attempt: two runs of one activity never write over each other.
      const storageKey = `${jobId.slice(0, 2)}/${jobId}/${id}${path.extname(fileName).toLowerCase()}`;
      const stored = await storage.put(storageKey, source);
      const artifact = {
        id,
        jobId,
        name,
        fileName,
        contentType,
        ...stored,
        storageKey,
        createdAt: clock.now(),
      };
      const first = await record(() => insertOrFind(artifact));
      if (first.id !== id) await storage.remove(storageKey); // another run came first: what it kept stands
      return first;
    },
    find,
    async discard(jobId, but = '') {
      const rows = await db.query<Pick<ArtifactRow, 'id' | 'storage_key'>>(
        'SELECT id, storage_key FROM artifacts WHERE job_id = ? AND name <> ?',
        { replacements: [jobId, but], type: QueryTypes.SELECT },
      );
      if (rows.length === 0) return;
      // The rows last: they are how a repeat finds the files that are left.
      for (const row of rows) await storage.remove(row.storage_key);
      await db.query('DELETE FROM artifacts WHERE id IN (?)', {
        replacements: [rows.map(({ id }) => id)],
        type: QueryTypes.DELETE,
      });
    },
    async get(id) {
      return toArtifact(await select('id = ?', [id]));
    },
    open: (artifact, range) => storage.open(artifact.storageKey, range),
    signedUrl({ id }) {
      const expires = Math.floor((clock.now().getTime() + LINK_MS) / 1000);
      const signature = sign(signingKey, id, expires).toString('base64url');
      return `${publicUrl}/files/${id}?expires=${expires}&signature=${signature}`;
    },
    verify(id, expires, signature) {
      if (expires * 1000 < clock.now().getTime()) return false;
      const given = Buffer.from(signature, 'base64url');
      return [signingKey, ...previousKeys].some((key) => {
        const own = sign(key, id, expires);
        return own.length === given.length && timingSafeEqual(own, given);
      });
    },
  };
}

/** Whether it is the first under its job and name. */
async function insert(db: Database, artifact: Artifact): Promise<boolean> {
  const { id, jobId, name, storageKey, fileName, contentType, bytes, sha256, createdAt } = artifact;
  const [, inserted] = await db.query(
    `INSERT INTO artifacts (id, job_id, name, storage_key, file_name, content_type, bytes, sha256, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE name = name`,
    {
      replacements: [id, jobId, name, storageKey, fileName, contentType, bytes, sha256, dateTime(createdAt)],
      type: QueryTypes.INSERT,
    },
  );
  return inserted === 1;
}

function sign(key: Buffer, id: string, expires: number): Buffer {
  return createHmac('sha256', key).update(`${id}\n${expires}`).digest();
}

function toArtifact(row: ArtifactRow | undefined): Artifact | undefined {
  return (
    row && {
      id: row.id,
      jobId: row.job_id,
      name: row.name,
      fileName: row.file_name,
      contentType: row.content_type,
      bytes: row.bytes,
      sha256: row.sha256,
      storageKey: row.storage_key,
      createdAt: row.created_at,
    }
  );
}
