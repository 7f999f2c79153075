import { defineConfig } from 'vitest/config';
import tests from './vitest.config.mts';

const SUITES = 'escapes,exhaustion,files,lifecycle,network,overload,processes,survival';

/** `npm run test:sandboxes -- DRIVER`: the tests of sandboxes against the driver of that name, and its own. */
export default defineConfig({
  test: {
    ...tests.test,
    include: [
      `test/integration/sandbox-{${SUITES}}.test.ts`,
      `test/sandboxes/${process.env['TASKLOOM_TEST_SANDBOX_DRIVER']}.slow.ts`,
    ],
    // A machine that boots takes its time, and several share this one.
    maxWorkers: 1,
    testTimeout: 300_000,
    env: { TASKLOOM_TEST_PATIENCE_MS: '120000' },
    hookTimeout: 120_000,
  },
});
