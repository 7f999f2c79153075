import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../domain/errors';
import type { StoredObject } from '../../domain/jobs/storage';

/** How a file is opened for writing: `fs.open`, unless a test wants to see a disk fail. */
export type OpenFile = (path: string, flags: string, mode?: number) => Promise<FileHandle>;

/**
 * Writes a buffer, or a copy of the file at a path, so that `destination` is either what it was or the whole new
 * file, and stays so through a crash: a temporary file beside it, flushed, then renamed, and the folder flushed.
 * @throws AppError STORAGE_FULL when the disk or the quota is full; nothing is left behind by any failure.
 */
export async function writeWhole(
  destination: string,
  source: string | Buffer,
  openFile: OpenFile = open,
): Promise<StoredObject> {
  const temporary = temporaryName(destination);
  try {
    const stored = await copyInto(temporary, source, openFile);
    await moveIntoPlace(temporary, destination);
    return stored;
  } catch (error) {
    await rm(temporary, { force: true });
    throw storageFull(error) ?? error;
  }
}

/** A name in the same folder that no other attempt uses, and that shows what it is. */
export function temporaryName(destination: string): string {
  return `${destination}.${randomUUID()}.part`;
}

/** Flushes a finished temporary file and gives it its name; a crash afterwards does not undo it. */
export async function moveIntoPlace(temporary: string, destination: string): Promise<void> {
  await flush(temporary);
  await rename(temporary, destination);
  await flush(path.dirname(destination));
}

/** The AppError for an error that says that there is no room; undefined for any other. */
export function storageFull(error: unknown): AppError<'STORAGE_FULL'> | undefined {
  const { code } = error as { code?: unknown };
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return undefined;
  return new AppError('STORAGE_FULL', undefined, { cause: error });
}

async function copyInto(target: string, source: string | Buffer, openFile: OpenFile): Promise<StoredObject> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await openFile(target, 'wx', 0o640);
  try {
    for await (const chunk of typeof source === 'string' ? createReadStream(source) : [source]) {
      const data = chunk as Buffer;
      hash.update(data);
      await file.writeFile(data);
      bytes += data.length;
    }
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Works for files and for folders: a rename is on the disk only when its folder is. */
async function flush(fileOrFolder: string): Promise<void> {
  const handle = await open(fileOrFolder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
