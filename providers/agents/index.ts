import type { Agents } from '../../domain/tasks/agent';

export function createAgents(): Agents {
  throw new Error('not here yet');
}
