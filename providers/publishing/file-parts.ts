import { buffer } from 'node:stream/consumers';
import type { PlatformSession } from '../../domain/publishing/adapter';
import type { Artifact } from '../../domain/jobs/artifacts';

/** A piece of a file, by its place among the pieces (from 0). */
export interface FilePart {
  readonly index: number;
  readonly bytes: Buffer;
}

export function countParts(file: Artifact, partBytes: number): number {
  return Math.max(1, Math.ceil(file.bytes / partBytes));
}

/** The pieces of a file from `first` on, one in memory at a time. */
export async function* fileParts(
  file: Artifact,
  partBytes: number,
  first: number,
  { open, signal }: PlatformSession,
): AsyncGenerator<FilePart> {
  for (let index = first; index < countParts(file, partBytes); index++) {
    signal.throwIfAborted();
    const start = index * partBytes;
    const end = Math.min(file.bytes, start + partBytes) - 1;
    yield { index, bytes: await buffer(await open(file, { start, end })) };
  }
}

/** A form with one file in it. */
export function fileForm(name: string, bytes: Buffer, type: string, fileName: string): FormData {
  const form = new FormData();
  form.set(name, new Blob([new Uint8Array(bytes)], { type }), fileName);
  return form;
}
