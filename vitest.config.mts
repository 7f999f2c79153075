import { defineConfig } from 'vitest/config';

/** How the tests run: `npm test` starts their services, and then Vitest with this. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globals: true,
    // The files of one process share what they import (docs/adr/0019-tests-share-modules.md).
    pool: 'forks',
    isolate: false,
    // More than there are processors: a test waits for the database and for upstreams most of the time.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One after the other as they stand, also when they tidy up.
    sequence: { hooks: 'list' },
    // A file is a line; what it prints of its tests is what failed.
    slowTestThreshold: 600_000,
    hideSkippedTests: true,
  },
});
