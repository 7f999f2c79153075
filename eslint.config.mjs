import tseslint from 'typescript-eslint';

/** The only places that may read the environment: they build everything else from it. */
const ENTRY_POINTS = [
  'api/main.ts',
  'activities/worker.ts',
  'simulators/*/main.ts',
  'scripts/**',
  'test/**',
  'bench/**',
];

const noFocusedTests = ['test', 'it', 'describe'].flatMap((object) =>
  ['only', 'skip', 'todo'].map((property) => ({
    object,
    property,
    message: 'Every test runs, always: mend it or delete it.',
  })),
);

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.taskloom/', 'openapi/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A promise that nobody awaits loses its error.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': [
        'error',
        { fixMixedExportsWithInlineTypeSpecifier: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // It asks for the very assertion that the rule above forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // What is made by a factory closes over its dependencies and never uses `this`, so it may be taken apart.
      '@typescript-eslint/unbound-method': 'off',
      // Express and its like are typed by merging into their interfaces and namespaces.
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      // Many functions are async because their interface is.
      '@typescript-eslint/require-await': 'off',
      // An empty string is as good as none in most settings and headers, so `||` is often meant.
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      eqeqeq: 'error',
      'no-control-regex': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ENTRY_POINTS,
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message:
            'Take what you need as an argument: only the entry points read the environment (config/settings.ts).',
        },
        {
          object: 'AbortSignal',
          property: 'any',
          message: 'A time-out among them may never come: use anySignal (domain/any-signal.ts).',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          name: 'node:process',
          message:
            'Take what you need as an argument: only the entry points read the environment (config/settings.ts).',
        },
      ],
    },
  },
  {
    files: ['api/**/*.ts', 'domain/**/*.ts', 'activities/**/*.ts', 'providers/**/*.ts', 'temporal/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...noFocusedTests],
      // The matchers and parsed answers are of type any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error', eqeqeq: 'error', 'prefer-const': 'error' },
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'Buffer', 'URL', 'setTimeout', 'setInterval', 'clearInterval', 'clearTimeout']
          .concat(['module', 'require', '__dirname'])
          .map((name) => [name, 'readonly']),
      ),
    },
  },
);
