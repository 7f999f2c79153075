import type { Readable } from 'node:stream';

/*
 * Files in a sandbox. Paths are absolute, and mean what they mean to a program inside; they are opened inside, so a link
 * leads nowhere that a program there could not go.
 */

export interface FileEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  readonly modifiedAt: Date;
  /** Where a link leads. */
  readonly target?: string;
}

export interface FolderListing extends FileEntry {
  /** What is in it, by name, 10,000 at most; empty for what is no folder. */
  readonly entries: readonly FileEntry[];
  /** Whether there are more. */
  readonly truncated: boolean;
}

export interface FileContent {
  /** Of the whole file, in bytes. */
  readonly size: number;
  /** Fails when the file cannot be read to its end. */
  readonly stream: Readable;
}

export type ArchiveFormat = 'tar.gz' | 'zip';

/** All throw AppError NOT_FOUND, or SANDBOX_REFUSED: `denied`, `full`, `conflict`, `not_a_file`, `too_large`. */
export interface Files {
  list(path: string): Promise<FolderListing>;
  /** A regular file, or a part of it, in bytes. */
  readFile(
    path: string,
    range?: { readonly offset?: number; readonly length?: number },
  ): Promise<FileContent>;
  /** Writes a file whole or not at all, with the folders above it. `mode` is 0o644 by default. */
  writeFile(
    path: string,
    content: string | Buffer | Readable,
    options?: { readonly mode?: number },
  ): Promise<void>;
  makeFolder(path: string): Promise<void>;
  move(from: string, to: string): Promise<void>;
  /** With all that is in it. */
  remove(path: string): Promise<void>;
  /**
   * Packs a folder. `exclude` are patterns of names or of paths in it, such as `node_modules` or `*.log`. `maxBytes` bounds
   * the packed size: the stream fails with SANDBOX_REFUSED `too_large`.
   */
  archive(
    path: string,
    options?: {
      readonly format?: ArchiveFormat;
      readonly exclude?: readonly string[];
      readonly maxBytes?: number;
    },
  ): Promise<Readable>;
  /**
   * Unpacks a tar, tar.gz or zip into a folder: all of it, or nothing. Bounds are of what it holds unpacked.
   * @throws AppError SANDBOX_REFUSED `unsafe_archive` when a name or a link leads outside, or it holds a device.
   */
  extract(
    path: string,
    archive: Buffer | Readable,
    bounds?: { readonly maxBytes?: number; readonly maxEntries?: number },
  ): Promise<void>;
}
