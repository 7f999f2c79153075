import { defineConfig } from 'vitest/config';
import tests from './vitest.config.mts';

/** `npm run test:agents`: what takes large downloads, and so is no part of the tests. */
export default defineConfig({ test: { ...tests.test, include: ['test/agents/*.slow.ts'] } });
