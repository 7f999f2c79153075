import { mkdir, open as openFile, rm, stat as statFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { ArtifactStorage } from '../../domain/jobs/storage';
import { storageFull, writeWhole, type OpenFile } from './whole-file';

/** Segments of letters, digits, `-`, `_` and `.`, none of which begins with a dot. */
const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/**
 * Keeps artifacts as files in a folder of this machine.
 * @param root made when it is not there.
 * @param options.openFile how files are opened for writing, for tests.
 */
export function diskStorage(root: string, options: { openFile?: OpenFile } = {}): ArtifactStorage {
  const pathOf = (key: string): string => {
    // The longest name that file systems take is 255 bytes, and a temporary file's has 42 more.
    const fits = key.length <= 1024 && key.split('/').every((segment) => segment.length <= 200);
    if (!KEY.test(key) || !fits)
      throw new TypeError(`Not a storage key: ${JSON.stringify(key.slice(0, 100))}`);
    return path.join(root, ...key.split('/'));
  };

  return {
    async put(key, source) {
      const file = pathOf(key);
      await mkdir(path.dirname(file), { recursive: true }).catch((error: unknown) => {
        throw storageFull(error) ?? error;
      });
      return writeWhole(file, source, options.openFile);
    },

    async open(key, range): Promise<Readable> {
      // Opened before it is streamed, so that a missing object rejects here and not in the midst of an answer.
      const file = await openFile(pathOf(key), 'r');
      return file.createReadStream(range);
    },

    async stat(key) {
      try {
        const found = await statFile(pathOf(key));
        return found.isFile() ? { bytes: found.size } : undefined;
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
        throw error;
      }
    },

    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}
