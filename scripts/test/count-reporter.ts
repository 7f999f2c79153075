import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node' with {
  'resolution-mode': 'import',
};

/** How many tests passed, failed and were left out. A file that could not be run counts as a failed test. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The tests that failed at first and passed when they were tried again. */
  readonly triedAgain: readonly TriedAgain[];
}

export interface TriedAgain {
  /** `<file> › <name>` */
  readonly test: string;
  /** What failed at first. */
  readonly message: string;
}

/** A reporter of Vitest that writes the counts to the file that TASKLOOM_TEST_COUNTS names. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const file = process.env['TASKLOOM_TEST_COUNTS'];
    if (!file) return;
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const ended = (state: string) => tests.filter((test) => test.result().state === state).length;
    const counts: Counts = {
      passed: ended('passed'),
      // A file that cannot be loaded, a hook around a group of tests, and what nobody caught fail no test of theirs.
      failed:
        ended('failed') + groups.filter((group) => group.errors().length > 0).length + unhandledErrors.length,
      skipped: ended('skipped'),
      triedAgain: tests
        .filter((test) => test.diagnostic()?.flaky)
        .map((test) => ({
          test: [test.module.relativeModuleId, ...namesOf(test)].join(' › '),
          message: messageOf(test),
        })),
    };
    writeFileSync(file, JSON.stringify(counts));
  }
}

/** What it says of a comparison, too: nobody sees that test fail again. */
function messageOf(test: TestCase): string {
  const [error] = test.result().errors ?? [];
  return [error?.message, error?.diff].filter(Boolean).join('\n');
}

function namesOf({ name, parent }: TestCase | TestSuite): string[] {
  return parent.type === 'module' ? [name] : [...namesOf(parent), name];
}
