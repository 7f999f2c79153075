import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../../config/paths';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** Runs the import rules over the project at `root`, as `npm run check` does. */
async function violations(root: string): Promise<string[]> {
  const cruiser = inProject('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|dist$|docs$|coverage$)/.test(entry.name))
    .map(({ name }) => name);
  const args = [
    cruiser,
    '--config',
    inProject('.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    ...folders,
  ];
  const report = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      // It exits with the number of violations; only what is no report is a failure.
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(new Error(stderr, { cause: error }));
    });
  });
  const { summary } = JSON.parse(report) as { summary: { violations: Violation[] } };
  return summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`).sort();
}

test('every import of the project goes the way that the layers allow', async () => {
  expect(await violations(inProject())).toEqual([]);
}, 300_000);

/** Imports that are refused: the rule, the file that would import, what, and whether even its type is. */
const REFUSED: [rule: string, file: string, target: string, typeOnly: boolean][] = [
  ['domain-stands-alone', 'domain/jobs.ts', 'providers/media.ts', false],
  ['domain-stands-alone', 'domain/users.ts', 'config/settings.ts', true],
  ['providers-adapt-only', 'providers/epay.ts', 'domain/orders.ts', false],
  ['workflows-are-deterministic', 'workflows/video.ts', 'activities/render.ts', false],
  ['workflows-are-deterministic', 'workflows/deck.ts', 'domain/db/rows.ts', false],
  ['workflows-touch-no-machine', 'workflows/files.ts', 'node:fs', false],
  ['workflows-touch-no-machine', 'workflows/sockets.ts', 'node:net', false],
  ['workflows-use-the-sdk-alone', 'workflows/fetching.ts', 'npm:undici', false],
  ['packages-of-domain', 'activities/sql.ts', 'npm:mysql2', false],
  ['packages-of-api', 'domain/serve.ts', 'npm:express', false],
  ['packages-of-providers-documents-media-pictures', 'api/picture.ts', 'npm:@napi-rs/canvas', false],
  ['packages-of-providers-documents-media', 'api/archive.ts', 'npm:jszip', false],
  ['folders-have-a-layer', 'console/page.ts', 'domain/shown.ts', false],
  ['activities-call-downwards', 'activities/jobs.ts', 'api/router.ts', false],
  ['activities-call-downwards', 'activities/keys.ts', 'config/keys.ts', false],
  ['api-calls-downwards', 'api/studio/create.ts', 'providers/disk.ts', false],
  ['api-calls-downwards', 'api/studio/start.ts', 'workflows/publish.ts', false],
  ['surfaces-are-strangers', 'api/studio/login.ts', 'api/code/reply.ts', false],
  ['simulators-are-strangers', 'simulators/epay/sign.ts', 'domain/money.ts', false],
  ['temporal-is-thin', 'temporal/client.ts', 'api/app.ts', false],
  ['openapi-is-data', 'openapi/document.ts', 'api/reply.ts', false],
  ['config-is-pure', 'config/logger.ts', 'domain/names.ts', false],
  ['nobody-needs-the-tools', 'providers/tool.ts', 'scripts/tool.ts', false],
];

/** Imports that are allowed, though the thing itself may not be imported there: they are types. */
const ALLOWED = [
  ['workflows/allowed.ts', 'activities/allowed.ts'],
  ['api/allowed.ts', 'providers/allowed.ts'],
  ['providers/allowed-too.ts', 'domain/allowed.ts'],
  ['activities/allowed-too.ts', 'config/allowed.ts'],
] as const;

describe('in a project with wrong imports', () => {
  let found: string[];

  beforeAll(async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'taskloom-layers-'));
    try {
      cpSync(inProject('tsconfig.json'), path.join(root, 'tsconfig.json'));
      for (const [, file, target, typeOnly] of REFUSED) importing(root, file, target, typeOnly);
      for (const [file, target] of ALLOWED) importing(root, file, target, true);
      found = await violations(root);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test.each(REFUSED)('%s: %s may not import %s', (rule, file, target) => {
    const imported = target.replace('node:', '').replace('npm:', 'node_modules/');
    expect(found.filter((line) => line.startsWith(`${rule}: ${file} → `)).join('\n')).toContain(imported);
  });

  test.each(ALLOWED)('%s may import a type of %s', (file) => {
    expect(found.filter((line) => line.includes(file))).toEqual([]);
  });
});

function importing(root: string, file: string, target: string, type: boolean): void {
  const place = /^(node|npm):/.test(target)
    ? target.replace('npm:', '')
    : path.posix.join(path.posix.relative(path.posix.dirname(file), '.'), target).replace(/\.ts$/, '');
  if (target.startsWith('npm:')) write(root, `node_modules/${place}/index.js`, 'exports.x = 1;\n');
  else if (place.startsWith('.')) write(root, target, 'export const x = 1;\nexport type X = number;\n');
  const statement = type ? `import type { X } from '${place}';` : `import * as imported from '${place}';`;
  write(root, file, `${statement}\nexport const y = ${type ? '1 as X' : 'imported'};\n`);
}

function write(root: string, file: string, content: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}
