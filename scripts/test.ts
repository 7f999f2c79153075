import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../config/paths';
import { VARIABLES } from '../config/variables';
import { obtainChromium } from './platform/chromium';
import { obtainSandboxPrograms, type SandboxPrograms } from './platform/guest';
import { onInterrupt } from './platform/interrupt';
import { openScratch, type Scratch } from './platform/scratch';
import { createSteps } from './platform/terminal';
import type { Counts } from './test/count-reporter';

/**
 * `npm test [-- Vitest's arguments]`: runs the tests on services of their own, on free ports, so that it does
 * not matter what else runs here. The last line is `N passed, N failed`.
 */
async function main(args: readonly string[]): Promise<number> {
  const steps = createSteps();
  let scratch: Scratch | undefined;
  const interrupted = onInterrupt();
  try {
    scratch = await openScratch(steps, {
      given: {
        ...given('databaseUrl', 'TASKLOOM_TEST_DATABASE_URL'),
        ...given('redisUrl', 'TASKLOOM_TEST_REDIS_URL'),
        ...given('temporalAddress', 'TASKLOOM_TEST_TEMPORAL_ADDRESS'),
      },
      // A commit outlives the server either way; only a machine that loses its power would tell the two
      // apart, and no test cuts the power. This makes each of thousands of small commits cheaper.
      durable: false,
      interrupted,
    });
    const chromium =
      process.env['TASKLOOM_TEST_CHROMIUM'] || (await obtainChromium(scratch.supervisor, steps));
    const sandbox = await obtainSandboxPrograms(scratch.supervisor, steps);
    const counts = await Promise.race([runVitest(scratch, { chromium, sandbox }, args), interrupted]);
    await scratch.close();
    if (counts === 'interrupted') return 130;
    for (const { test, message } of counts.triedAgain) {
      console.log(`passed when tried again: ${test}\n${indented(message)}`);
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
    return counts.failed === 0 ? 0 : 1;
  } catch (error) {
    await scratch?.close();
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    return 1;
  }
}

async function runVitest(
  { folder, services, supervisor }: Scratch,
  { chromium, sandbox }: { chromium: string | undefined; sandbox: SandboxPrograms | undefined },
  args: readonly string[],
): Promise<Counts> {
  const countsFile = path.join(folder, 'counts.json');
  const exit = await supervisor.run(
    {
      name: 'vitest',
      title: 'Vitest',
      program: process.execPath,
      args: [
        inProject('node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        `--reporter=${inProject('dist', 'scripts', 'test', 'count-reporter.js')}`,
        ...args,
      ],
      env: {
        ...withoutSettings(process.env),
        // Vitest colours what it prints, wherever that goes.
        ...(process.stdout.isTTY ? {} : { TERM: 'dumb' }),
        TASKLOOM_TEST_COUNTS: countsFile,
        TASKLOOM_TEST_DATABASE_URL: services.databaseUrl,
        TASKLOOM_TEST_REDIS_URL: services.redisUrl,
        TASKLOOM_TEST_TEMPORAL_ADDRESS: services.temporalAddress,
        TASKLOOM_TEST_TEMPORAL: services.temporalProgram,
        TASKLOOM_TEST_CHROMIUM: chromium,
        TASKLOOM_TEST_GUEST: sandbox?.guest,
        TASKLOOM_TEST_BWRAP: sandbox?.bwrap,
      },
      graceMs: 10_000,
      stage: 4,
    },
    { atTerminal: true },
  );
  const counts = existsSync(countsFile)
    ? (JSON.parse(readFileSync(countsFile, 'utf8')) as Counts)
    : { passed: 0, failed: 0, skipped: 0, triedAgain: [] };
  // Vitest also fails for what is no test: it found none, or it could not run at all.
  return exit.code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const indented = (text: string) => text.replaceAll(/^/gm, '  ');

/** The tests set what they need themselves: what is set in the shell for a platform must not reach them. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !(name in VARIABLES)));
}

function given<Key extends string>(key: Key, variable: string): Partial<Record<Key, string>> {
  const value = process.env[variable];
  return value ? ({ [key]: value } as Record<Key, string>) : {};
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
