import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { inProject } from '../../config/paths';
import type { Agent, AgentEnd, AgentTurn } from '../../domain/tasks/agent';
import type { NewTaskEvent } from '../../domain/tasks/task';
import { runCommandLine } from './command-lines';

/** The folders that an agent works in, on this machine. */
export interface AgentFolders {
  readonly home: string;
  readonly workspace: string;
  remove(): void;
}

/** Not in the temporary folder: codex takes no home there. */
export function agentFolders(): AgentFolders {
  const folder = mkdtempSync(path.join(homedir(), '.taskloom-agent-'));
  const [home, workspace] = [path.join(folder, 'home'), path.join(folder, 'workspace')];
  mkdirSync(home);
  mkdirSync(workspace);
  return { home, workspace, remove: () => rmSync(folder, { recursive: true }) };
}

export interface WorkedTurn {
  readonly lines: readonly string[];
  readonly events: readonly NewTaskEvent[];
  readonly session: string | null;
  readonly end: AgentEnd;
}

/** Has an agent do a turn as a sandbox would, to the end of its process. */
export async function workTurn(agent: Agent, turn: AgentTurn): Promise<WorkedTurn> {
  const { argv, env, files } = agent.launch(turn);
  for (const file of files) {
    mkdirSync(path.dirname(file.path), { recursive: true });
    writeFileSync(file.path, file.content);
  }
  const { code, stdout, stderr } = await runCommandLine(argv, { cwd: turn.workspace, env });
  const lines = stdout.split('\n').filter((line) => line !== '');
  const reader = agent.reader();
  const news = lines.map((line) => reader.read(line));
  return {
    lines,
    events: news.flatMap(({ events }) => events),
    session: news.findLast(({ session }) => session !== undefined)?.session ?? null,
    end: news.find(({ end }) => end)?.end ?? reader.exited(code, stderr),
  };
}

/**
 * Keeps an agent's lines for the tests of its reader, when the tests are run to record:
 * `TASKLOOM_RECORD_AGENTS=1 npm run test:agents`.
 */
export function recordLines(name: string, lines: readonly string[], turn: AgentTurn): void {
  if (!process.env['TASKLOOM_RECORD_AGENTS']) return;
  const text = `${lines.join('\n')}\n`
    .replaceAll(turn.home.slice(1), 'home/user')
    .replaceAll(turn.workspace.slice(1), 'workspace')
    .replaceAll(turn.gatewayUrl, 'http://127.0.0.1:8787')
    .replaceAll(turn.apiKey, 'sk-recorded');
  mkdirSync(inProject('test', 'fixtures', 'agents'), { recursive: true });
  writeFileSync(inProject('test', 'fixtures', 'agents', `${name}.jsonl`), text);
}
