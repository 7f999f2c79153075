import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AgentTurn } from '../../domain/tasks/agent';
import { CLI_NAMES } from '../../domain/tasks/task';
import { createAgents } from '../../providers/agents';
import { agentFolders, recordLines, workTurn, type AgentFolders } from '../support/agent-turn';
import { obtainCommandLines } from '../support/command-lines';
import { modelGateway, type KeyHolder, type ModelGateway } from '../support/model-gateway';
import { overheard, type OverheardGateway } from '../support/overheard-gateway';

/*
 * The agents' command lines as tasks have them: set up by the adapters that tasks use, and read by them, with the demo
 * model behind the gateway. `npm run test:agents`
 */

const PROMPT = '写一个Python脚本读取CSV文件';
/** As an argument it would be an option, or something for a shell. */
const NEXT_PROMPT = '--help $(touch broken); Write a bash script sum.sh: the sum of 1 to 100. Run it.';
const SYSTEM_PROMPT = 'Answer "briefly",\nin the language of the question.';

/** What each can be told of a turn's limits. */
const CARRIED = {
  opencode: { max_tokens: 6_000, temperature: 0.3 },
  codex: {},
  claude: { max_tokens: 6_000, temperature: 0.3 },
};

/** Claude Code has told to it what kind of command it runs, and which files this names. */
const SMALL_CALLS = { opencode: 0, codex: 0, claude: 2 };

const agents = createAgents();
let gateway: ModelGateway;
let ada: KeyHolder;
let way: OverheardGateway;
let folders: AgentFolders;
let turn: AgentTurn;

beforeAll(async () => {
  await obtainCommandLines();
  gateway = await modelGateway();
  ada = await gateway.keyHolder(1_000);
}, 660_000);

afterAll(() => gateway.close());

beforeEach(async () => {
  way = await overheard(gateway.baseUrl);
  folders = agentFolders();
  turn = {
    prompt: PROMPT,
    systemPrompt: SYSTEM_PROMPT,
    model: 'demo-text',
    maxTokens: 6_000,
    temperature: 0.3,
    session: null,
    gatewayUrl: way.url,
    apiKey: ada.secret,
    home: folders.home,
    workspace: folders.workspace,
  };
});

afterEach(async () => {
  folders.remove();
  await way.close();
});

const inWorkspace = (name: string): string => path.join(folders.workspace, name);

/** What the agents asked the model, which is told what was said before. */
const asked = (): string[] => way.calls.filter(({ method }) => method === 'POST').map(({ body }) => body);

test.each(CLI_NAMES)(
  '%s writes a script that reads a CSV, and goes on in its next turn',
  async (name) => {
    const first = await workTurn(agents[name], turn);
    recordLines(name, first.lines, turn);
    expect(first).toMatchObject({ end: { ok: true }, session: expect.stringMatching(/^\w[\w-]+$/) });
    expect(first.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['tool_call', 'tool_result', 'file_change', 'text', 'usage']),
    );
    expect(JSON.stringify(first.events)).not.toContain(ada.secret);
    expect(first.events.findLast(({ type }) => type === 'text')?.data['text']).toContain('Ada | London | 93');

    writeFileSync(inWorkspace('mine.csv'), 'a,b\n1,"2,3"\n');
    const printed = execFileSync('python3', ['read_csv.py', 'mine.csv'], {
      cwd: folders.workspace,
      encoding: 'utf8',
    });
    expect(printed).toBe('a | b\n1 | 2,3\n1 rows in mine.csv\n');
    // What is asked is paid for: two files, their run and the report, and nothing to no purpose.
    const work = asked().filter((body) => body.includes(JSON.stringify(SYSTEM_PROMPT).slice(1, -1)));
    expect(work).toHaveLength(4);
    for (const body of work) expect(JSON.parse(body)).toMatchObject({ model: 'demo-text', ...CARRIED[name] });
    expect(asked().length - work.length).toBe(SMALL_CALLS[name]);

    const calls = asked().length;
    const next = await workTurn(agents[name], { ...turn, prompt: NEXT_PROMPT, session: first.session });
    recordLines(`${name}-resumed`, next.lines, turn);
    expect(next).toMatchObject({ end: { ok: true }, session: first.session });
    expect(next.events.findLast(({ type }) => type === 'text')?.data['text']).toContain('5050');
    expect(readFileSync(inWorkspace('sum.sh'), 'utf8')).toContain('100');
    expect(() => readFileSync(inWorkspace('broken'))).toThrow('ENOENT');
    expect(
      asked()
        .slice(calls)
        .some((body) => body.includes(PROMPT) && body.includes('--help')),
    ).toBe(true);
  },
  240_000,
);

test.each(CLI_NAMES)(
  '%s says that there are no credits',
  async (name) => {
    const { secret } = await gateway.keyHolder(0);
    const refused = { ...turn, apiKey: secret };
    const { lines, events, end } = await workTurn(agents[name], refused);
    recordLines(`${name}-no-credits`, lines, refused);
    expect(end).toMatchObject({ ok: false, message: expect.stringMatching(/credit/i) });
    expect(events.filter(({ type }) => type === 'error')).toEqual([
      { type: 'error', data: { message: end.ok ? '' : end.message } },
    ]);
    expect(JSON.stringify([lines, end])).not.toContain(secret);
  },
  240_000,
);
