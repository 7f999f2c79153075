/** Packages that ship only ES modules, or import them as they run: jest runs CommonJS, so these are compiled as our own code is. */
const esModules = ['jose', 'oauth4webapi', 'oidc-provider', 'openid-client', 'pptxgenjs'];

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.taskloom'],
  transform: {
    '^.+\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  testTimeout: 60_000,
  // More than there are processors: a test waits for the database and for upstreams most of the time.
  maxWorkers: 3,
};
