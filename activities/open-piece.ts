import { buffer } from 'node:stream/consumers';
import type { BoundedBytes } from '../domain/bounded-bytes';
import type { Artifact, Artifacts } from '../domain/jobs/artifacts';
import type { ByteRange } from '../domain/jobs/storage';

/** Runs work on the bytes of a file, or of a range of it, which are in memory only as long as it lasts. */
export type OpenPiece = <T>(
  file: Artifact,
  signal: AbortSignal,
  work: (bytes: Buffer) => Promise<T>,
  range?: ByteRange,
) => Promise<T>;

/** @param bounded what the pieces of all files together may hold */
export function openPiece({
  open,
  bounded,
}: Pick<Artifacts, 'open'> & { readonly bounded: BoundedBytes }): OpenPiece {
  return (file, signal, work, range) => {
    const bytes = range ? range.end + 1 - range.start : file.bytes;
    return bounded(bytes, signal, async () => work(await buffer(await open(file, range))));
  };
}
