import { writeFileSync } from 'node:fs';

/** How many tests passed, failed and were left out. A file that could not be run counts as a failed test. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What this reads of jest's results. */
interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/** A reporter of jest that writes the counts to the file that TASKLOOM_TEST_COUNTS names. */
export default class CountReporter {
  onRunComplete(_contexts: unknown, results: Results): void {
    const file = process.env['TASKLOOM_TEST_COUNTS'];
    if (!file) return;
    const counts: Counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(file, JSON.stringify(counts));
  }
}
