import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../../config/paths';

/** What the reporter counts of these test files. */
function countsOf(files: Readonly<Record<string, string>>, ...args: readonly string[]): unknown {
  const folder = mkdtempSync(path.join(tmpdir(), 'taskloom-counts-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    const counts = path.join(folder, 'counts.json');
    const reporter = inProject('dist', 'scripts', 'test', 'count-reporter.js');
    const runner = [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', folder, '--globals'];
    spawnSync(process.execPath, [...runner, `--reporter=${reporter}`, ...args], {
      env: { PATH: process.env['PATH'], TASKLOOM_TEST_COUNTS: counts },
    });
    return JSON.parse(readFileSync(counts, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('what passed, failed and was left out is counted', () => {
  const files = {
    'a.test.js': `
      test('passes', () => {});
      test('fails', () => expect(1).toBe(2));
      test.skip('waits for better days', () => {});`,
  };
  expect(countsOf(files)).toEqual({ passed: 1, failed: 1, skipped: 1, triedAgain: [] });
});

test('what fails without being a test counts as a failed one', () => {
  const files = {
    'not-loaded.test.js': `import './nothing'; test('is never run', () => {});`,
    'not-set-up.test.js': `
      describe('a group', () => {
        beforeAll(() => { throw new Error('no set-up'); });
        test('is never run', () => {});
      });`,
    'not-tidied-up.test.js': `
      afterAll(() => { throw new Error('no tidying up'); });
      test('passes', () => {});`,
    'not-caught.test.js': `
      test('passes', async () => {
        void Promise.reject(new Error('nobody catches it'));
        await new Promise(setImmediate);
      });`,
  };
  expect(countsOf(files)).toEqual({ passed: 2, failed: 4, skipped: 1, triedAgain: [] });
});

test('what passed when it was tried again is told, with what failed at first', () => {
  const files = {
    'a.test.js': `
      let tries = 0;
      describe('a group', () => {
        test('now and then', () => { expect(++tries).toBe(2); });
        test('always', () => {});
      });`,
  };
  expect(countsOf(files, '--retry', '1')).toEqual({
    passed: 2,
    failed: 0,
    skipped: 0,
    triedAgain: [
      { test: 'a.test.js › a group › now and then', message: expect.stringContaining('expected 1 to be 2') },
    ],
  });
});
