import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { obtainCommandLines, runCommandLine, type CommandLine } from '../support/command-lines';
import { modelGateway, type KeyHolder, type ModelGateway } from '../support/model-gateway';

/*
 * The agents' own command lines, pointed at the gateway by their base URL and key alone, do a task with the demo
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

const AGENTS: Readonly<Record<CommandLine, () => Promise<{ args: string[]; env: Record<string, string> }>>> =
  {
    async codex() {
      const config = [
        'model = "demo-text"',
        'model_provider = "taskloom"',
        '[model_providers.taskloom]',
        'name = "Taskloom"',
        `base_url = "${gateway.baseUrl}/v1"`,
        'env_key = "TASKLOOM_KEY"',
        'wire_api = "responses"',
      ];
      await writeFile(path.join(folder, 'home', 'config.toml'), config.join('\n'));
      return {
        args: ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', TASK],
        env: { CODEX_HOME: path.join(folder, 'home'), TASKLOOM_KEY: ada.secret },
      };
    },
    async opencode() {
      const config = {
        provider: {
          taskloom: {
            npm: '@ai-sdk/openai-compatible',
            name: 'Taskloom',
            options: { baseURL: `${gateway.baseUrl}/v1`, apiKey: ada.secret },
            models: { 'demo-text': { name: 'demo-text' } },
          },
        },
        model: 'taskloom/demo-text',
        small_model: 'taskloom/demo-text',
        permission: { '*': 'allow' },
        autoupdate: false,
        share: 'disabled',
      };
      await writeFile(path.join(folder, 'work', 'opencode.json'), JSON.stringify(config));
      return {
        args: ['run', '--model', 'taskloom/demo-text', TASK],
        env: { OPENCODE_DISABLE_MODELS_FETCH: '1' },
      };
    },
    claude() {
      return Promise.resolve({
        args: ['--print', '--model', 'demo-text', '--allowedTools', 'Write,Bash', '--', TASK],
        env: {
          ANTHROPIC_BASE_URL: gateway.baseUrl,
          ANTHROPIC_API_KEY: ada.secret,
          ANTHROPIC_MODEL: 'demo-text',
          ANTHROPIC_SMALL_FAST_MODEL: 'demo-text',
          CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
          DISABLE_AUTOUPDATER: '1',
        },
      });
    },
  };

test.each(Object.keys(AGENTS) as CommandLine[])(
  '%s writes a script and runs it',
  async (name) => {
    const { args, env } = await AGENTS[name]();
    const cwd = path.join(folder, 'work');
    const { code, output } = await runCommandLine(name, args, { cwd, home: path.join(folder, 'home'), env });
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(await readFile(path.join(cwd, 'hello.py'), 'utf8')).toContain('hello from taskloom');
    expect(output).toContain('hello from taskloom');
    expect((await ada.user.balance()).held).toBe(0);
  },
  180_000,
);
