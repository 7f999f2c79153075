import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inProject } from '../config/paths';
import { createSteps } from './platform/terminal';

/** One tool that looks at the sources. */
interface Check {
  readonly title: string;
  readonly doing: string;
  /** A script below node_modules (or dist), and its arguments. */
  readonly script: readonly string[];
  readonly args: readonly string[];
  /** What to do about what it finds. */
  readonly mend: string;
}

/** Every folder that can hold code, so that a new one is noticed. */
const SOURCES = readdirSync(inProject(), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|dist$|docs$|coverage$)/.test(entry.name))
  .map(({ name }) => name);

/** The longest first, so that no processor waits at the end. */
const CHECKS: readonly Check[] = [
  {
    title: 'Lint',
    doing: 'ESLint, with types',
    script: ['node_modules', 'eslint', 'bin', 'eslint.js'],
    args: ['.'],
    mend: '`npx eslint --fix .` mends some of it.',
  },
  {
    title: 'Types',
    doing: 'TypeScript, with the tests',
    script: ['node_modules', 'typescript', 'bin', 'tsc'],
    args: [
      '--noEmit',
      '-p',
      'tsconfig.json',
      '--pretty',
      '--incremental',
      '--tsBuildInfoFile',
      'dist/.tsbuildinfo-all',
    ],
    mend: 'The types must fit.',
  },
  {
    title: 'Layers',
    doing: 'dependency-cruiser',
    script: ['node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'],
    args: [...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'], ...SOURCES],
    mend: 'Each rule says where the code belongs instead.',
  },
  {
    title: 'Format',
    doing: 'Prettier',
    script: ['node_modules', 'prettier', 'bin', 'prettier.cjs'],
    args: ['--check', '--log-level', 'warn', '.'],
    mend: '`npm run format` mends it.',
  },
  {
    title: 'Dead code',
    doing: 'knip',
    script: ['node_modules', 'knip', 'bin', 'knip.js'],
    args: ['--no-progress', '--treat-config-hints-as-errors'],
    mend: 'Delete it, or use it.',
  },
  {
    title: 'Generated files',
    doing: 'comparing with their sources',
    script: ['dist', 'scripts', 'generate.js'],
    args: ['--check'],
    mend: '`npm run generate` mends it.',
  },
];

/** `npm run check`: everything that can be said of the sources without running them. Answers the exit code. */
async function main(): Promise<number> {
  const steps = createSteps();
  const waiting = [...CHECKS];
  const findings: { readonly check: Check; readonly output: string }[] = [];

  async function work(): Promise<void> {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { title, doing } = check;
      const { code, output } = await steps.run(
        title,
        doing,
        () => run(check),
        (result) => (result.code === 0 ? doing : `${doing}: FOUND SOMETHING`),
      );
      if (code !== 0) findings.push({ check, output });
      else if (/\bwarnings?\b/.test(output)) steps.print(output);
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), CHECKS.length) }, work));

  for (const { check, output } of findings) {
    console.log(`\n──── ${check.title} ────\n${output}\n→ ${check.mend}`);
  }
  const names = findings.map(({ check }) => check.title).join(', ');
  console.log(
    findings.length === 0
      ? '\nAll checks pass.'
      : `\n${findings.length} of ${CHECKS.length} checks failed: ${names}.`,
  );
  return findings.length === 0 ? 0 : 1;
}

function run({ script, args }: Check): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inProject(...script), ...args], {
      cwd: inProject(),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
