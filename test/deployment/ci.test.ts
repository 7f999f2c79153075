import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../../config/paths';

/** Runs `.ci/run` with an npm whose check and tests end as told. */
function ci(check: { code: number }, tests: { code: number; prints: string }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'taskloom-ci-'));
  try {
    const npm = path.join(folder, 'npm');
    writeFileSync(
      npm,
      `#!/bin/sh
      read -r line && echo 'standard input is open'
      case "$*" in
        *check*) exit ${check.code} ;;
        'test --silent -- --retry 1') printf '${tests.prints}'; exit ${tests.code} ;;
      esac`,
    );
    chmodSync(npm, 0o755);
    const { status, stdout } = spawnSync(inProject('.ci', 'run'), {
      env: { PATH: `${folder}:/usr/bin:/bin`, CI: 'true' },
      encoding: 'utf8',
      input: 'not for the commands\n',
    });
    return { code: status, lines: stdout.trimEnd().split('\n') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('when all is well, the tests close it', () => {
  const { code, lines } = ci({ code: 0 }, { code: 0, prints: 'PASS a\\n12 passed, 0 failed\\n' });
  expect(code).toBe(0);
  expect(lines).toEqual(['PASS a', '12 passed, 0 failed']);
});

test('a failed test fails it', () => {
  const { code, lines } = ci({ code: 0 }, { code: 1, prints: '11 passed, 1 failed\\n' });
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe('11 passed, 1 failed');
});

test('failed checks count as one failure, and the tests run all the same', () => {
  const { code, lines } = ci({ code: 1 }, { code: 0, prints: '12 passed, 0 failed\\n' });
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe('12 passed, 1 failed');
});

test('tests that cannot run at all are a failure', () => {
  const { code, lines } = ci({ code: 0 }, { code: 1, prints: 'npm ci failed\\n' });
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe('0 passed, 1 failed');
});
