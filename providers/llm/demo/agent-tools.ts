import { posix } from 'node:path';
import { asList, asObject, asText, parseJson } from '../protocols/json';
import { requestWords } from './request-words';
import { callWith, parametersOf } from './tool-calls';
import { workingDirectory } from './working-directory';
import type { PlannedCall } from './reply';
import type { ModelRequest, Tool } from '../exchange/request';

/** What an agent lets a model do to files and run; each made from the tools that it offers. */
export interface AgentTools {
  readonly writer?: FileWriter;
  readonly shell?: Shell;
}

export interface FileWriter {
  readonly name: string;
  /** The file's path as this tool wants it. */
  pathOf(file: string): string;
  write(file: string, content: string): PlannedCall;
  /** Whether a call's input writes this file. */
  writes(file: string, input: string): boolean;
}

export interface Shell {
  readonly name: string;
  run(command: string, why: string): PlannedCall;
  /** The command in a call's input. */
  commandOf(input: string): string | undefined;
}

/** Names of tools, without case and signs. */
const WRITERS = new Set(
  'write writefile filewrite createfile savefile writetofile strreplacebasededittool strreplaceeditor'.split(
    ' ',
  ),
);
const SHELLS = new Set(
  (
    'bash shell sh exec execcommand shellcommand localshell runcommand runshellcommand executecommand terminal ' +
    'runterminalcmd runinterminal containerexec'
  ).split(' '),
);

const PATHS = ['file_path', 'filePath', 'path', 'filename', 'file', 'target_file', 'absolute_path'];
const CONTENTS = ['content', 'contents', 'file_text', 'text', 'data'];
const COMMANDS = ['command', 'cmd', 'script', 'commands'];

/** The tools of a request that can do something to files and run. */
export function agentTools(request: ModelRequest): AgentTools {
  const { tools } = request;
  if (tools.length === 0) return {};
  const directory = workingDirectory(request);
  const shell = firstOf(tools, shellOf);
  const writer =
    firstOf(tools, (tool) => fileWriter(tool, directory)) ??
    firstOf(tools, (tool) => patchWriter(tool, directory)) ??
    (shell && patchesByShell(request) ? shellPatchWriter(shell, directory) : undefined);
  return { ...(writer && { writer }), ...(shell && { shell }) };
}

/** Whether the agent says how files are patched by a command. */
function patchesByShell({ system }: ModelRequest): boolean {
  return system.some(({ text }) => text.includes("apply_patch <<'EOF'"));
}

function firstOf<T>(tools: readonly Tool[], make: (tool: Tool) => T | undefined): T | undefined {
  for (const tool of tools) {
    const made = make(tool);
    if (made !== undefined) return made;
  }
  return undefined;
}

function plainName(tool: Tool): string {
  return tool.name.toLowerCase().replace(/[^a-z]/g, '');
}

function fileWriter(tool: Tool, directory: string | undefined): FileWriter | undefined {
  if (tool.type !== 'function' || !WRITERS.has(plainName(tool))) return undefined;
  const { properties } = parametersOf(tool);
  const path = PATHS.find((name) => name in properties);
  const content = CONTENTS.find((name) => name in properties);
  if (path === undefined || content === undefined) return undefined;
  // Editors of several commands take the one that makes a file.
  const command = 'command' in properties ? { command: 'create' } : {};
  const pathOf = (file: string): string => (wantsAbsolute(tool, path) ? absolute(file, directory) : file);
  return {
    name: tool.name,
    pathOf,
    write: (file, text) =>
      callWith(tool, { ...command, [path]: pathOf(file), [content]: text }, requestWords(file)),
    writes: (file, input) => isNamed(asText(asObject(parseJson(input))?.[path]), file),
  };
}

/** Whether a path, whole or not, ends with the file's name. */
function isNamed(path: string | undefined, file: string): boolean {
  return path !== undefined && posix.basename(path) === posix.basename(file);
}

/** What the schema says of its path; one of a `file_path` that says nothing is taken for absolute. */
function wantsAbsolute(tool: Tool, path: string): boolean {
  const about = asText(asObject(parametersOf(tool).properties[path])?.['description']) ?? '';
  if (/\babsolute\b/i.test(about)) return true;
  if (/\brelative\b/i.test(about)) return false;
  return /\babsolute path/i.test(tool.description ?? '') || path === 'file_path' || path === 'filePath';
}

function absolute(file: string, directory = '/tmp'): string {
  return file.startsWith('~') ? file : posix.resolve(directory, file);
}

/**
 * Codex's `apply_patch`, a custom tool or a function of one text. The grammar is codex's own; it wants relative
 * paths.
 */
function patchWriter(tool: Tool, directory: string | undefined): FileWriter | undefined {
  if (plainName(tool) !== 'applypatch') return undefined;
  const pathOf = relativeTo(directory);
  if (tool.type === 'custom') {
    const write: FileWriter['write'] = (file, content) => ({
      name: tool.name,
      input: patchOf(pathOf(file), content),
      custom: true,
    });
    return { name: tool.name, pathOf, write, writes: (file, input) => adds(input, file) };
  }
  const { properties, required } = parametersOf(tool);
  const field =
    [...required, ...Object.keys(properties)].find((name) => /patch|input|diff/i.test(name)) ?? 'input';
  return {
    name: tool.name,
    pathOf,
    write: (file, content) => callWith(tool, { [field]: patchOf(pathOf(file), content) }, requestWords(file)),
    writes: (file, input) => adds(asText(asObject(parseJson(input))?.[field]), file),
  };
}

/** Codex's `apply_patch` as a command. */
function shellPatchWriter(shell: Shell, directory: string | undefined): FileWriter {
  const pathOf = relativeTo(directory);
  return {
    name: shell.name,
    pathOf,
    write: (file, content) =>
      shell.run(`apply_patch <<'EOF'\n${patchOf(pathOf(file), content)}\nEOF`, `Write ${file}`),
    writes: (file, input) => adds(shell.commandOf(input), file),
  };
}

function relativeTo(directory: string | undefined): FileWriter['pathOf'] {
  return (file) => (directory !== undefined && file.startsWith('/') ? posix.relative(directory, file) : file);
}

function patchOf(path: string, content: string): string {
  const lines = content.replace(/\n$/, '').split('\n');
  const added = lines.map((line) => `+${line}`);
  return ['*** Begin Patch', `*** Add File: ${path}`, ...added, '*** End Patch'].join('\n');
}

function adds(patch: string | undefined, file: string): boolean {
  return isNamed(/^\*\*\* Add File: (.+)$/m.exec(patch ?? '')?.[1], file);
}

function shellOf(tool: Tool): Shell | undefined {
  if (tool.type !== 'function' || !SHELLS.has(plainName(tool))) return undefined;
  const { properties } = parametersOf(tool);
  const field = COMMANDS.find((name) => name in properties);
  if (field === undefined) return undefined;
  const type = asObject(properties[field])?.['type'];
  const takesList = type === 'array' || (asList(type)?.includes('array') ?? false);
  return {
    name: tool.name,
    run: (command, why) =>
      callWith(
        tool,
        {
          [field]: takesList ? ['bash', '-lc', command] : command,
          ...('description' in properties && { description: why }),
        },
        requestWords(why),
      ),
    commandOf(input) {
      const command = asObject(parseJson(input))?.[field];
      return asText(asList(command)?.at(-1) ?? command);
    },
  };
}
