/**
 * Which folder may import which (docs/CONTRIBUTING.md, "Where things are"). A comment of a rule is what a
 * person sees who breaks it, so it says where the code belongs instead.
 */

const OURS =
  '^(activities|api|bench|config|domain|openapi|providers|scripts|simulators|temporal|test|workflows)/';
const SURFACES = 'code|studio|agent|gateway|relay';

/** An import that is erased when the code is compiled. */
const TYPE_ONLY = ['type-only'];
const atRunTime = { dependencyTypesNot: TYPE_ONLY };

/** `from` may import, of ours, only what `allowed` matches; a type of anything that `types` matches too. */
function layer(name, { from, fromNot, allowed, types, comment }) {
  const rule = (suffix, to) => ({
    name: `${name}${suffix}`,
    severity: 'error',
    comment,
    from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
    to: { path: OURS, ...to },
  });
  return types === undefined
    ? [rule('', { pathNot: allowed })]
    : [rule('', { pathNot: allowed, ...atRunTime }), rule('-types', { pathNot: [...allowed, ...types] })];
}

/** Where a package may be imported: whoever needs what it does elsewhere asks the code that is there. */
const PLACES = {
  '^api/': [
    ...['express', 'express-session', 'connect-redis', 'passport', 'passport-strategy', 'ws', 'send'],
    ...['rate-limiter-flexible', 'swagger-ui-dist', 'ajv', 'ajv-formats', 'busboy', 'cookie', 'cors'],
  ],
  '^domain/': ['sequelize', 'mysql2', 'umzug'],
  '^domain/identity/': ['@node-rs/argon2', 'jose'],
  '^providers/llm/': ['undici'],
  '^providers/media/': ['@ffmpeg-installer/ffmpeg', 'pptxgenjs'],
  '^providers/(documents|media)/': ['jszip'],
  '^providers/(documents|media|pictures)/': ['@napi-rs/canvas'],
  '^providers/mail/': ['nodemailer'],
  '^providers/sandbox/docker/': ['dockerode'],
  '^providers/oauth/': ['openid-client'],
  '^api/auth/': ['@simplewebauthn/server'],
  '^config/': ['envalid'],
  '^(activities|temporal)/': ['@temporalio/worker'],
};

const TOOLS = '^(bench|scripts|simulators|test)/';

const onePlace = Object.entries(PLACES).map(([place, packages]) => ({
  name: `packages-of-${place.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}`,
  severity: 'error',
  comment: `This package has one place (${place}). Ask the code there for what you need.`,
  from: { pathNot: [place, TOOLS, '^node_modules/'] },
  to: { path: `^node_modules/(${packages.join('|')})/`, ...atRunTime },
}));

module.exports = {
  forbidden: [
    ...onePlace,
    {
      name: 'folders-have-a-layer',
      severity: 'error',
      comment:
        'This folder has no place among the layers yet. Give it one at the top of .dependency-cruiser.cjs.',
      from: { pathNot: [OURS, '^node_modules/', '^[^/]+$'] },
      to: {},
    },
    ...layer('domain-stands-alone', {
      from: '^domain/',
      allowed: ['^domain/'],
      comment:
        'The domain knows nothing above it. Take what you need as an argument, behind an interface that the domain owns.',
    }),
    ...layer('providers-adapt-only', {
      from: '^providers/',
      allowed: [
        '^providers/',
        '^domain/(any-signal|errors|error-catalogue|credits|joined-streams|mail-silence|gateway/(usage|accounts/token-refusal)|publishing/(platform-failure|plain-text))\\.ts$',
      ],
      types: ['^domain/'],
      comment:
        'A provider adapts one vendor: of the domain it imports types, errors, credits and how streams and signals are joined. Move rules into the domain, and wiring into api/main.ts or activities/worker.ts.',
    }),
    ...layer('workflows-are-deterministic', {
      from: '^workflows/',
      allowed: ['^workflows/', '^domain/(?!db/)'],
      types: ['^activities/', '^domain/'],
      comment:
        'A workflow is replayed, so it holds only rules. Do the work in an activity, and import its type (`import type`).',
    }),
    {
      name: 'workflows-touch-no-machine',
      severity: 'error',
      comment: 'A workflow has no files and no network: it is replayed. Do it in an activity, and call that.',
      from: { path: '^workflows/' },
      to: { dependencyTypes: ['core'], ...atRunTime },
    },
    {
      name: 'workflows-use-the-sdk-alone',
      severity: 'error',
      comment:
        'A workflow is replayed, and its bundle holds the Temporal SDK and our own rules. Use the package in an activity, and call that.',
      from: { path: '^workflows/' },
      to: { path: '^node_modules/', pathNot: '^node_modules/@temporalio/(workflow|common)/', ...atRunTime },
    },
    ...layer('activities-call-downwards', {
      from: '^activities/',
      fromNot: '^activities/worker\\.ts$',
      allowed: [
        ...['^activities/', '^domain/', '^providers/', '^temporal/'],
        ...['^workflows/contract\\.ts$', '^config/paths\\.ts$'],
      ],
      types: ['^config/', '^workflows/'],
      comment:
        'Activities import the domain, providers, temporal and workflows/contract. Settings come in as arguments, from activities/worker.ts.',
    }),
    ...layer('worker-constructs', {
      from: '^activities/worker\\.ts$',
      allowed: [
        '^activities/',
        '^config/',
        '^domain/',
        '^providers/',
        '^temporal/',
        '^workflows/contract\\.ts$',
      ],
      comment:
        'The worker builds activities from settings, the domain and providers. The API is another process.',
    }),
    ...layer('api-calls-downwards', {
      from: '^api/',
      fromNot: '^api/(main\\.ts$|model-calls/)',
      allowed: [
        '^api/',
        '^domain/',
        '^openapi/',
        '^temporal/',
        '^workflows/contract\\.ts$',
        '^config/paths\\.ts$',
      ],
      types: ['^config/', '^providers/'],
      comment:
        'The API imports the domain, the generated types, temporal and workflows/contract, and only types of providers and settings. Construct things in api/main.ts, and pass them in.',
    }),
    ...layer('model-calls-speak-protocols', {
      from: '^api/model-calls/',
      allowed: ['^api/', '^domain/', '^providers/llm/', '^config/paths\\.ts$'],
      types: ['^config/'],
      comment:
        'Model calls stream straight between callers and upstreams: of the providers this folder imports the protocols of language models, and nothing else.',
    }),
    ...layer('api-main-constructs', {
      from: '^api/main\\.ts$',
      allowed: [
        '^api/',
        '^config/',
        '^domain/',
        '^openapi/',
        '^providers/',
        '^temporal/',
        '^workflows/contract\\.ts$',
      ],
      comment:
        'api/main.ts builds the API from settings, the domain and providers. Activities run in the worker.',
    }),
    {
      name: 'surfaces-are-strangers',
      severity: 'error',
      comment:
        'A surface never imports another. Move what they share into the domain, or into api/ beside them.',
      from: { path: `^api/(${SURFACES})/` },
      to: { path: `^api/(${SURFACES})/`, pathNot: '^api/$1/' },
    },
    ...layer('temporal-is-thin', {
      from: '^temporal/',
      allowed: ['^temporal/', '^domain/', '^workflows/contract\\.ts$'],
      comment: 'temporal/ connects, starts and signals. What a workflow does belongs into workflows/.',
    }),
    ...layer('openapi-is-data', {
      from: '^openapi/',
      allowed: ['^openapi/'],
      comment: 'The contract depends on nothing. Move code that uses it into api/.',
    }),
    ...layer('config-is-pure', {
      from: '^config/',
      allowed: ['^config/'],
      types: ['^domain/'],
      comment:
        'config/ turns an environment into settings, and builds nothing. Construct things in an entry point.',
    }),
    {
      name: 'simulators-are-strangers',
      severity: 'error',
      comment:
        'A simulator speaks a vendor’s protocol from its documents. Sharing our code would make it agree with our mistakes.',
      from: { path: '^simulators/([^/]+)/' },
      to: { path: OURS, pathNot: '^simulators/$1/' },
    },
    {
      name: 'nobody-needs-the-tools',
      severity: 'error',
      comment:
        'scripts/, test/ and bench/ stand outside of the product. Move what it needs into the product.',
      from: { path: OURS, pathNot: '^(scripts|test|bench)/' },
      to: { path: '^(scripts|test|bench)/' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'These files import each other in a circle. Move what they share into a file of its own.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: TYPE_ONLY } },
    },
    {
      name: 'no-development-package',
      severity: 'error',
      comment:
        'An installation for production lacks this package. Move it to "dependencies" in package.json.',
      from: { path: '^(activities|api|config|domain|providers|simulators|temporal|workflows)/' },
      to: { dependencyTypes: ['npm-dev'], ...atRunTime },
    },
    {
      name: 'no-unknown-import',
      severity: 'error',
      comment: 'Nothing is found under this name. Check its spelling, and package.json.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.taskloom)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
