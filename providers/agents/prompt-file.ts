import path from 'node:path';
import type { AgentLaunch, AgentTurn } from '../../domain/tasks/agent';

type File = AgentLaunch['files'][number];

/** What an agent is told beside its settings lies in a folder of our own in its home, away from what it works on. */
export function fileForAgent({ home }: AgentTurn, name: string, content: string): File {
  return { path: path.posix.join(home, '.taskloom', name), content };
}

/**
 * A command whose standard input is a file. So a prompt may be of any length and begin with a dash, no shell reads it,
 * and to start the command again is to start the same: nobody has to write to it.
 */
export function readingFrom(file: File, argv: readonly string[]): string[] {
  return ['/bin/sh', '-c', 'exec "$@" < "$0"', file.path, ...argv];
}
