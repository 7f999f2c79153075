import { posix } from 'node:path';
import { asList, asObject, asText } from '../protocols/json';
import { requestWords } from './request-words';
import { callWith, parametersOf } from './tool-calls';
import type { PlannedCall } from './reply';
import type { Tool } from '../exchange/request';

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
}

export interface Shell {
  readonly name: string;
  run(command: string, why: string): PlannedCall;
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

/** @param directory where the agent works, as an absolute path; undefined where nobody said. */
export function agentTools(tools: readonly Tool[], directory: string | undefined): AgentTools {
  const writer =
    firstOf(tools, (tool) => fileWriter(tool, directory)) ??
    firstOf(tools, (tool) => patchWriter(tool, directory));
  const shell = firstOf(tools, shellOf);
  return { ...(writer && { writer }), ...(shell && { shell }) };
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
  };
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
  const pathOf = (file: string): string =>
    directory !== undefined && file.startsWith('/') ? posix.relative(directory, file) : file;
  const patchOf = (file: string, content: string): string => {
    const lines = content.replace(/\n$/, '').split('\n');
    const added = lines.map((line) => `+${line}`);
    return ['*** Begin Patch', `*** Add File: ${pathOf(file)}`, ...added, '*** End Patch'].join('\n');
  };
  if (tool.type === 'custom') {
    const write: FileWriter['write'] = (file, content) => ({
      name: tool.name,
      input: patchOf(file, content),
      custom: true,
    });
    return { name: tool.name, pathOf, write };
  }
  const { properties, required } = parametersOf(tool);
  const field =
    [...required, ...Object.keys(properties)].find((name) => /patch|input|diff/i.test(name)) ?? 'input';
  return {
    name: tool.name,
    pathOf,
    write: (file, content) => callWith(tool, { [field]: patchOf(file, content) }, requestWords(file)),
  };
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
  };
}
