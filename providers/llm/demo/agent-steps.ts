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
 * The next step towards a script that was asked for: write it and what it needs, run it, tell what it printed. How far
 * things are is read from the conversation alone. Undefined where the agent has no tool that could do it.
 */
export function scriptStep(
  script: ScriptRequest,
  tools: AgentTools,
  { ask, steps }: Transcript,
): Reply | undefined {
  const { writer, shell } = tools;
  if (!writer && !shell) return undefined;
  const words = isChinese(ask) ? CHINESE : ENGLISH;
  const files = filesOf(script).map((file) => ({ ...file, ...writtenIn(steps, file, tools) }));
  const path = files[0]?.path ?? script.file;
  const command = runCommand(script.language, path);
  const run = steps.findLast(
    ({ call }) => call.name === shell?.name && shell.commandOf(call.input) === command,
  );
  if (run) return runReport(run, path, command, words);
  for (const file of files) {
    const next = writingStep(file, tools, words);
    if (next) return next;
  }
  if (!shell)
    return said(words.written(path, command), 'The script is written, and nothing here can run it.');
  return step(shell.run(command, `Run ${path}`), words.running, `${path} is written. Now it has to run.`);
}

interface ScriptFile {
  readonly file: string;
  readonly content: string;
  /** What it is, for the thoughts. */
  readonly what: string;
}

/** How far a file is. */
interface WrittenFile extends ScriptFile {
  readonly written: Step | undefined;
  /** Whether the shell wrote it. */
  readonly byShell: boolean;
  /** Its path as it was, or will be, written. */
  readonly path: string;
}

function filesOf({ file, source, language, sample }: ScriptRequest): ScriptFile[] {
  const script = { file, content: source, what: `a ${language} script` };
  return [script, ...(sample ? [{ ...sample, what: 'something for it to read' }] : [])];
}

function writtenIn(
  steps: readonly Step[],
  { file }: ScriptFile,
  { writer, shell }: AgentTools,
): Pick<WrittenFile, 'written' | 'byShell' | 'path'> {
  const heredoc = steps.findLast(
    ({ call }) => call.name === shell?.name && shell.commandOf(call.input)?.includes(heredocHead(file)),
  );
  const written = steps.findLast(({ call }) => call.name === writer?.name && writer.writes(file, call.input));
  return {
    written: heredoc ?? written,
    byShell: heredoc !== undefined,
    path: heredoc || !writer ? file : writer.pathOf(file),
  };
}

/** The step that a file needs; undefined where it is there. */
function writingStep(file: WrittenFile, { writer, shell }: AgentTools, words: Words): Reply | undefined {
  const { written, byShell, path } = file;
  if (written && !hasFailed(written)) return undefined;
  if (!written && writer) {
    const thought = `The user wants ${file.what}. First it has to be written to ${path}.`;
    return step(writer.write(file.file, file.content), words.writing(path), thought);
  }
  // A writer that refused may stand before a file that is already there: the shell can write it all the same.
  if (shell && !byShell) {
    const thought = `${file.file} has to be written, and the shell can do it.`;
    return step(shell.run(heredocOf(file), `Write ${file.file}`), words.writing(file.file), thought);
  }
  return written && said(words.unwritten(path, outputOf(written.output)), 'The file could not be written.');
}

function runReport(run: Step, file: string, command: string, words: Words): Reply {
  const output = outputOf(run.output);
  const told = output === '' ? '' : `\n\n\`\`\`\n${output}\n\`\`\``;
  const report = hasFailed(run) ? words.failed : words.ran;
  return said(report(file, command, told), 'The script has run. What is left is to report its output.');
}

type Words = typeof ENGLISH;

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

const CHINESE: Words = {
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

function heredocOf({ file, content }: ScriptFile): string {
  const directory = posix.dirname(file);
  const made = directory === '.' || directory === '/' ? '' : `mkdir -p ${quotedForShell(directory)} && `;
  return `${made}${heredocHead(file)}\n${content}${END_OF_FILE}`;
}

function heredocHead(file: string): string {
  return `cat > ${quotedForShell(file)} <<'${END_OF_FILE}'`;
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
