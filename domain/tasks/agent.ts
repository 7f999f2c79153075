import type { CliName, NewTaskEvent } from './task';

/** What an agent is told of a turn. */
export interface AgentTurn {
  readonly prompt: string;
  readonly systemPrompt: string | null;
  /** The name of a model of the gateway. */
  readonly model: string;
  readonly maxTokens: number | null;
  readonly temperature: number | null;
  /** The conversation that it goes on with; null for a new one. */
  readonly session: string | null;
  /** Where the gateway is for who is inside the sandbox, without a path: `http://127.0.0.1:8787`. */
  readonly gatewayUrl: string;
  readonly apiKey: string;
  /** Folders in the sandbox. */
  readonly home: string;
  readonly workspace: string;
}

/**
 * How an agent's command line is started, in the workspace and with a closed standard input. Its key is in `env`, and
 * nowhere else.
 */
export interface AgentLaunch {
  readonly argv: readonly string[];
  /** Without a PATH, which has to lead to the command lines. */
  readonly env: Readonly<Record<string, string>>;
  /** Written before it starts; paths are absolute. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

/** What a line of an agent's output says. */
export interface AgentNews {
  readonly events: readonly NewTaskEvent[];
  /** The agent's name for the conversation. */
  readonly session?: string;
  /** Its turn has ended; it need not end by itself. */
  readonly end?: AgentEnd;
}

export type AgentEnd = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Understands what one agent prints, line by line. Whatever it does not know becomes an event `log`. */
export interface AgentReader {
  read(line: string): AgentNews;
  /** What the end of its process means, where no line told of the turn's. */
  exited(exitCode: number | null, stderr: string): AgentEnd;
}

/** One of the agents' command lines. */
export interface Agent {
  readonly name: CliName;
  launch(turn: AgentTurn): AgentLaunch;
  /** What it answers has no key in it, whatever the agent prints. */
  reader(): AgentReader;
}

export type Agents = Readonly<Record<CliName, Agent>>;
