import { posix } from 'node:path';
import { asNumber, asObject, asText, parseJson } from '../protocols/json';
import { quotedForShell, runCommand } from './script-source';
import { isChinese, type PlannedCall, type Reply } from './reply';
import type { AgentTools } from './agent-tools';
import type { ScriptRequest } from './script-request';
import type { Step, Transcript } from './transcript';

/** The mark that a file written by the shell ends with. */
const END_OF_FILE = 'END_OF_SCRIPT';

/**
 * The next step towards a script that was asked for: write it, run it, tell what it printed. How far things are is
 * read from the conversation alone. Undefined where the agent has no tool that could do it.
 */
export function scriptStep(
  script: ScriptRequest,
  tools: AgentTools,
  { ask, steps }: Transcript,
): Reply | undefined {
  const { writer, shell } = tools;
  if (!writer && !shell) return undefined;
  const progress = progressOf(script, tools, steps);
  const { written, run, byShell, file } = progress;
  const words = isChinese(ask) ? CHINESE : ENGLISH;
  if (run) return runReport(run, progress, words);
  if (!written && writer) {
    const thought = `The user wants a ${script.language} script. First it has to be written to ${file}.`;
    return step(writer.write(script.file, script.source), words.writing(file), thought);
  }
  // A writer that refused may stand before a file that is already there: the shell can write it all the same.
  if (shell && (!written || (hasFailed(written) && !byShell))) {
    const thought = `The script has to be written to ${script.file}, and the shell can do it.`;
    return step(shell.run(heredocOf(script), `Write ${script.file}`), words.writing(script.file), thought);
  }
  if (written && hasFailed(written)) {
    return said(words.unwritten(file, outputOf(written.output)), 'The file could not be written.');
  }
  if (!shell) {
    return said(words.written(file, progress.command), 'The script is written, and nothing here can run it.');
  }
  return step(
    shell.run(progress.command, `Run ${file}`),
    words.running,
    `${file} is written. Now it has to run.`,
  );
}

/** How far things are. */
interface Progress {
  readonly written: Step | undefined;
  readonly run: Step | undefined;
  /** Whether the shell wrote it. */
  readonly byShell: boolean;
  /** The file's path as it was, or will be, written. */
  readonly file: string;
  readonly command: string;
}

function progressOf(script: ScriptRequest, { writer, shell }: AgentTools, steps: readonly Step[]): Progress {
  const shells = steps.filter(({ call }) => call.name === shell?.name);
  const heredoc = shells.findLast(({ call }) => call.input.includes(END_OF_FILE));
  const file = heredoc || !writer ? script.file : writer.pathOf(script.file);
  const command = runCommand(script.language, file);
  const name = posix.basename(file);
  return {
    written: heredoc ?? steps.findLast(({ call }) => call.name === writer?.name && holds(call.input, name)),
    run: shells.findLast(({ call }) => !call.input.includes(END_OF_FILE) && holds(call.input, command)),
    byShell: heredoc !== undefined,
    file,
    command,
  };
}

/** Whether a call's input has a text in it: as it is, or as JSON writes it. */
function holds(input: string, text: string): boolean {
  return input.includes(text) || input.includes(JSON.stringify(text).slice(1, -1));
}

function runReport(run: Step, { file, command }: Progress, words: typeof ENGLISH): Reply {
  const output = outputOf(run.output);
  const told = output === '' ? '' : `\n\n\`\`\`\n${output}\n\`\`\``;
  const report = hasFailed(run) ? words.failed : words.ran;
  return said(report(file, command, told), 'The script has run. What is left is to report its output.');
}

const ENGLISH = {
  writing: (file: string) => `I'll write \`${file}\` first.`,
  running: "Now I'll run it.",
  written: (file: string, command: string) => `I wrote \`${file}\`. Run it with \`${command}\`.`,
  unwritten: (file: string, why: string) => `I could not write \`${file}\`: ${why}`,
  ran: (file: string, command: string, output: string) =>
    `I wrote \`${file}\` and ran it with \`${command}\`. It printed:${output || ' nothing.'}`,
  failed: (file: string, command: string, output: string) =>
    `I wrote \`${file}\`, but \`${command}\` failed:${output || ' it said nothing.'}`,
};

const CHINESE: typeof ENGLISH = {
  writing: (file) => `我先写 \`${file}\`。`,
  running: '现在运行它。',
  written: (file, command) => `我写好了 \`${file}\`。可以用 \`${command}\` 运行。`,
  unwritten: (file, why) => `无法写入 \`${file}\`：${why}`,
  ran: (file, command, output) =>
    `我写好了 \`${file}\`，并用 \`${command}\` 运行了它。输出：${output || '（无）'}`,
  failed: (file, command, output) =>
    `我写好了 \`${file}\`，但运行 \`${command}\` 失败：${output || '（没有输出）'}`,
};

/** A result without what agents wrap around the output of a command: codex's JSON, or its heading. */
export function outputOf(text: string): string {
  const body = asObject(parseJson(text));
  const output = asText(body?.['output']) ?? asText(body?.['stdout']) ?? text;
  const [, after] = /(?:^|\n)Output:\n([^]*)$/.exec(output) ?? [];
  return (after ?? output).trimEnd();
}

function hasFailed({ result, output }: Step): boolean {
  if (result.isError) return true;
  const exit = asNumber(asObject(asObject(parseJson(output))?.['metadata'])?.['exit_code']);
  if (exit !== undefined) return exit !== 0;
  const [, code] = /\bexit(?:ed with)? code:?\s*(\d+)/i.exec(output) ?? [];
  return (
    (code !== undefined && Number(code) !== 0) || /^\s*(?:<tool_use_error>|error\b|failed\b)/i.test(output)
  );
}

function heredocOf({ file, source }: ScriptRequest): string {
  const directory = posix.dirname(file);
  const path = quotedForShell(file);
  const made = directory === '.' || directory === '/' ? '' : `mkdir -p ${quotedForShell(directory)} && `;
  return `${made}cat > ${path} <<'${END_OF_FILE}'\n${source}${END_OF_FILE}`;
}

function said(text: string, thought: string): Reply {
  return { thought, parts: [{ kind: 'text', text }] };
}

function step(call: PlannedCall, text: string, thought: string): Reply {
  return {
    thought,
    parts: [
      { kind: 'text', text },
      { kind: 'call', ...call },
    ],
  };
}
