import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { diskStorage } from '../../providers/storage/disk';

/** The disk adapter on a real folder; a full disk is the kernel's own, by way of /dev/full. */

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'taskloom-storage-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const bytes = Buffer.from('slides 幻灯片 \u0000\u0001');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const read = async (stream: Promise<Readable>): Promise<Buffer> => buffer(await stream);
const files = async (): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

test('what is put, from memory or from a file, comes back whole, in part, and with its size and sum', async () => {
  const storage = diskStorage(path.join(root, 'not', 'there', 'yet'));
  const source = path.join(root, 'source.bin');
  await writeFile(source, bytes);
  for (const from of [bytes, source]) {
    expect(await storage.put('ab/job-1/deck.pptx', from)).toEqual({ bytes: bytes.length, sha256 });
    expect(await read(storage.open('ab/job-1/deck.pptx'))).toEqual(bytes);
    expect(await read(storage.open('ab/job-1/deck.pptx', { start: 2, end: 5 }))).toEqual(
      bytes.subarray(2, 6),
    );
    await storage.remove('ab/job-1/deck.pptx');
    await expect(storage.open('ab/job-1/deck.pptx')).rejects.toMatchObject({ code: 'ENOENT' });
  }
  await expect(storage.remove('ab/job-1/deck.pptx')).resolves.toBeUndefined();
  await expect(storage.open('ab/job-1/deck.pptx')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('an object larger than a stream’s buffer is copied whole', async () => {
  const large = Buffer.alloc(1_000_003, 'x7');
  await writeFile(path.join(root, 'large'), large);
  const storage = diskStorage(root);
  const stored = await storage.put('copy', path.join(root, 'large'));
  expect(stored).toEqual({ bytes: large.length, sha256: createHash('sha256').update(large).digest('hex') });
  expect((await read(storage.open('copy'))).equals(large)).toBe(true);
});

test('putting again replaces, and a reader of the old bytes is not disturbed', async () => {
  const storage = diskStorage(root);
  await storage.put('video.mp4', Buffer.from('old'));
  const reading = await storage.open('video.mp4');
  await storage.put('video.mp4', Buffer.from('newer'));
  expect((await buffer(reading)).toString()).toBe('old');
  expect((await read(storage.open('video.mp4'))).toString()).toBe('newer');
  expect(await files()).toEqual(['video.mp4']);
});

test.each([
  '../escape',
  'a/../../escape',
  '/etc/passwd',
  'a//b',
  'a/./b',
  '.hidden',
  'a\\b',
  'a\u0000b',
  'a b',
  '',
  'a/',
  'x'.repeat(201),
])('the key %j is refused', async (key) => {
  const storage = diskStorage(root);
  await expect((async () => storage.put(key, bytes))()).rejects.toThrow('Not a storage key');
  await expect((async () => storage.open(key))()).rejects.toThrow('Not a storage key');
  await expect((async () => storage.remove(key))()).rejects.toThrow('Not a storage key');
  expect(await files()).toEqual([]);
});

test('a full disk is STORAGE_FULL, keeps what was there, and leaves nothing behind', async () => {
  await diskStorage(root).put('deck.pptx', Buffer.from('first'));
  const full = diskStorage(root, {
    openFile: async (temporary) => {
      await symlink('/dev/full', temporary);
      return open(temporary, 'w');
    },
  });
  await expect(full.put('deck.pptx', bytes)).rejects.toMatchObject({
    code: 'STORAGE_FULL',
    cause: { code: 'ENOSPC' },
  });
  expect(await files()).toEqual(['deck.pptx']);
  expect(await readFile(path.join(root, 'deck.pptx'), 'utf8')).toBe('first');
});

test('a source that is not there leaves nothing behind', async () => {
  const storage = diskStorage(root);
  await expect(storage.put('deck.pptx', path.join(root, 'missing'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
  expect(await files()).toEqual([]);
});

test('many writers of one key leave one whole object', async () => {
  const storage = diskStorage(root);
  const versions = Array.from({ length: 12 }, (_, at) => Buffer.alloc(50_000, String.fromCharCode(65 + at)));
  await Promise.all(versions.map((version) => storage.put('same', version)));
  const kept = await read(storage.open('same'));
  expect(versions.some((version) => version.equals(kept))).toBe(true);
  expect(await files()).toEqual(['same']);
});
