import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findAgentClis, obtainAgentClis } from '../../scripts/platform/agent-clis';
import { ProcessFailure, type Supervisor } from '../../scripts/platform/supervisor';
import type { Steps } from '../../scripts/platform/terminal';

/** The folder of the agents' command lines, with an npm of our own that has nothing to fetch. */

let folder: string;
let env: Record<string, string>;
let notes: string[];
let runs: number;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taskloom-clis-'));
  mkdirSync(path.join(folder, 'path'));
  env = {
    PATH: `${path.join(folder, 'path')}:${process.env['PATH']}`,
    XDG_CACHE_HOME: path.join(folder, 'cache'),
  };
  notes = [];
  runs = 0;
});

afterEach(() => rmSync(folder, { recursive: true }));

const supervisor: Pick<Supervisor, 'complete'> = {
  async complete({ program, args, env: environment }) {
    runs++;
    await promisify(execFile)(program, [...args], { env: environment }).catch((error: Error) => {
      throw new ProcessFailure(error.message);
    });
  },
};

const steps: Steps = {
  run: (_title, _doing, work) => work(() => undefined),
  stopping: () => undefined,
  note: (_kind, title, text) => void notes.push(`${title}: ${text}`),
  print: (text) => void notes.push(text),
};

/** @param script what it does in the folder of `--prefix`, with this processor's name in `$arch`. */
function npmThat(script: string): void {
  const arch = `arch=${process.arch === 'x64' ? 'x86_64' : 'aarch64'}-unknown-linux-musl`;
  const text = `#!/bin/sh\nset -e\numask 077\ncd "$(echo "$*" | sed 's/.*--prefix \\([^ ]*\\).*/\\1/')"\n${arch}\n${script}\n`;
  writeFileSync(path.join(folder, 'path', 'npm'), text, { mode: 0o755 });
}

const program = (place: string): string =>
  `mkdir -p "$(dirname "node_modules/${place}")" && printf '#!/bin/sh\\necho "$0" "$@"\\n' > "node_modules/${place}" && chmod 700 "node_modules/${place}"`;

const INSTALLS = [
  program('codex-binary/vendor/$arch/bin/codex'),
  program('codex-binary/vendor/$arch/codex-resources/voice/voice'),
  program('opencode-binary/bin/opencode'),
  program('node-binary/bin/node'),
  program('claude-code/cli.js'),
].join('\n');

test('they are installed once, into a folder that works wherever it is, for everybody', async () => {
  npmThat(INSTALLS);
  expect(findAgentClis(env)).toBeUndefined();
  const made = await obtainAgentClis(supervisor, steps, env);
  expect(await obtainAgentClis(supervisor, steps, env)).toBe(made);
  expect(runs).toBe(1);
  for (const name of ['codex', 'opencode', 'node']) {
    expect(readlinkSync(path.join(made!, 'bin', name))).toMatch(/^\.\.\/node_modules\//);
    expect(statSync(path.join(made!, 'bin', name)).mode & 0o777).toBe(0o755);
  }
  const { stdout } = await promisify(execFile)(path.join(made!, 'bin', 'claude'), ['--print', 'a b']);
  expect(stdout).toContain('claude-code/cli.js --print a b');
  const resources = path.join('vendor', process.arch === 'x64' ? 'x86_64' : 'aarch64');
  expect(
    existsSync(
      path.join(made!, 'node_modules/codex-binary', `${resources}-unknown-linux-musl/codex-resources/voice`),
    ),
  ).toBe(false);
});

test.each([
  ['there is no network', 'echo "npm error network: ENOTFOUND" >&2; exit 1', /ENOTFOUND/],
  [
    'something is missing',
    program('opencode-binary/bin/opencode'),
    /npm installed no codex and no node and no claude/,
  ],
])('where %s there are none, it says so, and nothing is left', async (_, script, why) => {
  npmThat(script);
  expect(await obtainAgentClis(supervisor, steps, env)).toBeUndefined();
  expect(notes[0]).toMatch(/no coding tasks without them/);
  expect(notes[1]).toMatch(why);
  expect(findAgentClis(env)).toBeUndefined();
});
