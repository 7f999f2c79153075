import type { Readable } from 'node:stream';

/** The size of a stored object, and the SHA-256 of its bytes in lower-case hex. */
export interface StoredObject {
  readonly bytes: number;
  readonly sha256: string;
}

/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the bytes of artifacts are kept. Keys are relative paths of ASCII letters, digits, `-`, `_`, `.`
 * and `/`, without `..`.
 */
export interface ArtifactStorage {
  /**
   * Stores a buffer, or a copy of the file at a path, durably and whole: a reader never meets a part of it,
   * and when this resolves a crash does not lose it. Putting a key again replaces it. AppError STORAGE_FULL
   * when there is no room: then it leaves nothing behind.
   */
  put(key: string, source: string | Buffer): Promise<StoredObject>;
  /** The bytes, or a range of them. Rejects when there is no such object. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /** The size of an object; undefined when there is none. */
  stat(key: string): Promise<{ readonly bytes: number } | undefined>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
}
