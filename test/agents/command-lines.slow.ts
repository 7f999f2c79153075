import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../../config/paths';
import { obtainCommandLines, runCommandLine, type CommandLine } from '../support/command-lines';
import { modelGateway, type KeyHolder, type ModelGateway } from '../support/model-gateway';

/*
 * The agents' own command lines, set up as docs/calling-models.md has it, do a task with the demo
 * model: write a script and run it. They are large downloads, so this has a command of its own: `npm run test:agents`.
 */

const TASK = 'Write a Python script hello.py that prints "hello from taskloom", and run it.';

let gateway: ModelGateway;
let ada: KeyHolder;
let folder: string;

beforeAll(async () => {
  await obtainCommandLines();
  gateway = await modelGateway();
  ada = await gateway.keyHolder(1_000);
}, 660_000);

afterAll(() => gateway.close());

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'taskloom-agent-'));
  await mkdir(path.join(folder, 'work'));
  await mkdir(path.join(folder, 'home'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

interface Prepared {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const AGENTS: Readonly<Record<CommandLine, () => Promise<Prepared>>> = {
  async codex() {
    await writeFile(path.join(folder, 'home', 'config.toml'), await documented('toml'));
    return {
      argv: ['codex', 'exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', TASK],
      env: { CODEX_HOME: path.join(folder, 'home'), OPENAI_API_KEY: ada.secret },
    };
  },
  async opencode() {
    const config = JSON.parse(await documented('json')) as object;
    const unattended = { permission: { '*': 'allow' }, autoupdate: false, share: 'disabled' };
    await writeFile(path.join(folder, 'work', 'opencode.json'), JSON.stringify({ ...config, ...unattended }));
    return {
      argv: ['opencode', 'run', TASK],
      env: { OPENAI_API_KEY: ada.secret, OPENCODE_DISABLE_MODELS_FETCH: '1' },
    };
  },
  async claude() {
    const exported = [...(await documented('bash')).matchAll(/^export (\w+)=(.+)$/gm)];
    return {
      argv: ['claude', '--print', '--allowedTools', 'Write,Bash', '--', TASK],
      env: {
        ...Object.fromEntries(exported.map(([, name = '', value = '']) => [name, value])),
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        DISABLE_AUTOUPDATER: '1',
      },
    };
  },
};

/** The settings that the documentation tells people to copy, for this gateway and this key. */
async function documented(language: string): Promise<string> {
  const text = await readFile(inProject('docs/calling-models.md'), 'utf8');
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]+?)\`\`\``).exec(text)?.[1];
  if (found === undefined) throw new Error(`docs/calling-models.md shows no ${language}`);
  return found.replaceAll('http://127.0.0.1:8000', gateway.baseUrl).replaceAll('sk-…', ada.secret);
}

test.each(Object.keys(AGENTS) as CommandLine[])(
  '%s writes a script and runs it',
  async (name) => {
    const { argv, env } = await AGENTS[name]();
    const cwd = path.join(folder, 'work');
    const home = path.join(folder, 'home');
    const { code, output } = await runCommandLine(argv, {
      cwd,
      env: { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, ...env },
    });
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(await readFile(path.join(cwd, 'hello.py'), 'utf8')).toContain('hello from taskloom');
    expect(output).toContain('hello from taskloom');
    expect((await ada.user.balance()).held).toBe(0);
  },
  180_000,
);
