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
  const chinese = isChinese(ask);
  const say = (english: string, han: string): string => (chinese ? han : english);
  const path = writer?.pathOf(script.file) ?? script.file;
  const base = posix.basename(script.file);
  const mine = steps.filter(({ call }) => call.input.includes(base));
  const byShell = mine.filter(({ call }) => call.name === shell?.name);
  const heredoc = byShell.findLast(({ call }) => call.input.includes(END_OF_FILE));
  const run = byShell.findLast(({ call }) => !call.input.includes(END_OF_FILE));
  const written = heredoc ?? mine.findLast(({ call }) => call.name === writer?.name);
  const command = runCommand(script.language, heredoc ? script.file : path);

  if (run) {
    const output = outputOf(run.output);
    const told = output === '' ? '' : `\n\n\`\`\`\n${output}\n\`\`\``;
    return said(
      hasFailed(run)
        ? say(
            `I wrote \`${path}\`, but \`${command}\` failed:${told}`,
            `我写好了 \`${path}\`，但运行 \`${command}\` 失败：${told}`,
          )
        : say(
            `I wrote \`${path}\` and ran it with \`${command}\`. It printed:${told || ' nothing.'}`,
            `我写好了 \`${path}\`，并用 \`${command}\` 运行了它。输出：${told || '（无）'}`,
          ),
      'The script has run. What is left is to report its output.',
    );
  }
  if (!written || (hasFailed(written) && !heredoc && shell)) {
    const call =
      writer && !written
        ? writer.write(script.file, script.source)
        : shell?.run(heredocOf(script), `Write ${base}`);
    if (call) {
      return step(
        call,
        say(`I'll write \`${path}\` first.`, `我先写 \`${path}\`。`),
        `The user wants a ${script.language} script. First it has to be written to ${base}.`,
      );
    }
  }
  if (written && hasFailed(written)) {
    const why = outputOf(written.output);
    return said(
      say(`I could not write \`${path}\`: ${why}`, `无法写入 \`${path}\`：${why}`),
      'The file could not be written, and there is no other way.',
    );
  }
  if (!shell) {
    return said(
      say(
        `I wrote \`${path}\`. Run it with \`${command}\`.`,
        `我写好了 \`${path}\`。可以用 \`${command}\` 运行。`,
      ),
      'The script is written, and nothing here can run it.',
    );
  }
  return step(
    shell.run(command, `Run ${base}`),
    say(`Now I'll run it.`, '现在运行它。'),
    `${base} is written. Now it has to run.`,
  );
}

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
