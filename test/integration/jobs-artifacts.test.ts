import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { AppError } from '../../domain/errors';
import { createArtifacts, type Artifacts } from '../../domain/jobs/artifacts';
import type { ArtifactStorage } from '../../domain/jobs/storage';
import { diskStorage } from '../../providers/storage/disk';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';

const PUBLIC_URL = 'https://taskloom.example';
const AS = { fileName: 'Film 🎬.MP4', contentType: 'video/mp4' };
const oldKey = randomBytes(32);
const newKey = randomBytes(32);

let platform: JobPlatform;
let folder: string;
let storage: ArtifactStorage;
let artifacts: Artifacts;
let jobId: string;

beforeAll(async () => {
  platform = await jobPlatform();
  folder = await mkdtemp(path.join(tmpdir(), 'taskloom-artifacts-'));
  storage = diskStorage(folder);
  artifacts = artifactsWith({ signingKey: oldKey });
});
beforeEach(async () => {
  jobId = (await platform.jobs.accept(videoOrder(await platform.newUser(50)))).job.id;
});
afterAll(async () => {
  await platform.close();
  await rm(folder, { recursive: true });
});

const artifactsWith = (keys: { signingKey: Buffer; previousKeys?: Buffer[] }, store = storage) =>
  createArtifacts({ db: platform.db, clock: platform.clock, storage: store, publicUrl: PUBLIC_URL, ...keys });

const filesOf = (id: string) => readdir(path.join(folder, id.slice(0, 2), id)).catch(() => []);

function parametersOf(link: string): [id: string, expires: number, signature: string] {
  const url = new URL(link);
  const { expires, signature } = Object.fromEntries(url.searchParams);
  return [path.basename(url.pathname), Number(expires), String(signature)];
}

test('an artifact is kept from a file or a buffer, and read whole or in part', async () => {
  const source = path.join(folder, 'film');
  await writeFile(source, '0123456789');
  const film = await artifacts.save(jobId, 'video', source, AS);
  const note = await artifacts.save(jobId, 'note', Buffer.from('你好'), {
    fileName: 'a.txt',
    contentType: 'text/plain',
  });
  expect(film).toMatchObject({ jobId, name: 'video', bytes: 10, ...AS });
  expect(await artifacts.find(jobId, 'video')).toEqual(film);
  expect(await artifacts.get(film.id)).toEqual(film);
  expect(await text(await artifacts.open(film, { start: 2, end: 4 }))).toBe('234');
  expect(await text(await artifacts.open(note))).toBe('你好');
  expect(await artifacts.find(jobId, 'other')).toBeUndefined();
  expect(await artifacts.get(randomUUID())).toBeUndefined();
});

test('what is kept stands: runs that come later, or at once, keep nothing else and leave nothing behind', async () => {
  const kept = await Promise.all(
    Array.from({ length: 8 }, (_, i) => artifacts.save(jobId, 'video', Buffer.from(`take ${i}`), AS)),
  );
  const later = await artifacts.save(jobId, 'video', Buffer.from('later'), AS);
  expect(new Set([...kept, later].map(({ id }) => id)).size).toBe(1);
  const [film] = kept;
  expect(film && String(await buffer(await artifacts.open(film)))).toMatch(/^take \d$/);
  expect(await filesOf(jobId)).toHaveLength(1);
});

test('a row that is written again, because its answer was lost, is known as the own one', async () => {
  const film = await artifacts.save(jobId, 'video', Buffer.from('film'), AS, async (insert) => {
    await insert(); // and nobody hears of it
    return insert();
  });
  expect(await text(await artifacts.open(film))).toBe('film');
  expect(await filesOf(jobId)).toHaveLength(1);
});

test('what an ended job kept on the way is discarded, again and again, and its result stays', async () => {
  const film = await artifacts.save(jobId, 'video', Buffer.from('film'), AS);
  for (const name of ['draft', 'slide-1']) await artifacts.save(jobId, name, Buffer.from(name), AS);
  await artifacts.discard(jobId, 'video');
  expect(await artifacts.find(jobId, 'draft')).toBeUndefined();
  expect(await filesOf(jobId)).toHaveLength(1);
  expect(await text(await artifacts.open(film))).toBe('film');
  for (let times = 0; times < 2; times++) await artifacts.discard(jobId);
  expect(await artifacts.find(jobId, 'video')).toBeUndefined();
  expect(await filesOf(jobId)).toEqual([]);
});

test('a discard that is cut short is taken up by the next', async () => {
  await artifacts.save(jobId, 'draft', Buffer.from('draft'), AS);
  await artifacts.save(jobId, 'slide-1', Buffer.from('slide'), AS);
  let removed = 0;
  const dying = artifactsWith(
    { signingKey: oldKey },
    {
      ...storage,
      remove: (key) => (++removed === 2 ? Promise.reject(new Error('killed')) : storage.remove(key)),
    },
  );
  await expect(dying.discard(jobId)).rejects.toThrow('killed');
  expect(await filesOf(jobId)).toHaveLength(1);
  await artifacts.discard(jobId);
  expect(await filesOf(jobId)).toEqual([]);
});

test('a disk that is full is said to be, and nothing is on record', async () => {
  const full = artifactsWith(
    { signingKey: oldKey },
    { ...storage, put: () => Promise.reject(new AppError('STORAGE_FULL')) },
  );
  await expect(full.save(jobId, 'video', Buffer.from('film'), AS)).rejects.toMatchObject({
    code: 'STORAGE_FULL',
  });
  expect(await artifacts.find(jobId, 'video')).toBeUndefined();
  expect(await artifacts.save(jobId, 'video', Buffer.from('film'), AS)).toMatchObject({ bytes: 4 });
});

test('a link opens its artifact for two days, and nothing else', async () => {
  const film = await artifacts.save(jobId, 'video', Buffer.from('film'), AS);
  const link = artifacts.signedUrl(film);
  expect(link).toMatch(new RegExp(`^${PUBLIC_URL}/files/${film.id}\\?expires=\\d+&signature=[\\w-]{43}$`));
  const [id, expires, signature] = parametersOf(link);
  expect(artifacts.verify(id, expires, signature)).toBe(true);
  expect(artifacts.verify(randomUUID(), expires, signature)).toBe(false);
  expect(artifacts.verify(id, expires + 1, signature)).toBe(false);
  expect(artifacts.verify(id, expires, `${signature.slice(0, -2)}AA`)).toBe(false);
  expect(artifacts.verify(id, expires, '')).toBe(false);
  expect(artifacts.verify(id, Number.NaN, signature)).toBe(false);
  platform.advance(2 * 86_400_000 - 2000);
  expect(artifacts.verify(id, expires, signature)).toBe(true);
  platform.advance(3000);
  expect(artifacts.verify(id, expires, signature)).toBe(false);
});

test('when the secret is changed, links that were given out still work until the old one is dropped', async () => {
  const film = await artifacts.save(jobId, 'video', Buffer.from('film'), AS);
  const given = parametersOf(artifacts.signedUrl(film));
  const changed = artifactsWith({ signingKey: newKey, previousKeys: [oldKey] });
  expect(changed.verify(...given)).toBe(true);
  expect(artifacts.verify(...parametersOf(changed.signedUrl(film)))).toBe(false);
  expect(artifactsWith({ signingKey: newKey }).verify(...given)).toBe(false);
});
