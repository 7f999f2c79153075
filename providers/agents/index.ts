import type { Agents } from '../../domain/tasks/agent';
import { claude } from './claude/claude';
import { codex } from './codex/codex';
import { opencode } from './opencode/opencode';

/** The agents whose command lines work on tasks. */
export function createAgents(): Agents {
  return { codex, opencode, claude };
}
