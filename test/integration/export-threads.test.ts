import { inProject } from '../../config/paths';
import { createExportThreads } from '../../providers/documents/export-threads';

/** The threads that exports are made in. */

const PATIENT = { by: 1, signal: new AbortController().signal };
const LONG = { title: '长', markdown: 'a\n'.repeat(100_000) };
const SHORT = { title: '短', markdown: '# 短\n\n一段' };

const threadsWith = (limits: Parameters<typeof createExportThreads>[1]) =>
  createExportThreads(inProject('dist'), limits);

test('one that takes too long is ended, and the next is made', async () => {
  const { exportArticle, close } = threadsWith({ timeoutMs: 700 });
  await expect(exportArticle(LONG, 'pdf', PATIENT)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const patient = threadsWith({});
  const { bytes, contentType } = await patient.exportArticle(SHORT, 'pdf', PATIENT);
  expect([contentType, bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
  await Promise.all([close(), patient.close()]);
});

test('whose caller has left is ended, and makes room for those who wait', async () => {
  const { exportArticle, close } = threadsWith({});
  const gone = new AbortController();
  const left = exportArticle(LONG, 'pdf', { by: 2, signal: gone.signal });
  const waiting = exportArticle(SHORT, 'docx', PATIENT);
  gone.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  expect((await waiting).bytes.subarray(0, 2).toString()).toBe('PK');
  await close();
});

test('more than may wait are refused at once', async () => {
  const { exportArticle, close } = threadsWith({ mostWaiting: 1 });
  const gone = new AbortController();
  const first = [1, 2].map(() =>
    exportArticle(LONG, 'pdf', { by: 2, signal: gone.signal }).catch(() => 'ended'),
  );
  await expect(exportArticle(SHORT, 'pdf', PATIENT)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  gone.abort();
  expect(await Promise.all(first)).toEqual(['ended', 'ended']);
  await close();
});

test('one user’s do not fill the line of all', async () => {
  const { exportArticle, close } = threadsWith({ mostOfOne: 2 });
  const gone = new AbortController();
  const mine = { by: 7, signal: gone.signal };
  const first = [1, 2].map(() => exportArticle(LONG, 'pdf', mine).catch(() => 'ended'));
  await expect(exportArticle(SHORT, 'pdf', mine)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  const another = exportArticle(SHORT, 'docx', PATIENT);
  gone.abort();
  expect(await Promise.all(first)).toEqual(['ended', 'ended']);
  expect((await another).contentType).toContain('wordprocessingml');
  expect((await exportArticle(SHORT, 'docx', { ...PATIENT, by: 7 })).bytes.length).toBeGreaterThan(0);
  await close();
});
