import type { PlatformSession } from '../../domain/publishing/adapter';
import type { Artifact } from '../../domain/jobs/artifacts';

export function countParts(file: Artifact, partBytes: number): number {
  return Math.max(1, Math.ceil(file.bytes / partBytes));
}

/** Runs work on each piece of a file from `first` on, one after another, each by its place among them (from 0). */
export async function eachPart(
  file: Artifact,
  partBytes: number,
  first: number,
  { withBytes, signal }: PlatformSession,
  work: (bytes: Buffer, index: number) => Promise<void>,
): Promise<void> {
  for (let index = first; index < countParts(file, partBytes); index++) {
    signal.throwIfAborted();
    const start = index * partBytes;
    const end = Math.min(file.bytes, start + partBytes) - 1;
    await withBytes(file, (bytes) => work(bytes, index), { start, end });
  }
}

/** A form with one file in it. */
export function fileForm(name: string, bytes: Buffer, type: string, fileName: string): FormData {
  const form = new FormData();
  form.set(name, new Blob([asSent(bytes)], { type }), fileName);
  return form;
}

/** The very bytes, for what is sent: no buffer of a file is in shared memory. */
export function asSent(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return bytes as Buffer<ArrayBuffer>;
}
