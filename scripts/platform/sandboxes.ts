import type { LaunchSettings } from '../../config/settings';
import { agentClisFolder, obtainAgentClis } from './agent-clis';
import type { ProcessEnvironment } from './own-processes';
import { obtainSandboxPrograms } from './guest';
import { obtainMachines } from './machines';
import type { Supervisor } from './supervisor';
import type { Steps } from './terminal';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the worker makes sandboxes with, as far as it is found or made here. What `env` says stays; with a guest program in
 * it, somebody else has seen to everything. Without what it takes there are none, and a line says why.
 */
export async function sandboxEnvironment(
  { sandboxes }: LaunchSettings,
  supervisor: Supervisor,
  steps: Steps,
  env: Environment = process.env,
): Promise<ProcessEnvironment> {
  const { driver, guest } = sandboxes;
  if (driver === 'none' || guest !== undefined) return {};
  const programs = await programsOf(driver, supervisor, steps);
  if (programs === undefined) return { SANDBOX_DRIVER: 'none' };
  const found: Record<string, string> = {
    SANDBOX_DRIVER: driver,
    ...programs,
    ...(needsAgents(driver) ? { SANDBOX_AGENTS: agentClisFolder() } : {}),
    SANDBOX_END_ON_STOP: 'true',
  };
  return Object.fromEntries(Object.entries(found).filter(([name]) => !env[name]?.trim()));
}

/** Downloads the agents' command lines, unless somebody has them already, or they are where the sandboxes are. */
export async function obtainAgents(
  { sandboxes: { driver, guest, agents } }: LaunchSettings,
  supervisor: Supervisor,
  steps: Steps,
): Promise<void> {
  if (driver === 'none' || guest !== undefined || agents !== undefined || !needsAgents(driver)) return;
  await obtainAgentClis(supervisor, steps);
}

/** In a template of E2B they are already. */
const needsAgents = (driver: LaunchSettings['sandboxes']['driver']) => driver !== 'e2b';

async function programsOf(
  driver: LaunchSettings['sandboxes']['driver'],
  supervisor: Supervisor,
  steps: Steps,
): Promise<Record<string, string> | undefined> {
  if (driver === 'qemu') {
    const machines = await obtainMachines(supervisor, steps);
    return (
      machines && {
        ...{ SANDBOX_QEMU: machines.qemu, SANDBOX_KERNEL: machines.kernel, SANDBOX_GUEST: machines.guest },
      }
    );
  }
  const programs = await obtainSandboxPrograms(supervisor, steps);
  return programs && { SANDBOX_BWRAP: programs.bwrap, SANDBOX_GUEST: programs.guest };
}
