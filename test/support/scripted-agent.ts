import type { Agent, AgentNews, AgentTurn, Agents } from '../../domain/tasks/agent';
import { CLI_NAMES, type CliName } from '../../domain/tasks/task';

/** What a scripted agent does in its sandbox: a program in Python, told the turn in its environment. */
export type Script = (turn: AgentTurn) => string;

/**
 * Agents that run programs of a test's own where real ones would be: in the sandbox, with the task's key. Each line that
 * such a program prints is an event as JSON (`{"type": "text", "data": {...}}`), `{"session": "…"}`, or
 * `{"end": {"ok": true}}`.
 */
export function scriptedAgents(scriptOf: () => Script): Agents {
  const agent = (name: CliName): Agent => ({
    name,
    launch: (turn) => ({
      argv: ['/usr/bin/python3', '-u', '-c', scriptOf()(turn)],
      env: {
        TASK_KEY: turn.apiKey,
        GATEWAY: turn.gatewayUrl,
        // A system has no room for long ones there.
        PROMPT: turn.prompt.slice(0, 10_000),
        SESSION: turn.session ?? '',
      },
      files: [{ path: `${turn.home}/settings/prompt`, content: turn.prompt }],
    }),
    reader: () => ({
      read: newsOf,
      exited: (exitCode, stderr) =>
        exitCode === 0 ? { ok: true } : { ok: false, message: `exit ${exitCode}: ${stderr}` },
    }),
  });
  return Object.fromEntries(CLI_NAMES.map((name) => [name, agent(name)])) as Agents;
}

function newsOf(line: string): AgentNews {
  try {
    const said = JSON.parse(line) as {
      type?: string;
      data?: object;
      session?: string;
      end?: AgentNews['end'];
    };
    return {
      events:
        said.type === undefined ? [] : [{ type: said.type, data: said.data } as AgentNews['events'][number]],
      ...(said.session === undefined ? {} : { session: said.session }),
      ...(said.end === undefined ? {} : { end: said.end }),
    };
  } catch {
    return { events: [{ type: 'log', data: { text: line } }] };
  }
}
