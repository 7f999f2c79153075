import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What tells one process from a later one under the same number: when it started, and in which boot of the
 * machine. Undefined when there is no such process (a zombie counts as none).
 */
export function processIdentity(pid: number): string | undefined {
  return process.platform === 'linux' ? linuxIdentity(pid) : posixIdentity(pid);
}

/** Whether the process is still the one that had this identity. */
export function isSameProcess({
  pid,
  identity,
}: {
  readonly pid: number;
  readonly identity: string;
}): boolean {
  return processIdentity(pid) === identity;
}

/** Sends a signal to a process (or, `group`, to its whole process group); one that is gone is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals, group = false): void {
  try {
    process.kill(group ? -pid : pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Ends a process that is not a child of ours: asks it, waits for `graceMs`, then kills its whole group.
 * The kernel tells no stranger that a process has ended, so this looks again every 20 ms.
 */
export async function endStranger(
  stranger: { readonly pid: number; readonly identity: string },
  graceMs: number,
): Promise<void> {
  if (!isSameProcess(stranger)) return;
  signalProcess(stranger.pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (isSameProcess(stranger) && Date.now() < deadline) await delay(20);
  signalProcess(stranger.pid, 'SIGKILL', true);
  while (isSameProcess(stranger)) await delay(20);
}

/** Kills what is left of a process group whose leader has ended, and waits, though not for ever, until it is gone. */
export async function endGroup(leader: number): Promise<void> {
  const deadline = Date.now() + GROUP_PATIENCE_MS;
  while (groupExists(leader) && Date.now() < deadline) {
    signalProcess(leader, 'SIGKILL', true);
    await delay(5);
  }
}

/** What has been killed may still stand in the table until process 1 takes note of it. */
const GROUP_PATIENCE_MS = 1_000;

function groupExists(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
}

function linuxIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets, and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, started] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || started === undefined) return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${started}`;
  } catch {
    return undefined;
  }
}

function posixIdentity(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}
